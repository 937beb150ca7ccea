import { managerGroupName } from "@runner-fleet/config";
import { CommandError } from "../terminal/command-error";
import type { ManagerPlace } from "./manager-place";
import { checkFlags, valueOrFlag, type PlaceFlags } from "./place-flags";

/** Values of Terraform's outputs by their name. */
export type OutputValues = Readonly<Record<string, unknown>>;

/** The outputs of one deployment. */
type Deployment = OutputValues;

/** What the outputs of a state say. */
export interface PlacesInOutputs {
  /** Where the managers are, in the order of their shards. */
  readonly places: readonly ManagerPlace[];
  /**
   * How long the managers wait for their jobs, as a Go duration: the longest of the deployments'.
   *
   * @default - no output says it
   */
  readonly drainTimeouts: readonly string[];
}

/**
 * Where the managers are that a state's outputs name: those of a `RunnerStack`, of a plain module, or of modules that
 * an output has as a whole, with or without `for_each`.
 *
 * @throws CommandError when outputs name no manager, or not where it is
 * @throws UsageError when a flag is missing, or means nothing for the platform
 */
export function placesInOutputs(outputs: OutputValues, flags: PlaceFlags, folder: string): PlacesInOutputs {
  const found = deployments(outputs, 2);
  if (found.length === 0) {
    throw new CommandError(
      `${folder}: the state's outputs must name the managers, but none is or holds 'manager_name' or 'manager_names'; add output "runners" { value = module.<name> } and apply, or give the description`,
    );
  }
  return {
    places: found.flatMap((deployment) => places(deployment, flags, folder)),
    drainTimeouts: found.flatMap((deployment) => text(deployment.drain_timeout) ?? []),
  };
}

/** Objects that name managers: the outputs themselves, or what is in them down to a depth. */
function deployments(value: unknown, depth: number): Deployment[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [];
  }
  const record = value as Deployment;
  if (managerNames(record).length > 0) {
    return [record];
  }
  return depth === 0 ? [] : Object.values(record).flatMap((inner) => deployments(inner, depth - 1));
}

function managerNames({ manager_name: one, manager_names: several }: Deployment): string[] {
  const names: readonly unknown[] = Array.isArray(several) ? several : [one];
  return names.filter((name) => typeof name === "string");
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function places(deployment: Deployment, flags: PlaceFlags, folder: string): ManagerPlace[] {
  const platform = platformOf(deployment, folder);
  checkFlags(flags, platform);
  const region = flags.region ?? text(deployment.region);
  return managerNames(deployment).map((name, shard) => {
    const output = (output: string) => text(deployment[shard === 0 ? output : `${output}_${shard + 1}`]);
    if (platform === "ec2") {
      return { platform, name, groupName: output("manager_group_name") ?? managerGroupName(name), region };
    }
    if (platform === "fargate") {
      const given = output("ecs_cluster_name") ?? output("cluster_name");
      return {
        platform,
        name,
        clusterName: valueOrFlag("cluster", flags, given, "no output of the state names the ECS cluster"),
        region,
      };
    }
    return {
      platform,
      name,
      // Outputs don't say whose chart it is.
      kinds: ["statefulset", "deployment"],
      namespace: valueOrFlag("namespace", flags, text(deployment.namespace), "no output of the state names it"),
      context: flags.context,
      kubeconfig: flags.kubeconfig,
    };
  });
}

/** Outputs that managers of one platform alone have. */
const marks = {
  ec2: ["manager_group_name"],
  fargate: ["event_log_group_name", "ecs_cluster_name"],
  kubernetes: ["values_yaml", "namespace"],
} as const;

function platformOf(deployment: Deployment, folder: string): keyof typeof marks {
  const found = (Object.keys(marks) as (keyof typeof marks)[]).find((platform) =>
    marks[platform].some((output) => deployment[output] !== undefined),
  );
  if (found === undefined) {
    throw new CommandError(
      `${folder}: the state's outputs must say what the manager ${managerNames(deployment)[0]} runs on, by 'namespace' (Kubernetes), 'manager_group_name' (EC2) or 'ecs_cluster_name' (Fargate); add it and apply, or give the description`,
    );
  }
  return found;
}
