import type { Expression } from "../values/expression";
import { variable, type VariableName } from "./catalogue";

/** What a description leaves out, and the variable of the catalogue that stands there. */
export interface LeftToTerraform {
  /** Where, as a user would write it: `fleets.linux.machines.subnetIds`. */
  readonly path: string;
  /** The variable. */
  readonly variable: VariableName;
}

/** A description with a variable wherever it left out what only an account knows. */
export interface FilledDescription {
  /** The description; what was given is untouched. */
  readonly input: unknown;
  /** What was left out, in the order of the description. */
  readonly left: readonly LeftToTerraform[];
}

type Table = Readonly<Record<string, unknown>>;

/**
 * Puts a variable of the catalogue wherever a description leaves out what only an account knows: region, cluster,
 * subnets, and the security groups that the manager connects from. Anything else that is missing stays missing, for the
 * schema and the rules to report. Takes an input of any form.
 */
export function leaveToTerraform(input: unknown): FilledDescription {
  if (!isTable(input)) {
    return { input, left: [] };
  }
  const left: LeftToTerraform[] = [];
  let filled = input;
  for (const { path, name, value } of gaps(input)) {
    if (mayBeSet(filled, path)) {
      filled = withValue(filled, path, value);
      left.push({ path: path.join("."), variable: name });
    }
  }
  return { input: filled, left };
}

interface Gap {
  readonly path: readonly string[];
  readonly name: VariableName;
  readonly value: Expression | readonly Expression[];
}

/** What the description needs an account for, whether it has it or not. */
function gaps(input: Table): Gap[] {
  const { platform = "kubernetes" } = tableAt(input, ["manager"]);
  const onKubernetes = platform === "kubernetes";
  const hasKubeconfig = tableAt(input, ["cluster", "access"]).kubeconfigPath !== undefined;
  const isInDefaultVpc = tableAt(input, ["aws"]).defaultVpc === true;
  const fleets = Object.entries(tableAt(input, ["fleets"])).filter(
    ([, fleet]) => isTable(fleet) && (fleet.executor === "docker-autoscaler" || fleet.executor === "instance"),
  );
  const isInEks =
    onKubernetes && (fleets.length > 0 || !hasKubeconfig || tableAt(input, ["cluster"]).name !== undefined);
  const gap = (needed: boolean, path: readonly string[], name: VariableName, value: Gap["value"]): Gap[] =>
    needed ? [{ path, name, value }] : [];
  return [
    ...gap(isInEks || !onKubernetes, ["region"], "region", variable("region")),
    ...fleets.flatMap(([key, fleet]) => {
      const { managerCidrs } = tableAt(fleet as Table, ["machines"]);
      const at = (setting: string) => ["fleets", key, "machines", setting];
      return [
        ...gap(!isInDefaultVpc, at("subnetIds"), "subnetIds", variable("subnetIds")),
        ...gap(
          onKubernetes && managerCidrs === undefined,
          at("managerSecurityGroupIds"),
          "managerSecurityGroupIds",
          variable("managerSecurityGroupIds"),
        ),
      ];
    }),
    ...gap(isInEks, ["cluster", "name"], "clusterName", variable("clusterName")),
    ...gap(platform === "ec2" && !isInDefaultVpc, ["ec2", "subnetIds"], "managerSubnetId", [
      variable("managerSubnetId"),
    ]),
    // A task may start in any of the machines' subnets; an instance stays in one, where its volume is.
    ...gap(platform === "fargate" && !isInDefaultVpc, ["fargate", "subnetIds"], "subnetIds", variable("subnetIds")),
  ];
}

const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The table at a path; an empty one where there is none. */
function tableAt(table: Table, path: readonly string[]): Table {
  const found = path.reduce<unknown>((value, key) => (isTable(value) ? value[key] : undefined), table);
  return isTable(found) ? found : {};
}

/** Whether a place is empty, and every table above it is a table or missing. */
function mayBeSet(table: Table, [key = "", ...rest]: readonly string[]): boolean {
  const value = table[key];
  return value === undefined || (rest.length > 0 && isTable(value) && mayBeSet(value, rest));
}

function withValue(table: Table, [key = "", ...rest]: readonly string[], value: unknown): Table {
  const held = table[key];
  return { ...table, [key]: rest.length === 0 ? value : withValue(isTable(held) ? held : {}, rest, value) };
}
