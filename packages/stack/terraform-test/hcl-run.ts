import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defaultSchema, toHcl } from "@runner-fleet/hcl";
import type { Engine } from "./engine";
import { EngineRun } from "./engine-run";

/** A synthesised stack as HCL in a folder of its own, and what Terraform or OpenTofu makes of it. */
export class HclRun extends EngineRun {
  /**
   * @param engine what runs
   * @param stack folder of the stack, with what it is given and the state that its backend names
   * @param folder where the HCL goes
   * @param env what the stack's own commands are given
   */
  constructor(engine: Engine, stack: string, folder: string, env: Readonly<Record<string, string>>) {
    super(engine, folder, env);
    const document = JSON.parse(readFileSync(join(stack, "cdk.tf.json"), "utf8"));
    const { files } = toHcl(document, { schema: defaultSchema(), moved: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    // Not every stack has assets.
    const beside = ["assets", "override.tf.json", "given.auto.tfvars.json", ".terraform.lock.hcl"];
    for (const name of beside.filter((file) => existsSync(join(stack, file)))) {
      cpSync(join(stack, name), join(folder, name), { recursive: true });
    }
    // Without a backend the state is looked for in the folder.
    const state = resolve(stack, document.terraform.backend.local.path);
    if (existsSync(state)) {
      cpSync(state, join(folder, "terraform.tfstate"));
    }
    this.init();
  }
}
