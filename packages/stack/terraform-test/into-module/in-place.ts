import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml, parseAllDocuments } from "yaml";
import type { Plan } from "../plan";

const checkout = join(__dirname, "../../../..");

/** Something before and after a plan. */
type Both<Thing> = readonly [before: Thing, after: Thing];

const bothOf = (plan: Plan, type: string) => [plan.before(type), plan.after(type)] as const;

/** Arguments of the one resource of a type that a plan changes. */
export function changedIn(plan: Plan, type: string): string[] {
  const [before, after] = bothOf(plan, type);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}

/** What cloud-init of the machines is told. */
export const cloudConfigs = (plan: Plan) =>
  bothOf(plan, "aws_launch_template").map(({ user_data: text }) =>
    parseYaml(Buffer.from(String(text), "base64").toString()),
  ) as unknown as Both<object>;

/** Values of the manager's chart, as far as the tests look at them. */
export interface Values {
  readonly config: { readonly toml: string; readonly restartChecksum: string };
}

/** The values of the manager's chart. */
export const chartValues = (plan: Plan) =>
  bothOf(plan, "helm_release").map(({ values }) => parseYaml((values as string[])[0]!)) as unknown as Both<Values>;

/** Objects of the chart that differ between two sets of values, each by kind and name, and all of them. */
export function chartObjects(values: Both<Values>): { readonly all: string[]; readonly changed: string[] } {
  const [before, after] = values.map(objectsOf) as unknown as Both<ReadonlyMap<string, string>>;
  const all = [...new Set([...before.keys(), ...after.keys()])];
  return { all, changed: all.filter((name) => before.get(name) !== after.get(name)) };
}

function objectsOf(values: Values): ReadonlyMap<string, string> {
  const args = ["template", "ci", join(checkout, "charts/runner-manager"), "--namespace", "ci", "--values", "-"];
  const text = execFileSync(process.execPath, [join(checkout, "scripts/helm.mjs"), ...args], {
    input: JSON.stringify(values),
    encoding: "utf8",
  });
  const objects = parseAllDocuments(text).map((each) => each.toJS() as { kind: string; metadata: { name: string } });
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, JSON.stringify(object)]));
}

interface ConfigToml {
  readonly runners: readonly { readonly docker: object }[];
}

/** A manager's config.toml. */
export const configToml = ({ config }: Values) => parseToml(config.toml) as unknown as ConfigToml;

/** What the module says outright of a runner, and a stack where it is told to. Both are GitLab Runner's own defaults. */
export const withDefaults = (toml: ConfigToml): ConfigToml => ({
  ...toml,
  runners: toml.runners.map((runner) => ({
    environment: [],
    ...runner,
    docker: { privileged: false, ...runner.docker },
  })),
});
