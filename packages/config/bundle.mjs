import { bundle } from "../../scripts/bundle.mjs";

// zod goes in without its translations, since the sources import it as `* as z`. Types stay as tsc writes them, and
// name zod's.
await bundle({ folder: import.meta.dirname, entry: "src/index.ts", outfile: "dist/index.js", included: ["zod"] });
