import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defaultSchema, toHcl } from "@runner-fleet/hcl";
import { Plan } from "./plan";
import { terraform, type Said } from "./terraform";

/** A synthesised stack as HCL in a folder of its own, and what Terraform makes of it. */
export class HclRun {
  /**
   * @param stack folder of the stack, with what it is given and the state that its backend names
   * @param folder where the HCL goes
   * @param path where programs are looked for
   */
  constructor(
    stack: string,
    private readonly folder: string,
    private readonly path: string,
  ) {
    const document = JSON.parse(readFileSync(join(stack, "cdk.tf.json"), "utf8"));
    const { files } = toHcl(document, { schema: defaultSchema(), moved: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    for (const name of ["assets", "override.tf.json", "given.auto.tfvars.json", ".terraform.lock.hcl"]) {
      cpSync(join(stack, name), join(folder, name), { recursive: true });
    }
    // Without a backend Terraform looks for the state in the folder.
    const state = resolve(stack, document.terraform.backend.local.path);
    if (existsSync(state)) {
      cpSync(state, join(folder, "terraform.tfstate"));
    }
    this.terraform(["init", "-no-color"]);
  }

  /** Checks the HCL. */
  validate(): void {
    this.terraform(["validate", "-no-color"]);
  }

  /** What `terraform fmt` would change. */
  unformatted(): string {
    return this.terraform(["fmt", "-check", "-diff"], [0, 3]).stdout;
  }

  /** Plans with the state that the stack has. */
  plan(): Plan {
    this.terraform(["plan", "-no-color", "-out=plan"]);
    return new Plan(this.terraform(["show", "-json", "plan"]).stdout, join(this.folder, "plan"));
  }

  private terraform(args: readonly string[], expected?: readonly number[]): Said {
    return terraform(this.folder, args, { PATH: this.path }, expected);
  }
}
