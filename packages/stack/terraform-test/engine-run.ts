import { join } from "node:path";
import { diagnostics, type Diagnostic } from "./diagnostic";
import type { Engine } from "./engine";
import { Graph } from "./graph";
import { Plan } from "./plan";
import { runEngine, type Said } from "./run-engine";
import { testOutcome, type TestOutcome } from "./test-outcome";

/** A root module in a folder, and what Terraform or OpenTofu makes of it. */
export class EngineRun {
  /** What the engine has said so far. */
  readonly log: Said[] = [];

  /**
   * @param engine what runs
   * @param root the folder that it runs in
   * @param env what is set besides the environment of the tests
   */
  constructor(
    protected readonly engine: Engine,
    protected root: string,
    protected readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Gets the modules and the providers. */
  init(): void {
    this.execute(["init", "-no-color"]);
  }

  /** Checks the root without its variables. */
  validate(): void {
    this.execute(["validate", "-no-color"]);
  }

  /** What `fmt` would change in the folder and those below it. */
  unformatted(): string {
    return this.execute(["fmt", "-check", "-recursive", "-diff"], [0, 3]).stdout;
  }

  /** Plans with the providers' answers, and the values given. */
  plan(): Plan {
    const file = join(this.root, "plan");
    this.execute(["plan", "-no-color", `-out=${file}`]);
    return new Plan(this.execute(["show", "-json", file]).stdout, file);
  }

  /** What stops a plan: nothing where it can be made. */
  planFailures(): Diagnostic[] {
    return this.planDiagnostics("error");
  }

  /** What a plan warns of, with the checks that fail among it. */
  planWarnings(): Diagnostic[] {
    return this.planDiagnostics("warning");
  }

  /** Applies a plan, or what would be planned now. */
  apply(plan?: Plan): void {
    this.execute(["apply", "-no-color", "-auto-approve", ...(plan ? [plan.file] : [])]);
  }

  /** What a second plan would change: nothing, or the engine's own words. */
  pending(): string {
    const { status, stdout } = this.execute(["plan", "-no-color", "-detailed-exitcode"], [0, 2]);
    return status === 0 ? "nothing" : stdout;
  }

  /** An output as `output -raw` prints it. */
  output(name: string): string {
    return this.execute(["output", "-raw", name]).stdout;
  }

  /** The order in which a plan will be applied. */
  graph(plan: Plan): Graph {
    return new Graph(this.execute(["graph", `-plan=${plan.file}`]).stdout);
  }

  /** Runs files of the folder's own tests, each as `tests/sizes.tftest.hcl`. */
  test(files: readonly string[]): TestOutcome {
    return testOutcome(this.execute(["test", "-json", ...files.map((file) => `-filter=${file}`)], [0, 1]).stdout);
  }

  /** Runs any command in the folder. */
  execute(args: readonly string[], expected?: readonly number[]): Said {
    const said = runEngine(this.engine, this.root, args, this.env, expected);
    this.log.push(said);
    return said;
  }

  private planDiagnostics(severity: "error" | "warning"): Diagnostic[] {
    return diagnostics(this.execute(["plan", "-json"], [0, 1]).stdout, severity);
  }
}
