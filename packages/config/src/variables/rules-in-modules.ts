import { rules } from "../rules";
import { terraformName, variables, type VariableName } from "./catalogue";
import { conditions } from "./conditions";
import type { Variable } from "./variable";

/** Why rules of the description are no conditions of a module. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  "A module has one fleet.": [
    "names-not-unique",
    "token-key-shared",
    "runner-id-shared",
    "cache-shared-between-unlike-fleets",
  ],
  "A module has a fleet with machines, and names its cluster.": ["cluster-name-missing"],
  "A module's jobs run in containers.": [
    "instance-jobs-share-machine",
    "instance-jobs-with-instance-role",
    "use-common-build-dir-without-effect",
    "setting-without-effect-in-executor",
    "docker-settings-without-docker",
    "runner-settings-without-installation",
  ],
  "A module has a fleet with machines.": [
    "shards-above-limit",
    "pod-larger-than-node",
    "overwrites-larger-than-node",
    "request-above-limit",
    "pod-total-below-containers",
    "overwrite-maximum-below-default",
    "request-maximum-above-limit",
    "limit-without-request",
    "memory-without-limit",
    "request-of-zero",
    "limit-range-contradiction",
    "container-beyond-limit-range",
    "quota-without-amounts",
    "jobs-quota-below-limit",
    "pod-beyond-profile",
    "namespace-level-beside-profile",
    "privileged-without-escalation",
    "privileged-pods",
    "privileged-pods-on-shared-nodes",
    "allowed-users-without-effect",
    "jobs-beside-manager",
    "job-namespace-shared",
    "jobs-without-network-policy",
    "service-account-overwrite-contradiction",
    "service-account-not-made",
    "job-service-account-two-roles",
    "overwrite-pattern-not-anchored",
    "pod-spec-patch-of-another-type",
    "pod-spec-patch-ignored",
    "pause-pods-refused",
    "pause-pods-without-requests",
    "pause-pods-on-other-nodes",
    "max-pause-pods-below-idle-count",
  ],
  "A module's manager is a release of the project's own chart.": [
    "official-chart-needs-pods",
    "official-chart-lacks-setting",
    "official-chart-without-alerts",
    "official-chart-of-another-runner",
  ],
  "Each platform of managers has a module of its own, with the variables of that platform alone.": [
    "setting-of-another-platform",
    "platform-lacks-setting",
    "fargate-needs-own-image",
    "manager-image-unused",
  ],
  "A module's role has the rights of every version of the plugin that is known, and it warns of any other.": [
    "version-pair-broken",
  ],
  "A module has the providers of its caller.": ["cluster-access-contradiction"],
  "A module's runner exists already.": [
    "registration-missing",
    "registration-without-effect",
    "registration-owner-contradiction",
    "registration-takes-no-jobs",
    "registration-locked-beyond-project",
    "registration-id-contradiction",
  ],
  "A module has one manager.": ["shards-above-max-instances"],
  "Every key that a module writes is read by the oldest GitLab Runner that it takes.": ["key-newer-than-runner"],
  "A duration that is given to a module is in whole seconds.": ["idle-time-below-second"],
  "No variable says it: a module has the default.": [
    "client-certificate-incomplete",
    "https-proxy-missing",
    "no-proxy-without-proxy",
    "fargate-needs-irsa",
    "pod-security-groups-need-irsa",
    "oidc-provider-without-irsa",
    "volume-on-fargate",
    "network-policy-on-fargate",
    "network-policy-without-networks",
    "network-peer-contradiction",
    "metrics-closed-to-prometheus",
    "namespace-made-after-secret",
    "request-concurrency-one",
    "host-network-with-instance-role",
    "session-manager-role-for-jobs",
    "jobs-role-without-profile",
    "pull-policy-not-allowed",
    "user-not-allowed",
    "memory-limits-contradict",
    "setting-without-network-per-build",
    "cache-dir-not-a-volume",
    "slot-cgroup-not-a-slice",
    "feature-flag-unknown",
    "token-rotation-on",
    "spot-without-heartbeats",
    "labels-too-many",
    "helper-image-of-another-version",
    "instance-requirements-contradict",
    "prepared-image-contradiction",
    "ssh-port-not-open",
    "user-data-script-without-interpreter",
    "ready-command-ignores-cloud-init",
    "acquire-timeout-below-connect-timeout",
    "external-address-without-one",
    "machines-left-on-shutdown",
    "state-storage-off",
    "volume-without-record",
    "volume-without-use",
    "cache-source-ambiguous",
    "cache-keys-beside-machines",
    "cache-key-without-kms",
    "cache-above-single-upload",
    "ecr-login-contradiction",
    "ecr-without-use",
    "ecr-pull-secret-unused",
    "ecr-addresses-too-long",
    "pull-through-upstream-unknown",
    "pull-through-credential-missing",
    "extra-known-key",
    "extra-derived-or-omitted",
    "extra-secret",
    "extra-unknown-key",
    "extra-unwritable",
  ],
};

/** What modules do about a rule of the description. */
export interface RuleInModules {
  /** Id of the rule. */
  readonly rule: string;
  /** The variables that are held against it, by their names in Terraform; none where `reason` says why. */
  readonly variables: readonly string[];
  /**
   * Why no variable is held against it.
   *
   * @default - some are
   */
  readonly reason?: string;
}

const validated: readonly { readonly rule: string; readonly variables: readonly VariableName[] }[] = Object.entries(
  variables,
).flatMap(([name, variable]: [string, Variable]) =>
  (variable.validations ?? []).map(({ rule }) => ({ rule, variables: [name as VariableName] })),
);

/**
 * What modules do about every rule of the description, in its order.
 *
 * @throws Error when a rule is neither held nor has a reason, or is and has
 */
export const rulesInModules: readonly RuleInModules[] = rules.map(({ id }) => {
  const held = [...validated, ...conditions].filter(({ rule }) => rule === id).flatMap((each) => each.variables);
  const reason = Object.keys(reasons).find((each) => reasons[each]?.includes(id));
  if (held.length > 0 === (reason !== undefined)) {
    throw new Error(
      `the rule ${id} must either be held in modules or have a reason why not, got ${reason ? "both" : "neither"}`,
    );
  }
  return { rule: id, variables: [...new Set(held)].map(terraformName), ...(reason !== undefined && { reason }) };
});
