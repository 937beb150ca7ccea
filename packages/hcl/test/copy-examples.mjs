/**
 * Copies the examples' stacks, as `npm run synth` made them, to test/corpus: `npm run corpus -w packages/hcl`, and
 * `npm run format` after it. Do so when what the constructs make has changed in kind, as by a new type of resource.
 */
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const examples = join(import.meta.dirname, "../../../examples");
for (const name of readdirSync(examples)) {
  const stack = join(examples, name, "cdktf.out/stacks", name, "cdk.tf.json");
  if (existsSync(stack)) {
    copyFileSync(stack, join(import.meta.dirname, "corpus", `example-${name}.json`));
    console.log(`copied ${name}`);
  }
}
