import { worstFirst, type EffectId } from "./effects";
import { valueEffect } from "./release-effects";
import type { ResourceChange } from "./resource-change";
import type { ProviderChange, StackChanges } from "./stack-changes";

/** What the effects depend on beside the changes. */
export interface EffectsInput {
  /** What an apply does. */
  readonly changes: StackChanges;
  /** The chart of managers on Kubernetes, after the change. */
  readonly chart: "runner-manager" | "gitlab-runner";
  /** Constructs of fleets that come or go with a manager. */
  readonly ofManagers: readonly string[];
  /** Whether the apply waits until a manager has drained. */
  readonly waits: boolean;
  /** Whether a fleet's pods run in a namespace in which none do after the change. */
  readonly leavesNamespace: boolean;
}

/** What a change of a resource does; the first row that holds says it. */
interface Row {
  /** Types of the resource. */
  readonly types: RegExp;
  /**
   * Where its construct is.
   *
   * @default - anywhere
   */
  readonly construct?: RegExp;
  /**
   * What is done to it.
   *
   * @default - anything
   */
  readonly actions?: readonly ResourceChange["action"][];
  /**
   * The attribute that changes. A resource that is made, removed or replaced has none.
   *
   * @default - any
   */
  readonly attribute?: RegExp;
  /** What it does; `undefined` where another resource says it. */
  readonly effect: EffectId | undefined | ((path: string, input: EffectsInput) => EffectId);
}

const FLEET = /^Runners\/Fleet-[^/]+/;
const MANAGER = /^Runners\/Manager(-\d+)?(?=\/|$)/;
const MANAGER_ROLE = /^Runners\/ManagerRole(-\d+)?\//;
const gone = ["remove", "replace"] as const;

/** The construct of the manager that a construct is a part of. */
export const managerOf = (construct: string): string | undefined => MANAGER.exec(construct)?.[0];

/** Settings of the release that say how Helm goes about it. */
const HOW = /^(wait|timeout|atomic|max_history)$/;

