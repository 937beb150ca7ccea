import { bundle } from "../../scripts/bundle.mjs";

// In one file, what a command needs is still loaded when it is called.
await bundle({ folder: import.meta.dirname, entry: "src/main.ts", outfile: "dist/main.js" });
