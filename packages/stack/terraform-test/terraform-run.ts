import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type Engine, terraform } from "./engine";
import { EngineRun } from "./engine-run";
import { givenValues } from "./given-values";
import { HclRun } from "./hcl-run";
import { providerOverrides } from "./provider-overrides";
import { searchPath } from "./run-engine";

interface Given {
  /**
   * What runs the stack.
   *
   * @default terraform
   */
  readonly engine?: Engine;
  /**
   * Further variables of the stack.
   *
   * @default - those that every stack is given
   */
  readonly values?: Readonly<Record<string, unknown>>;
  /**
   * Variables that no file may hold: their values are in the environment alone.
   *
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A stack in a folder of its own, and what Terraform makes of it. The state is there, too. */
export class TerraformRun extends EngineRun {
  /** The folder, with everything that is written. */
  readonly folder: string;

  private readonly out: string;
  private readonly values: Readonly<Record<string, unknown>>;

  /** @param build makes the stacks of an app, of which there must be one */
  constructor(build?: (app: App) => unknown, { engine = terraform, values = {}, secrets = {} }: Given = {}) {
    const folder = mkdtempSync(join(tmpdir(), "runner-fleet-terraform-"));
    const variables = Object.entries(secrets).map(([name, value]) => [`TF_VAR_${name}`, value]);
    super(engine, folder, { ...Object.fromEntries(variables), PATH: searchPath(join(folder, "bin")) });
    this.folder = folder;
    this.out = join(folder, "cdktf.out");
    this.values = { ...givenValues, ...values };
    if (build) {
      this.synthesise(build);
    }
  }

  /** Synthesises in the folder, in the place of what was synthesised there before. */
  synthesise(build: (app: App) => unknown): void {
    const app = new App({ outdir: this.out });
    build(app);
    app.synth();
    this.prepare();
  }

  /** Takes over what `write` has synthesised in the folder that it is given. */
  async from(write: (outdir: string) => Promise<void>): Promise<this> {
    await write(this.out);
    this.prepare();
    return this;
  }

  /** Changes the synthesised stack, to see what would be without a part of it. */
  edit(change: (text: string) => string): void {
    const file = join(this.root, "cdk.tf.json");
    const text = readFileSync(file, "utf8");
    const changed = change(text);
    if (changed === text) {
      throw new Error(`the change of ${file} must change something, got the same text`);
    }
    writeFileSync(file, changed);
  }

  /** The same stack as HCL, beside it, with the state that there is. */
  asHcl(): HclRun {
    return new HclRun(this.engine, this.root, join(this.folder, "hcl"), this.env);
  }

  /** Removes everything. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private prepare(): void {
    const { stacks } = JSON.parse(readFileSync(join(this.out, "manifest.json"), "utf8")) as {
      stacks: Record<string, unknown>;
    };
    const [stack, ...more] = Object.keys(stacks);
    if (stack === undefined || more.length > 0) {
      throw new Error(`an app of these tests must have one stack, got ${Object.keys(stacks).join(", ") || "none"}`);
    }
    this.root = join(this.out, "stacks", stack);
    writeFileSync(
      join(this.root, "override.tf.json"),
      providerOverrides(() => true),
    );
    writeFileSync(join(this.root, "given.auto.tfvars.json"), JSON.stringify(this.values));
    if (!existsSync(join(this.root, ".terraform"))) {
      this.init();
    }
  }
}
