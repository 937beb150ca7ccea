import { Expression, type KubernetesFleet } from "@runner-fleet/config";

/** A rule of a Role as GitLab's chart takes it. */
export type RoleRule = {
  /** Groups of the API; the core has no name. */
  readonly apiGroups: readonly string[];
  /** What the rule is about. */
  readonly resources: readonly string[];
  /** What may be done with it. */
  readonly verbs: readonly string[];
};

/** A resource, with a dot before its API group, and what may be done with it. */
type Rights = Readonly<Record<string, readonly string[]>>;

type Feature = readonly [used: (fleet: KubernetesFleet) => boolean, rights: Rights];

/**
 * What GitLab Runner asks of the API server, feature by feature, as its documentation lists it ("Configure runner API
 * permissions", 19.4). The project's own chart has the same table.
 */
const features: readonly Feature[] = [
  [
    () => true,
    {
      pods: ["create", "delete", "get", "list", "watch"],
      "pods/exec": ["create", "delete", "get", "patch"],
      secrets: ["create", "delete", "get", "update"],
      serviceaccounts: ["get"],
      services: ["create", "get"],
    },
  ],
  [
    ({ featureFlags }) => featureFlags?.FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY !== true,
    { "pods/attach": ["create", "delete", "get", "patch"], "pods/log": ["get", "list"] },
  ],
  [mayBeOn("FF_KUBERNETES_HONOR_ENTRYPOINT"), { "pods/log": ["get", "list"] }],
  [mayBeOn("FF_WAIT_FOR_POD_TO_BE_REACHABLE"), { "pods/log": ["get"] }],
  [mayBeOn("FF_CONCRETE"), { "pods/log": ["get"] }],
  [mayBeOn("FF_PRINT_POD_EVENTS"), { events: ["watch"] }],
  [({ kubernetes }) => kubernetes.printPodWarningEvents !== false, { events: ["list"] }],
  [
    ({ kubernetes: { podDisruptionBudget = false } }) => podDisruptionBudget !== false,
    { "poddisruptionbudgets.policy": ["create", "get"] },
  ],
  [
    mayBeOn("FF_SUSPENDABLE_ENVIRONMENTS"),
    {
      configmaps: ["create", "delete", "get", "update"],
      namespaces: ["get"],
      persistentvolumeclaims: ["create", "delete"],
    },
  ],
];

const ON = /^(1|t|T|TRUE|true|True)$/;

/** A flag of the fleet is final; a variable stands as long as a job sets no other. One that Terraform knows counts. */
function mayBeOn(flag: string): Feature[0] {
  return ({ featureFlags, environment }) => {
    const given = featureFlags?.[flag];
    if (given !== undefined) {
      return given !== false;
    }
    const entries = Expression.is(environment) ? [] : (environment ?? []);
    return entries.some((entry) => {
      const [name, value = ""] = String(entry).split("=", 2);
      return name === flag && ON.test(value);
    });
  };
}

/** The rights in the namespace of its jobs that a fleet's manager needs, one rule for each resource, by name. */
export function officialRights(fleet: KubernetesFleet): RoleRule[] {
  const verbs = new Map<string, Set<string>>();
  for (const [used, rights] of features) {
    for (const [resource, more] of used(fleet) ? Object.entries(rights) : []) {
      verbs.set(resource, new Set([...(verbs.get(resource) ?? []), ...more]));
    }
  }
  return [...verbs].sort().map(([resource, allowed]) => {
    const [name = "", group = ""] = resource.split(".");
    return { apiGroups: [group], resources: [name], verbs: [...allowed].sort() };
  });
}
