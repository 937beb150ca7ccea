import { readFileSync } from "node:fs";
import { join } from "node:path";

const manifest = readFileSync(join(__dirname, "../package.json"), "utf8");

/** Version of the command, which is that of every package of the project. */
export const { version } = JSON.parse(manifest) as { readonly version: string };
