import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStack, type Stack, type TerraformDocument } from "@runner-fleet/hcl";
import { RunnerModule, RunnerStack, type RunnerFleetInput } from "@runner-fleet/stack";
import { App, type TerraformStack } from "cdktf";

/** What a description becomes: a root that is applied, or a module that another root calls. */
export type Shape = "root" | "module";

/** The stack's name: that of the deployment, where it is written out. */
const stackName = (name: unknown) => (typeof name === "string" ? name : "runner-fleet");

/**
 * Synthesises a description, in a folder that is removed again.
 *
 * @param input a description that has no errors
 * @param read reads what was synthesised, while it is there
 */
export function synthesised<T>(input: RunnerFleetInput, shape: Shape, read: (stack: Stack) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), "runner-fleet-"));
  try {
    const app = new App({ outdir });
    const stack = makeStack(app, input, shape);
    app.synth();
    return read(withoutBackend(readStack(join(outdir, "stacks", stack.node.id))));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function makeStack(app: App, input: RunnerFleetInput, shape: Shape): TerraformStack {
  const name = stackName(input.name);
  if (shape === "root") {
    return new RunnerStack(app, name, input);
  }
  // A module has the region and the cluster that its caller's providers have.
  const { region: _region, cluster, ...description } = input;
  const { access: _access, ...settings } = cluster ?? {};
  return new RunnerModule(app, name, { ...description, cluster: settings });
}

/** cdktf adds a local backend, by a path that means nothing here. Where state is kept is for who applies to say. */
function withoutBackend(stack: Stack): Stack {
  const { terraform, ...document } = stack.document;
  const { backend: _local, ...settings } = terraform as { readonly backend?: unknown };
  return { ...stack, document: { ...document, terraform: settings } as TerraformDocument };
}