const rows: readonly Row[] = [
  { types: /^helm_release$/, construct: MANAGER, actions: ["make"], effect: "manager-added" },
  { types: /^helm_release$/, construct: MANAGER, actions: gone, effect: "manager-uninstalled" },
  { types: /^helm_release$/, construct: MANAGER, attribute: HOW, effect: "apply-only" },
  { types: /^helm_release$/, construct: MANAGER, attribute: /^(chart|repository)$/, effect: "manager-beside" },
  { types: /^helm_release$/, construct: MANAGER, attribute: /^version$/, effect: "manager-drains" },
  {
    types: /^helm_release$/,
    construct: MANAGER,
    attribute: /^values/,
    effect: (path, { chart }) => valueEffect(chart, path.replace(/^values\.?/, "")),
  },
  { types: /^helm_release$/, actions: gone, effect: "cache-removed" },
  { types: /^helm_release$/, actions: ["change"], effect: "cache-server-restarts" },
  { types: /^kubernetes_namespace_v1$/, actions: gone, effect: "namespace-removed" },
  { types: /^kubernetes_secret_v1$/, actions: gone, effect: "secret-removed" },

  { types: /^aws_autoscaling_group$/, construct: FLEET, actions: ["make"], effect: "fleet-added" },
  {
    types: /^aws_autoscaling_group$/,
    construct: FLEET,
    actions: ["remove"],
    effect: (_path, { waits }) => (waits ? "fleet-removed" : "fleet-removed-at-once"),
  },
  {
    types: /^aws_autoscaling_group$/,
    construct: FLEET,
    actions: ["replace"],
    effect: (_path, { waits }) => (waits ? "fleet-anew" : "fleet-removed-at-once"),
  },
  {
    types: /^aws_autoscaling_group$/,
    construct: FLEET,
    attribute: /^(mixed_instances_policy|vpc_zone_identifier)/,
    effect: "new-machines",
  },
  { types: /^aws_autoscaling_group$/, construct: FLEET, effect: "group-changed" },
  { types: /^aws_launch_template$/, construct: FLEET, attribute: /^(?!tags(\.|$))/, effect: "new-machines" },
  { types: /^aws_security_group$/, construct: FLEET, attribute: /^vpc_id$/, effect: "security-group-anew" },
  { types: /^aws_security_group$/, construct: FLEET, actions: ["replace"], effect: "security-group-anew" },
  // With another group comes another rule, whoever it lets in.
  {
    types: /^aws_vpc_security_group_ingress_rule$/,
    construct: FLEET,
    attribute: /^security_group_id$/,
    effect: undefined,
  },
  {
    types: /^aws_vpc_security_group_ingress_rule$/,
    construct: FLEET,
    // One more rule shuts nobody out.
    actions: ["change", ...gone],
    attribute: /^(?!tags(\.|$))/,
    effect: "machines-access",
  },

  { types: /^aws_autoscaling_group$/, construct: MANAGER, actions: ["make"], effect: "manager-added" },
  { types: /^aws_autoscaling_group$/, construct: MANAGER, actions: ["remove"], effect: "manager-removed" },
  { types: /^aws_autoscaling_group$/, construct: MANAGER, actions: ["replace"], effect: "manager-drains" },
  { types: /^aws_autoscaling_group$/, construct: MANAGER, attribute: /^launch_template/, effect: "manager-drains" },
  { types: /^aws_ebs_volume$/, construct: MANAGER, attribute: /^availability_zone$/, effect: "manager-zone" },
  { types: /^aws_ecs_service$/, actions: ["make"], effect: "manager-added" },
  { types: /^aws_ecs_service$/, actions: gone, effect: "service-removed" },
  {
    types: /^aws_ecs_service$/,
    attribute: /^(task_definition|network_configuration|platform_version)/,
    effect: "manager-drains",
  },
  { types: /^aws_ecs_service$/, attribute: /^(wait_for_steady_state|timeouts)/, effect: "apply-only" },
  { types: /^aws_s3_object$/, attribute: /^content$/, actions: ["change"], effect: "read-again" },
  { types: /^aws_iam_role$/, construct: MANAGER_ROLE, actions: ["replace"], effect: "manager-rights" },
  { types: /^aws_iam_role$/, construct: MANAGER_ROLE, attribute: /^permissions_boundary$/, effect: "manager-boundary" },
  { types: /^aws_eks_pod_identity_association$/, actions: ["make", "remove"], effect: "manager-rights" },

  {
    types: /^aws_imagebuilder_(component|image|image_recipe)$/,
    actions: ["make", "change", "replace"],
    effect: "image-built",
  },
  { types: /^aws_s3_bucket$/, construct: /^Runners\/Cache\//, actions: gone, effect: "cache-removed" },
  { types: /^gitlab_user_runner$/, actions: gone, effect: "runner-anew" },
  { types: /^gitlab_user_runner$/, actions: ["change"], effect: "runner-changed" },
  { types: /./, effect: "in-place" },
];

/** What a provider's settings do. A cluster that is reached by a file may be the same one, or not. */
function providerEffects({ provider, attributes }: ProviderChange): EffectId[] {
  const has = (pattern: RegExp) => attributes.some((path) => pattern.test(path));
  if (provider === "aws") {
    return has(/^region$/) ? ["region-changed"] : ["apply-only"];
  }
  if (provider === "gitlab") {
    return ["apply-only"];
  }
  if (has(/config_(path|context)$/)) {
    return ["cluster-access"];
  }
  return has(/(^|\.)host$/) ? ["cluster-changed"] : ["apply-only"];
}

/** Everything that an apply does, the worst first. */
export function effectsOf(input: EffectsInput): EffectId[] {
  const { changes, ofManagers, leavesNamespace } = input;
  const whole = changes.resources.flatMap((change) => wholeOf(change));
  const found = changes.resources
    .filter(({ construct }) => !ofManagers.some((part) => isIn(construct, part)))
    .filter((change) => wholeOf(change).length > 0 || !whole.some((part) => isIn(change.construct, part)))
    .flatMap((change) =>
      (change.attributes.length === 0 ? [""] : change.attributes).map((path) => rowEffect(change, path, input)),
    );
  const abandoned: EffectId[] = leavesNamespace ? ["pods-abandoned"] : [];
  return withoutImplied([...found, ...abandoned, ...changes.providers.flatMap(providerEffects)]);
}

function rowEffect(change: ResourceChange, path: string, input: EffectsInput): EffectId | undefined {
  const { effect } = rows.find(
    ({ types, construct, actions, attribute }) =>
      types.test(change.type) &&
      (construct?.test(change.construct) ?? true) &&
      (actions?.includes(change.action) ?? true) &&
      (attribute?.test(path) ?? true),
  ) as Row;
  return typeof effect === "function" ? effect(path, input) : effect;
}

const WHOLE = /^(helm_release|aws_autoscaling_group|aws_ecs_service)$/;

/** The constructs that come, go or are made anew with a resource, so that nothing else in them is a change of its own. */
function wholeOf({ type, construct, action }: ResourceChange): string[] {
  if (action === "change" || !WHOLE.test(type)) {
    return [];
  }
  const [fleet] = FLEET.exec(construct) ?? [];
  const [manager, number = ""] = MANAGER.exec(construct) ?? [];
  return manager === undefined ? (fleet === undefined ? [] : [fleet]) : [manager, `Runners/ManagerRole${number}`];
}

const isIn = (construct: string, part: string) => construct === part || construct.startsWith(`${part}/`);

/** With each of them a manager starts, which reads everything then. */
const restarts = [
  "manager-drains",
  "manager-beside",
  "account-changed",
  "manager-uninstalled",
  "fleet-removed",
  "fleet-removed-at-once",
  "fleet-anew",
] as const satisfies readonly EffectId[];

/** Without what another effect says already. */
function withoutImplied(found: readonly (EffectId | undefined)[]): EffectId[] {
  const all = worstFirst(found.filter((id) => id !== undefined));
  const has = (...ids: readonly EffectId[]) => ids.some((id) => all.includes(id));
  const implied: Partial<Record<EffectId, boolean>> = {
    // Another chart has other values.
    "manager-drains": has("manager-beside", "account-changed"),
    // What drains keeps its role until it has, and what starts then reads everything.
    "manager-rights": has("manager-drains", "manager-beside", "account-changed"),
    "read-again": has(...restarts, "pods-abandoned"),
    "pods-abandoned": has("manager-uninstalled"),
    "apply-only": all.length > 1,
    "in-place": all.length > 1,
  };
  return all.filter((id) => !implied[id]);
}
