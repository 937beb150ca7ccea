import { Expression } from "../../src/values/expression";
import { pods } from "./pods";
import type { RuleCases } from "./rule-cases";

const SHARDS_FIX = "raise the total to the number of shards at least, or lower manager.shards [shards-above-limit]";
const ANCHOR_FIX =
  "begin the pattern with ^ and end it with $, such as ^(deploy|release)$; write .* where anything may follow [overwrite-pattern-not-anchored]";
const PATCH_FIX =
  'write a list of operations with the patchType "json", and a part of the pod with "strategic" and "merge" [pod-spec-patch-of-another-type]';
const REFUSED_FIX = 'remove autoscaler.policies, or set jobs.podSecurity to "baseline" [pause-pods-refused]';
const FLAG = "FF_USE_ADVANCED_POD_SPEC_CONFIGURATION";

const patched = (patch: unknown, patchType?: string) => ({ podSpec: [{ name: "patch", patch, patchType }] });
const existing = { jobs: { namespacePolicy: "existing" } };
const paused = (policy: object, more: object = {}) => ({ autoscaler: { policies: [policy], ...more } });
const unanchored = (key: string, pattern: string) =>
  `fleets.pods.kubernetes.${key}: should be from ^ to $, got ${JSON.stringify(pattern)}; ${ANCHOR_FIX}`;
const required = {
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: "pool", operator: "In", values: ["ci"] }] }],
      },
    },
  },
};

