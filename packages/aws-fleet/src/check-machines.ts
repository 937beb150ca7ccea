import {
  checkConfig,
  Expression,
  machinesSchema,
  rules,
  type Finding,
  type Machines,
  type Resolved,
  type RunnerFleetInput,
} from "@runner-fleet/config";
import { Token } from "cdktf";
import { tokenKind } from "./token-kind";

/** The machines of a fleet as a user of a construct writes them. */
export type MachinesInput = Resolved<RunnerFleetInput["fleets"][string]["machines"]>;

/** The machines of a fleet with their defaults. */
export interface CheckedMachines {
  /** As constructs use them: what only Terraform knows is a token. */
  readonly machines: Resolved<Machines>;
  /** As pure functions use them: what only Terraform knows is an `Expression`. */
  readonly description: Machines;
  /** The token that an expression of `description` stands for. */
  readonly tokenOf: (expression: Expression) => unknown;
}

const FLEET = "fleets.fleet";
const MACHINES = `${FLEET}.machines`;

/**
 * Applies the description's own schema, rules and defaults to a construct's props. Tokens pass. Rules that a description
 * may accept are not applied.
 *
 * @param path the construct's path, for the message
 * @throws Error with everything that is wrong, one line each
 */
export function checkMachines(path: string, input: MachinesInput, maxInstances: number): CheckedMachines {
  const tokens = new Map<Expression, unknown>();
  const machinesInput = toExpressions(input, tokens) as RunnerFleetInput["fleets"][string]["machines"];
  const { config, findings } = checkConfig({
    gitlab: { url: "https://gitlab.example.com" },
    cluster: { name: "cluster" },
    fleets: {
      fleet: {
        executor: "docker-autoscaler",
        maxInstances: toExpressions(maxInstances, tokens),
        docker: { image: "alpine:3" },
        machines: machinesInput,
      },
    },
  });
  const errors = findings.filter(isAboutProps);
  if (errors.length > 0) {
    throw new Error(errors.map((finding) => messageOf(path, finding)).join("\n"));
  }
  const description = config?.fleets.fleet?.machines ?? machinesSchema.parse(machinesInput);
  return {
    description,
    machines: fromExpressions(description, tokens) as Resolved<Machines>,
    tokenOf: (expression) => tokens.get(expression),
  };
}

/** Anything else is about the description around the machines, or is for the description to accept. */
function isAboutProps({ severity, path, rule }: Finding): boolean {
  const isAcceptable = rules.find(({ id }) => id === rule)?.acceptable ?? false;
  return severity === "error" && path.startsWith(FLEET) && !isAcceptable;
}

function messageOf(path: string, { path: at, message, fix }: Finding): string {
  const prop = at.replace(MACHINES, "").replace(FLEET, "").replace(/^\./, "");
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
