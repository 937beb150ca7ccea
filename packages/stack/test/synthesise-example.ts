import { readdirSync } from "node:fs";
import { join } from "node:path";

const examples = join(__dirname, "../../../examples");

/** Names of the examples that are apps. */
export const exampleNames = readdirSync(examples)
  .filter((name) => readdirSync(join(examples, name)).includes("cdktf.json"))
  .sort();

/** Path of a file of an example. */
export const exampleFile = (example: string, ...parts: string[]) => join(examples, example, ...parts);

/** Runs an example's main.ts, which can be done once in a test file, with another folder for what it writes. */
export async function synthesiseExample(example: string, outdir: string): Promise<void> {
  const { CDKTF_OUTDIR } = process.env;
  process.env.CDKTF_OUTDIR = outdir;
  try {
    await import(exampleFile(example, "main.ts"));
  } finally {
    process.env.CDKTF_OUTDIR = CDKTF_OUTDIR;
    if (CDKTF_OUTDIR === undefined) {
      delete process.env.CDKTF_OUTDIR;
    }
  }
}
