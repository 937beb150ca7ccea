import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { Graph } from "./graph";
import { HclRun } from "./hcl-run";
import { Plan } from "./plan";
import { pathWithAws, terraform, type Said } from "./terraform";

/** What every stack of these tests is given for the variables that it declares. */
const variables = {
  region: "eu-west-1",
  cluster_name: "ci",
  subnet_ids: ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"],
  manager_security_group_ids: ["sg-0123456789abcdef0"],
};

/**
 * The helm and kubernetes providers read the cluster's address and certificate from EKS. A provider that calls no API
 * makes the certificate up, and base64decode() refuses it. So their blocks, and nothing else of a stack, are replaced;
 * an attribute that is null is one that is not given.
 */
const providers = {
  helm: { kubernetes: { config_path: "kubeconfig" } },
  kubernetes: { config_path: "kubeconfig", host: null, cluster_ca_certificate: null },
};

/** A stack in a folder of its own, and what Terraform makes of it. The state is there, too. */
export class TerraformRun {
  /** The folder, with everything that is written. */
  readonly folder = mkdtempSync(join(tmpdir(), "runner-fleet-terraform-"));
  /** What Terraform has said so far. */
  readonly log: Said[] = [];

  private readonly out = join(this.folder, "cdktf.out");
  private readonly path = pathWithAws(join(this.folder, "bin"));
  private stack = "";

  /**
   * @param build makes the stacks of an app, of which there must be one
   * @param values further variables of the stack
   * @param secrets variables that no file may hold: their values are in Terraform's environment alone
   */
  constructor(
    build?: (app: App) => unknown,
    private readonly values: Readonly<Record<string, unknown>> = {},
    private readonly secrets: Readonly<Record<string, string>> = {},
  ) {
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
    const file = join(this.stackFolder, "cdk.tf.json");
    const text = readFileSync(file, "utf8");
    const changed = change(text);
    if (changed === text) {
      throw new Error(`the change of ${file} must change something, got the same text`);
    }
    writeFileSync(file, changed);
  }

  /** The folder that Terraform runs in. */
  get stackFolder(): string {
    return join(this.out, "stacks", this.stack);
  }

  /** Checks the stack without its variables. */
  validate(): void {
    this.terraform(["validate", "-no-color"]);
  }

  /** Plans with the providers' answers, and the values given. */
  plan(): Plan {
    const file = join(this.folder, "plan");
    this.terraform(["plan", "-no-color", `-out=${file}`]);
    return new Plan(this.terraform(["show", "-json", file]).stdout, file);
  }

  /** Applies a plan, or what would be planned now. */
  apply(plan?: Plan): void {
    this.terraform(["apply", "-no-color", "-auto-approve", ...(plan ? [plan.file] : [])]);
  }

  /** What a second plan would change: nothing, or Terraform's own words. */
  pending(): string {
    const { status, stdout } = this.terraform(["plan", "-no-color", "-detailed-exitcode"], [0, 2]);
    return status === 0 ? "nothing" : stdout;
  }

  /** An output as `terraform output -raw` prints it. */
  output(name: string): string {
    return this.terraform(["output", "-raw", name]).stdout;
  }

  /** The order in which a plan will be applied. */
  graph(plan: Plan): Graph {
    return new Graph(this.terraform(["graph", `-plan=${plan.file}`]).stdout);
  }

  /** Runs any command of Terraform in the stack's folder. */
  terraform(args: readonly string[], expected?: readonly number[]): Said {
    const env = Object.fromEntries(Object.entries(this.secrets).map(([name, value]) => [`TF_VAR_${name}`, value]));
    const said = terraform(this.stackFolder, args, { ...env, PATH: this.path }, expected);
    this.log.push(said);
    return said;
  }

  /** The same stack as HCL, beside it, with the state that there is. */
  asHcl(): HclRun {
    return new HclRun(this.stackFolder, join(this.folder, "hcl"), this.path);
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
    this.stack = stack;
    writeFileSync(join(this.stackFolder, "override.tf.json"), JSON.stringify({ provider: providers }));
    writeFileSync(join(this.stackFolder, "given.auto.tfvars.json"), JSON.stringify({ ...variables, ...this.values }));
    if (!existsSync(join(this.stackFolder, ".terraform"))) {
      this.terraform(["init", "-no-color"]);
    }
  }
}