/** What the rules about overwrites, patches and pause pods find and let pass, and rules of all executors about pods. */
export const kubernetesCases: RuleCases = {
  "shards-above-limit": {
    fires: [
      {
        when: {
          ...pods(paused({ scaleFactor: 1, scaleFactorLimit: 2 }, { maxPausePods: 1 }), { limit: 2 }),
          "manager.shards": 3,
        },
        says: [
          `fleets.pods.limit: must be at least manager.shards (3), got 2; ${SHARDS_FIX}`,
          `fleets.pods.kubernetes.autoscaler.maxPausePods: must be at least manager.shards (3), got 1; ${SHARDS_FIX}`,
          `fleets.pods.kubernetes.autoscaler.policies[0].scaleFactorLimit: must be at least manager.shards (3), got 2; ${SHARDS_FIX}`,
        ],
      },
    ],
    quiet: [
      { ...pods(paused({ scaleFactorLimit: 0 }, { maxPausePods: 0 }), { limit: 3 }), "manager.shards": 3 },
      { ...pods({}, { limit: Expression.number("var.limit") }), "manager.shards": 3 },
    ],
  },
  "overwrite-pattern-not-anchored": {
    fires: [
      {
        when: pods({
          namespaceOverwriteAllowed: "ci-.*",
          serviceAccountOverwriteAllowed: "^deploy|release$",
          podLabelsOverwriteAllowed: "^team=a",
          podAnnotationsOverwriteAllowed: String.raw`^note=.\$`,
          nodeSelectorOverwriteAllowed: "(^a=b$|c=d$)",
          nodeTolerationsOverwriteAllowed: "^[|$]",
        }),
        says: [
          unanchored("namespaceOverwriteAllowed", "ci-.*"),
          unanchored("serviceAccountOverwriteAllowed", "^deploy|release$"),
          unanchored("podLabelsOverwriteAllowed", "^team=a"),
          unanchored("podAnnotationsOverwriteAllowed", String.raw`^note=.\$`),
          unanchored("nodeSelectorOverwriteAllowed", "(^a=b$|c=d$)"),
          unanchored("nodeTolerationsOverwriteAllowed", "^[|$]"),
        ],
      },
    ],
    quiet: [
      pods({
        namespaceOverwriteAllowed: "^ci-.*",
        serviceAccountOverwriteAllowed: "^(deploy|release)$",
        podLabelsOverwriteAllowed: "^team=[^|]+$|^app=.+",
        podAnnotationsOverwriteAllowed: ".*",
        nodeSelectorOverwriteAllowed: "(?i)(?:^a=b$|^c=d$)",
        nodeTolerationsOverwriteAllowed: String.raw`\Apool=ci(:.*)?\z`,
      }),
      pods({ serviceAccountOverwriteAllowed: Expression.text("var.accounts") }),
      pods({}, { jobs: { serviceAccounts: { deploy: {} } } }),
    ],
  },
  "pod-spec-patch-of-another-type": {
    fires: [
      {
        when: pods(patched('[{"op":"add","path":"/hostname","value":"ci"}]')),
        says: [
          `fleets.pods.kubernetes.podSpec[0].patch: must be a part of the pod with the patchType "strategic", got a list; ${PATCH_FIX}`,
        ],
      },
      {
        when: pods(patched("---\n# a comment\n- op: remove\n  path: /hostname\n", "merge")),
        says: [
          `fleets.pods.kubernetes.podSpec[0].patch: must be a part of the pod with the patchType "merge", got a list; ${PATCH_FIX}`,
        ],
      },
      {
        when: pods(patched("containers:\n  - name: build\n", "json")),
        says: [
          `fleets.pods.kubernetes.podSpec[0].patch: must be a list of operations with the patchType "json", got a part of the pod; ${PATCH_FIX}`,
        ],
      },
    ],
    quiet: [
      pods(patched('{"hostUsers":false}')),
      pods(patched("# no - list\ncontainers:\n  - name: build\n", "strategic")),
      pods(patched('[{"op":"remove","path":"/hostname"}]', "json")),
      pods(patched("- op: remove\n  path: /hostname\n", "json")),
      pods(patched(Expression.text("var.patch"), "json")),
    ],
  },
  "pod-spec-patch-ignored": {
    fires: [
      {
        when: pods(patched("hostUsers: false"), { featureFlags: { [FLAG]: false } }),
        says: [
          `fleets.pods.featureFlags.${FLAG}: should be true with kubernetes.podSpec, got false; remove the flag: it is on for fleets with podSpec [pod-spec-patch-ignored]`,
        ],
      },
    ],
    quiet: [
      pods(patched("hostUsers: false")),
      pods(patched("hostUsers: false"), { featureFlags: { [FLAG]: true } }),
      pods({}, { featureFlags: { [FLAG]: false } }),
    ],
  },
  "pause-pods-refused": {
    fires: [
      {
        when: pods(paused({ idleCount: 2 })),
        says: [
          `fleets.pods.kubernetes.autoscaler.policies: must keep no pause pods in a namespace of the level restricted, got some; ${REFUSED_FIX}`,
        ],
      },
      {
        when: pods(paused({ scaleFactor: 0.5 })),
        says: [
          `fleets.pods.kubernetes.autoscaler.policies: must keep no pause pods in a namespace of the level restricted, got some; ${REFUSED_FIX}`,
        ],
      },
    ],
    quiet: [
      pods(paused({ idleCount: 2 }), existing),
      pods(paused({ idleCount: 2 }), { profile: "image-builds" }),
      pods(paused({ idleCount: 2 }), { jobs: { podSecurity: "baseline" } }),
      pods(paused({ idleCount: 0 })),
      pods(paused({ idleCount: Expression.number("var.idle") })),
    ],
  },
  "pause-pods-without-requests": {
    fires: [
      {
        when: pods({ cpuLimit: "1", ...paused({ idleCount: 2 }) }, existing),
        says: [
          "fleets.pods.kubernetes.autoscaler.policies: should come with cpuRequest or memoryRequest, got neither; write cpuRequest and memoryRequest [pause-pods-without-requests]",
        ],
      },
    ],
    quiet: [
      pods({ memoryRequest: "1Gi", ...paused({ idleCount: 2 }) }, existing),
      pods({ cpuRequest: Expression.text("var.cpu"), ...paused({ idleCount: 2 }) }, existing),
      pods(paused({}), existing),
    ],
  },
  "pause-pods-on-other-nodes": {
    fires: [
      {
        when: pods({ ...required, ...paused({ idleCount: 2 }) }, existing),
        says: [
          "fleets.pods.kubernetes.nodeSelector: should name the nodes of the required nodeAffinity for pause pods, got nothing; name the nodes in nodeSelector [pause-pods-on-other-nodes]",
        ],
      },
    ],
    quiet: [
      pods({ ...required, nodeSelector: { pool: "ci" }, ...paused({ idleCount: 2 }) }, existing),
      pods(required, existing),
      pods(paused({ idleCount: 2 }), existing),
    ],
  },
  "max-pause-pods-below-idle-count": {
    fires: [
      {
        when: pods(paused({ idleCount: 5 }, { maxPausePods: 4 })),
        says: [
          "fleets.pods.kubernetes.autoscaler.policies[0].idleCount: should be at most maxPausePods (4), got 5; raise maxPausePods, or lower idleCount [max-pause-pods-below-idle-count]",
        ],
      },
    ],
    quiet: [
      pods(paused({ idleCount: 4 }, { maxPausePods: 4 })),
      pods(paused({ idleCount: 5 }, { maxPausePods: 0 })),
      pods(paused({ idleCount: Expression.number("var.idle") }, { maxPausePods: 4 })),
    ],
  },
  "idle-count-above-capacity": {
    fires: [
      {
        when: pods(paused({ idleCount: 11 })),
        says: [
          "fleets.pods.kubernetes.autoscaler.policies[0].idleCount: must be at most limit (10), got 11; lower idleCount, or raise limit [idle-count-above-capacity]",
        ],
      },
    ],
    quiet: [pods(paused({ idleCount: 10 }))],
  },
  "scale-factor-limit-above-capacity": {
    fires: [
      {
        when: pods(paused({ scaleFactor: 1, scaleFactorLimit: 11 })),
        says: [
          "fleets.pods.kubernetes.autoscaler.policies[0].scaleFactorLimit: should be at most limit (10), got 11; lower scaleFactorLimit, raise limit, or leave scaleFactorLimit out for all that the fleet has [scale-factor-limit-above-capacity]",
        ],
      },
    ],
    quiet: [pods(paused({ scaleFactor: 1, scaleFactorLimit: 10 }))],
  },
  "scale-factor-limit-below-idle-count": {
    fires: [
      {
        when: pods(paused({ idleCount: 2, scaleFactor: 1, scaleFactorLimit: 1 })),
        says: [
          "fleets.pods.kubernetes.autoscaler.policies[0].scaleFactorLimit: must be at least idleCount (2), got 1; raise scaleFactorLimit to idleCount at least, or leave it out for no limit but the fleet's [scale-factor-limit-below-idle-count]",
        ],
      },
    ],
    // For pause pods 0 is no limit.
    quiet: [pods(paused({ idleCount: 2, scaleFactor: 1, scaleFactorLimit: 0 }))],
  },
  "policy-period-invalid": {
    fires: [],
    quiet: [pods(paused({ idleCount: 2, periods: ["* 8-17 * * mon-fri"] }))],
  },
  "idle-time-below-boot": {
    fires: [],
    // Pause pods are there in seconds, and 5m is their default.
    quiet: [pods(paused({ idleCount: 2 })), pods(paused({ idleCount: 2, idleTime: "30s" }))],
  },
  "key-newer-than-runner": {
    fires: [
      {
        when: {
          ...pods({
            podCpuLimit: "2",
            volumes: { nfs: [{ name: "share", mountPath: "/share", server: "nfs.example.com", path: "/" }] },
          }),
          "manager.runnerVersion": "18.9.0",
        },
        says: [
          "fleets.pods.kubernetes.podCpuLimit: is read by GitLab Runner 18.10 and newer, got manager.runnerVersion 18.9.0; raise manager.runnerVersion, or remove the key [key-newer-than-runner]",
          ...["name", "mountPath", "server", "path"].map(
            (key) =>
              `fleets.pods.kubernetes.volumes.nfs[0].${key}: is read by GitLab Runner 19.0 and newer, got manager.runnerVersion 18.9.0; raise manager.runnerVersion, or remove the key [key-newer-than-runner]`,
          ),
        ],
      },
    ],
    quiet: [{ ...pods({ podCpuLimit: "2" }), "manager.runnerVersion": "18.10.0" }],
  },
  "pull-policy-not-allowed": {
    fires: [
      {
        when: pods({ pullPolicy: ["always", "never"], allowedPullPolicies: ["always"] }),
        says: [
          'fleets.pods.kubernetes.allowedPullPolicies: must hold the fleet\'s own pull policy "never"; add it to allowedPullPolicies, or leave allowedPullPolicies out [pull-policy-not-allowed]',
        ],
      },
      {
        when: pods({ allowedPullPolicies: ["always"] }),
        says: [
          "fleets.pods.kubernetes.pullPolicy: must be given with allowedPullPolicies, which can't hold Kubernetes' own policy, got nothing; name one of allowedPullPolicies, or leave allowedPullPolicies out [pull-policy-not-allowed]",
        ],
      },
    ],
    quiet: [
      pods({ pullPolicy: "always", allowedPullPolicies: ["always", "never"] }),
      pods({ pullPolicy: "never" }),
      pods({ allowedPullPolicies: [] }),
      pods({ allowedPullPolicies: Expression.list("var.policies") }),
    ],
  },
  "allow-list-empty": {
    fires: [
      {
        when: pods({ allowedImages: [], allowedServices: [], allowedUsers: [], allowedGroups: [] }),
        says: [
          "fleets.pods.kubernetes.allowedImages: must not be empty: an empty list allows everything, got []; leave the key out to allow everything, or name what is allowed [allow-list-empty]",
          "fleets.pods.kubernetes.allowedServices: must not be empty: an empty list allows everything, got []; leave the key out to allow everything, or name what is allowed [allow-list-empty]",
          "fleets.pods.kubernetes.allowedUsers: must not be empty: an empty list allows all but root, got []; leave the key out to allow everything, or name what is allowed [allow-list-empty]",
          "fleets.pods.kubernetes.allowedGroups: must not be empty: an empty list allows all but root, got []; leave the key out to allow everything, or name what is allowed [allow-list-empty]",
        ],
      },
    ],
    quiet: [pods({ allowedImages: ["ruby:*"], allowedUsers: ["0"] })],
  },
  "image-without-tag": {
    fires: [
      {
        when: pods({ image: "registry.example.com:5000/ruby" }),
        says: [
          'fleets.pods.kubernetes.image: should have a tag other than latest, or a digest, got "registry.example.com:5000/ruby"; write its version, such as ruby:3.4, or its digest [image-without-tag]',
        ],
      },
    ],
    quiet: [pods({ image: "ruby:3.4" }), pods({ image: "ruby:$VERSION" })],
  },
  "dind-pattern-misses-tag": {
    fires: [
      {
        when: pods({ allowedServices: ["docker:*-dind"] }),
        says: [
          'fleets.pods.kubernetes.allowedServices[0]: should be joined by "docker:dind", which "docker:*-dind" does not match; add "docker:dind" to the list [dind-pattern-misses-tag]',
        ],
      },
    ],
    quiet: [pods({ allowedServices: ["docker:*-dind", "docker:dind"] })],
  },
  "helper-image-of-another-version": {
    fires: [
      {
        when: {
          ...pods({ helperImage: "registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v18.0.0" }),
          "manager.runnerVersion": "19.4.0",
        },
        says: [
          "fleets.pods.kubernetes.helperImage: should be of manager.runnerVersion (19.4.0), got 18.0.0; name the helper of the manager's version, or leave helperImage out [helper-image-of-another-version]",
        ],
      },
    ],
    quiet: [
      {
        ...pods({ helperImage: "registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v19.4.0" }),
        "manager.runnerVersion": "19.4.0",
      },
    ],
  },
};
