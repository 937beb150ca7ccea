import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TerraformStack } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import { Construct } from "constructs";

/** A file's text, made when the stack is synthesised, since it may hold tokens until then. */
export type RenderedText = (stack: TerraformStack) => string;

/**
 * Files for people to read and to compare in a review, in the folder `rendered` beside the synthesised JSON. Terraform
 * reads none of them. What only Terraform knows stands in them as its expression.
 */
export class RenderedFiles extends Construct {
  constructor(scope: Construct, id: string, files: Readonly<Record<string, RenderedText>>) {
    super(scope, id);
    const stack = TerraformStack.of(this);
    addCustomSynthesis(this, {
      onSynthesize: ({ manifest, outdir }) => {
        const folder = join(outdir, dirname(manifest.forStack(stack).synthesizedStackPath), "rendered");
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        for (const [name, text] of Object.entries(files)) {
          writeFileSync(join(folder, name), text(stack));
        }
      },
    });
  }
}
