import {
  checkConfig,
  Expression,
  formatGiven,
  hasMachines,
  instanceMachinesSchema,
  machinesSchema,
  rules,
  type Finding,
  type JobsOnMachines,
  type Machines,
  type Resolved,
  type Trust,
  type MachinesInput as DescribedMachines,
} from "@runner-fleet/config";
import { Token } from "cdktf";
import { tokenKind } from "./token-kind";

/** The machines of a fleet as a user of a construct writes them; its executor decides which keys of `image` there are. */
export type MachinesInput = Resolved<DescribedMachines>;

/** How the jobs of a fleet run on its machines. */
export interface JobsInput {
  /**
   * How jobs run: in containers (`docker-autoscaler`), or on the machine itself (`instance`).
   *
   * @default "docker-autoscaler"
   */
  readonly executor?: "docker-autoscaler" | "instance";
  /**
   * Version of gitlab-runner that is installed on machines of the executor `instance`: the manager's.
   *
   * @default - the version that the project pins
   */
  readonly runnerVersion?: string;
  /**
   * Directories that jobs of the executor `instance` write to and that the user who runs them could not make, as
   * absolute paths: what the manager has as `builds_dir` and `cache_dir`.
   *
   * @default - none; jobs keep to the user's home
   */
  readonly jobDirectories?: string[];
  /**
   * Whom machines trust beside the usual authorities, and the proxy that they reach the world by.
   *
   * @default - nobody else, and no proxy
   */
  readonly trust?: Resolved<Trust>;
}

/** The machines of a fleet with their defaults. */
export interface CheckedMachines {
  /** As constructs use them: what only Terraform knows is a token. */
  readonly machines: Resolved<Machines>;
  /** As pure functions use them: what only Terraform knows is an `Expression`. */
  readonly description: Machines;
  /** What machines must know beside what is said of them. */
  readonly jobs: JobsOnMachines;
  /** The token that an expression of `description` and `jobs` stands for. */
  readonly tokenOf: (expression: Expression) => unknown;
}

const FLEET = "fleets.fleet";
const MACHINES = `${FLEET}.machines`;
const RUNNER_VERSION = "manager.runnerVersion";
const TRUST = "trust";

/**
 * Applies the description's own schema, rules and defaults to a construct's props. Tokens pass. Rules that a description
 * may accept are not applied.
 *
 * @param path the construct's path, for the message
 * @throws Error with everything that is wrong, one line each
 */
export function checkMachines(
  path: string,
  input: MachinesInput,
  maxInstances: number,
  jobsInput: JobsInput = {},
): CheckedMachines {
  const tokens = new Map<Expression, unknown>();
  const { executor = "docker-autoscaler", ...given } = jobsInput;
  checkExecutor(path, executor, given);
  const jobs = toExpressions(given, tokens) as JobsOnMachines;
  const machinesInput = toExpressions(input, tokens) as DescribedMachines;
  const { config, findings } = checkConfig({
    gitlab: { url: "https://gitlab.example.com" },
    cluster: { name: "cluster" },
    manager: { runnerVersion: jobs.runnerVersion },
    trust: jobs.trust,
    fleets: {
      fleet: {
        executor,
        maxInstances: toExpressions(maxInstances, tokens),
        ...(executor === "instance" ? {} : { docker: { image: "alpine:3" } }),
        machines: machinesInput,
      },
    },
  });
  const errors = [
    ...findings.filter(isAboutProps).map((finding) => messageOf(path, finding)),
    ...directoryErrors(path, jobs),
  ];
  if (errors.length > 0) {
    throw new Error(errors.join("\n"));
  }
  const fleet = config?.fleets.fleet;
  const schema = executor === "instance" ? instanceMachinesSchema : machinesSchema;
  const description = fleet && hasMachines(fleet) ? fleet.machines : schema.parse(machinesInput);
  return {
    description,
    jobs,
    machines: fromExpressions(description, tokens) as Resolved<Machines>,
    tokenOf: (expression) => tokens.get(expression),
  };
}

/** The executor decides what else is read; nothing more is said of props for another one. */
function checkExecutor(path: string, executor: string, jobs: Omit<JobsInput, "executor">): void {
  if (executor !== "docker-autoscaler" && executor !== "instance") {
    throw new Error(
      `${path}: 'executor' must be docker-autoscaler or instance, got ${formatGiven(executor)}; write one of them`,
    );
  }
  for (const prop of executor === "instance" ? [] : (["runnerVersion", "jobDirectories"] as const)) {
    if (jobs[prop] !== undefined) {
      throw new Error(
        `${path}: '${prop}' is for the executor instance alone, got ${formatGiven(jobs[prop])} with ${executor}; leave it out`,
      );
    }
  }
}

/** What a description cannot say wrong, since there it is made of other keys. */
function directoryErrors(path: string, { jobDirectories = [] }: JobsOnMachines): string[] {
  if (Expression.is(jobDirectories)) {
    return [
      `${path}: 'jobDirectories' must be a list that is known when the stack is synthesised; write out the list, its items may be known later`,
    ];
  }
  return jobDirectories.flatMap((directory, index) =>
    Expression.is(directory) || directory.startsWith("/")
      ? []
      : [
          `${path}: 'jobDirectories[${index}]' must be an absolute path, got ${formatGiven(directory)}; correct the value`,
        ],
  );
}

/** Anything else is about the description around the machines, or is for the description to accept. */
function isAboutProps({ severity, path, rule }: Finding): boolean {
  const isAcceptable = rules.find(({ id }) => id === rule)?.acceptable ?? false;
  return (
    severity === "error" &&
    (path.startsWith(FLEET) || path.startsWith(TRUST) || path === RUNNER_VERSION) &&
    !isAcceptable
  );
}

function messageOf(path: string, { path: at, message, fix }: Finding): string {
  const prop = at.replace(MACHINES, "").replace(FLEET, "").replace(RUNNER_VERSION, "runnerVersion").replace(/^\./, "");
  return `${path}: ${prop ? `'${prop}' ` : ""}${message}; ${fix}`;
}

function toExpressions(value: unknown, tokens: Map<Expression, unknown>): unknown {
  if (Token.isUnresolved(value)) {
    const expression = expressionFor(value);
    tokens.set(expression, value);
    return expression;
  }
  return mapValues(value, (item) => toExpressions(item, tokens));
}

function fromExpressions(value: unknown, tokens: ReadonlyMap<Expression, unknown>): unknown {
  return Expression.is(value) ? tokens.get(value) : mapValues(value, (item) => fromExpressions(item, tokens));
}

/** The expression's own text is never used: the token it stands for takes its place again. */
const expressionFor = (token: unknown): Expression =>
  Expression[tokenKind(token)]("a value that only Terraform knows") as Expression;

function mapValues(value: unknown, map: (item: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(map);
  }
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]))
    : value;
}
