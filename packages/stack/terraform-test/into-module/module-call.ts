import { readFileSync } from "node:fs";
import { join } from "node:path";
import { movedInto, type MovedInto, type MoveTable, type TerraformDocument } from "@runner-fleet/hcl";
import type { App } from "cdktf";
import type { Engine } from "../engine";
import { ModuleRun, type RootFiles } from "../module-run";
import { TerraformRun } from "../terraform-run";

const checkout = join(__dirname, "../../../..");

/** A stack that was applied, and what becomes of it. */
export interface Deployed {
  readonly run: TerraformRun;
  /** What was synthesised. */
  readonly document: TerraformDocument;
  /** The module, as its folder in `terraform/`. */
  readonly module: string;
  /** The moved blocks into the call `runners`. */
  readonly into: MovedInto;
}

/** Applies a stack, which must be called `test`, and reads what is beside a module. */
export function deployed(
  build: (app: App) => unknown,
  module: string,
  engine: Engine,
  secrets: Readonly<Record<string, string>> = {},
): Deployed {
  const run = new TerraformRun(build, { engine, secrets });
  run.apply();
  const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), "utf8")) as unknown;
  const document = read(run.folder, "cdktf.out/stacks/test/cdk.tf.json") as TerraformDocument;
  const table = read(checkout, "terraform", module, "moved-from.json") as MoveTable;
  return { run, document, module, into: movedInto(document, table, { as: "runners" }) };
}

/** What a call is told: values, and expressions that refer to what is beside it. */
export interface CallInputs {
  readonly values: Readonly<Record<string, unknown>>;
  readonly expressions?: Readonly<Record<string, string>>;
}

/**
 * A root that calls the module, on the state of a stack.
 *
 * @param beside what else is in the root
 */
export function moduleCall(
  { run: stack, module, into }: Deployed,
  engine: Engine,
  { values, expressions = {} }: CallInputs,
  beside: RootFiles = {},
): ModuleRun {
  const literals = Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]);
  const run = new ModuleRun(engine, {
    "main.tf": `
      provider "aws" {
        region = "eu-west-1"
      }
      provider "helm" {
        kubernetes = { config_path = "kubeconfig" }
      }
      module "runners" {
        source = "../terraform/${module}"
        ${[...literals, ...Object.entries(expressions)].map(([name, value]) => `${name} = ${value}`).join("\n        ")}
      }
    `,
    "moved.tf": into.hcl,
    "terraform.tfstate": stateOf(stack),
    ...beside,
  });
  run.init();
  return run;
}

/** The stack's state. A provider that calls no API makes up a repository's address, and one that no image can have. */
const stateOf = ({ folder }: TerraformRun) =>
  readFileSync(join(folder, "terraform.test.tfstate"), "utf8").replace(
    /repository_url-\w+/g,
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/manager",
  );
