import { Expression } from "../../src/values/expression";
import { podFleet, pods } from "./pods";
import type { RuleCases } from "./rule-cases";

const PROFILE_FIX =
  "leave the value to the profile, choose the profile that has it, or set jobs.podSecurity to the level that takes it [pod-beyond-profile]";
const LEVEL_FIX =
  "leave jobs.podSecurity out, or name a level that is less strict, of a namespace that is made here [namespace-level-beside-profile]";
const ESCALATION_FIX =
  'choose the profile "privileged", or set both keys for each container that needs it [privileged-without-escalation]';
const RISK_FIX =
  'build images with the profile "image-builds", or accept the rule with a reason, for a fleet of projects that are trusted with its nodes [privileged-pods]';
const NODES_FIX =
  "label and taint nodes for this fleet alone, name the label in nodeSelector or in a required nodeAffinity, and the taint in nodeTolerations [privileged-pods-on-shared-nodes]";
const USERS_FIX = "remove the list, or set the user in podSecurityContext [allowed-users-without-effect]";

const refused = (key: string, must: string, given?: string, level = "restricted") =>
  `fleets.pods.kubernetes.${key}: ${must} in a namespace of the level ${level}${given ? `, got ${given}` : ""}; ${PROFILE_FIX}`;

const existing = { jobs: { namespacePolicy: "existing" } };
const privileged = { profile: "privileged" };
const ownNodes = { nodeSelector: { pool: "dind" }, nodeTolerations: { "pool=dind": "NoSchedule" } };
const affinity = (...terms: readonly object[]) => ({
  nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } },
});
const withLabel = (key: string) => ({ matchExpressions: [{ key, operator: "Exists" }] });

/** What the rules about the rights of pods find and let pass. */
export const podSecurityCases: RuleCases = {
  "pod-beyond-profile": {
    fires: [
      { when: pods({ privileged: true }), says: [refused("privileged", "must be false", "true")] },
      {
        when: pods({
          helperContainerSecurityContext: { privileged: true, procMount: "unmasked" },
          allowPrivilegeEscalation: true,
          buildContainerSecurityContext: { allowPrivilegeEscalation: true },
        }),
        says: [
          refused("helperContainerSecurityContext.privileged", "must be false", "true"),
          refused("allowPrivilegeEscalation", "must be false", "true"),
          refused("buildContainerSecurityContext.allowPrivilegeEscalation", "must be false", "true"),
          refused("helperContainerSecurityContext.procMount", 'must be "default"', '"unmasked"'),
        ],
      },
      {
        when: pods({
          podSecurityContext: { runAsNonRoot: false, runAsUser: 0 },
          serviceContainerSecurityContext: { runAsNonRoot: false },
          initPermissionsContainerSecurityContext: { runAsUser: 0 },
        }),
        says: [
          refused("podSecurityContext.runAsNonRoot", "must be true", "false"),
          refused("serviceContainerSecurityContext.runAsNonRoot", "must be true", "false"),
          refused("podSecurityContext.runAsUser", "must be above 0", "0"),
          refused("initPermissionsContainerSecurityContext.runAsUser", "must be above 0", "0"),
        ],
      },
      {
        when: pods({
          capAdd: ["NET_BIND_SERVICE", Expression.text("var.added"), "CHOWN"],
          capDrop: ["NET_RAW"],
          buildContainerSecurityContext: { capabilities: { add: ["SYS_ADMIN"], drop: [] } },
        }),
        says: [
          refused("capAdd", "must hold nothing but NET_BIND_SERVICE", '["NET_BIND_SERVICE","CHOWN"]'),
          refused(
            "buildContainerSecurityContext.capabilities.add",
            "must hold nothing but NET_BIND_SERVICE",
            '["SYS_ADMIN"]',
          ),
          refused("capDrop", "must hold ALL", '["NET_RAW"]'),
          refused("buildContainerSecurityContext.capabilities.drop", "must hold ALL", "[]"),
        ],
      },
      {
        when: pods({
          podSecurityContext: { seccompProfile: { type: "Unconfined" }, selinuxType: "spc_t" },
          buildContainerSecurityContext: { appArmorProfile: { type: "Unconfined" } },
        }),
        says: [
          refused("podSecurityContext.seccompProfile.type", 'must be "RuntimeDefault" or "Localhost"', '"Unconfined"'),
          refused(
            "buildContainerSecurityContext.appArmorProfile.type",
            'must be "RuntimeDefault" or "Localhost"',
            '"Unconfined"',
          ),
          refused(
            "podSecurityContext.selinuxType",
            "must be one of container_t, container_init_t, container_kvm_t, container_engine_t",
            '"spc_t"',
          ),
        ],
      },
      {
        when: pods({
          volumes: {
            hostPath: [{ name: "docker", mountPath: "/var/run/docker.sock" }],
            nfs: [{ name: "share", mountPath: "/share", server: "nfs.example.com", path: "/" }],
          },
          containerLifecycle: { preStop: { httpGet: { host: "10.0.0.1", port: 80 } } },
        }),
        says: [
          refused("volumes.hostPath", "must not be given"),
          refused("volumes.nfs", "must not be given"),
          refused("containerLifecycle.preStop.httpGet.host", "must not be given"),
        ],
      },
      {
        when: pods({ capAdd: ["NET_ADMIN"], allowPrivilegeEscalation: true }, { jobs: { podSecurity: "baseline" } }),
        says: [
          refused(
            "capAdd",
            "must hold nothing but AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT",
            '["NET_ADMIN"]',
            "baseline",
          ),
        ],
      },
      {
        // The level is that of the fleet that makes the namespace.
        when: {
          fleets: {
            main: podFleet({ namespace: "shared" }),
            pods: podFleet({ namespace: "shared", capAdd: ["KILL"] }, existing),
          },
        },
        says: [refused("capAdd", "must hold nothing but NET_BIND_SERVICE", '["KILL"]')],
      },
    ],
    quiet: [
      pods(),
      pods({
        privileged: false,
        allowPrivilegeEscalation: false,
        capAdd: ["NET_BIND_SERVICE"],
        capDrop: ["NET_RAW", "ALL"],
        podSecurityContext: {
          runAsUser: 1,
          runAsNonRoot: true,
          fsGroup: 0,
          seccompProfile: { type: "RuntimeDefault" },
        },
        buildContainerSecurityContext: { procMount: "default", selinuxType: "container_t" },
        volumes: { hostPath: [], emptyDir: [{ name: "tmp", mountPath: "/tmp" }] },
        containerLifecycle: { preStop: { httpGet: { port: 80 } } },
        hostAliases: [{ ip: "10.0.0.1", hostnames: ["git.example.com"] }],
      }),
      // What the namespace of somebody else takes is not known.
      pods({ podSecurityContext: { runAsNonRoot: false, runAsUser: 0 }, capDrop: ["NET_RAW"] }, existing),
      pods({ privileged: true }, privileged),
      pods({ capAdd: ["SYS_ADMIN"] }, { profile: "image-builds" }),
      pods(
        { podSecurityContext: { runAsNonRoot: false, runAsUser: 0 }, capDrop: ["NET_RAW"], capAdd: ["CHOWN"] },
        { jobs: { podSecurity: "baseline" } },
      ),
      pods({ privileged: Expression.flag("var.privileged"), capDrop: [Expression.text("var.dropped")] }),
    ],
  },
  "namespace-level-beside-profile": {
    fires: [
      {
        when: pods({}, { profile: "image-builds", jobs: { podSecurity: "baseline" } }),
        says: [
          `fleets.pods.jobs.podSecurity: must be privileged with the profile image-builds, or less strict, got baseline; ${LEVEL_FIX}`,
        ],
      },
      {
        when: pods({}, { jobs: { podSecurity: "baseline", namespacePolicy: "existing" } }),
        says: [`fleets.pods.jobs.podSecurity: must not be given with a namespacePolicy of "existing"; ${LEVEL_FIX}`],
      },
    ],
    quiet: [
      pods({}, { jobs: { podSecurity: "restricted" } }),
      pods({}, { jobs: { podSecurity: "privileged" } }),
      pods({}, { profile: "image-builds", jobs: { podSecurity: "privileged" } }),
    ],
  },
  "privileged-without-escalation": {
    fires: [
      {
        when: pods({ allowPrivilegeEscalation: false }, privileged),
        says: [
          `fleets.pods.kubernetes.allowPrivilegeEscalation: must not be false for privileged containers, got false for build, service; ${ESCALATION_FIX}`,
        ],
      },
      {
        when: pods({ privileged: true }, { profile: "image-builds" }),
        says: [
          `fleets.pods.kubernetes.allowPrivilegeEscalation: must not be false for privileged containers, got false for helper, service, init-permissions; ${ESCALATION_FIX}`,
        ],
      },
      {
        when: pods({ serviceContainerSecurityContext: { privileged: true } }, existing),
        says: [
          `fleets.pods.kubernetes.allowPrivilegeEscalation: must not be false for privileged containers, got false for service; ${ESCALATION_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({}, privileged),
      pods({ serviceContainerSecurityContext: { privileged: true, allowPrivilegeEscalation: true } }, existing),
      pods({ allowPrivilegeEscalation: Expression.flag("var.escalation") }, privileged),
      // The level refuses the container whatever it says of escalation.
      pods({ privileged: true }),
    ],
  },
  "privileged-pods": {
    fires: [
      {
        when: pods(ownNodes, privileged),
        says: [`fleets.pods.profile: must give jobs no privileged containers, got "privileged"; ${RISK_FIX}`],
      },
      {
        when: pods({ privileged: true }, { profile: "image-builds" }),
        says: [`fleets.pods.kubernetes.privileged: must be false, got true; ${RISK_FIX}`],
      },
      {
        when: pods({ serviceContainerSecurityContext: { privileged: true } }, existing),
        says: [
          `fleets.pods.kubernetes.serviceContainerSecurityContext.privileged: must be false, got true; ${RISK_FIX}`,
        ],
      },
    ],
    quiet: [
      pods(),
      pods({}, { profile: "image-builds" }),
      pods({ privileged: false }, privileged),
      pods({ privileged: Expression.flag("var.privileged") }, existing),
      {
        ...pods({}, privileged),
        accept: [{ rule: "privileged-pods", path: "fleets.pods.profile", reason: "Nodes and projects of one team." }],
      },
      // The level refuses them anyway.
      pods({ privileged: true }),
    ],
  },
  "privileged-pods-on-shared-nodes": {
    fires: [
      {
        when: pods({}, privileged),
        says: [
          `fleets.pods.kubernetes.nodeSelector: must name a label that no other nodes have, got none, and none in a required nodeAffinity; ${NODES_FIX}`,
          `fleets.pods.kubernetes.nodeTolerations: must name the taint of those nodes, got none; ${NODES_FIX}`,
        ],
      },
      {
        when: pods({ ...ownNodes, nodeSelector: { "kubernetes.io/arch": "arm64" } }, privileged),
        says: [
          `fleets.pods.kubernetes.nodeSelector: must name a label that no other nodes have, got none, and none in a required nodeAffinity; ${NODES_FIX}`,
        ],
      },
      {
        // Any of the terms will do for a node.
        when: pods(
          {
            nodeTolerations: { pool: "" },
            affinity: affinity(withLabel("pool"), withLabel("kubernetes.io/os")),
          },
          privileged,
        ),
        says: [
          `fleets.pods.kubernetes.nodeSelector: must name a label that no other nodes have, got none, and none in a required nodeAffinity; ${NODES_FIX}`,
        ],
      },
      {
        when: pods(
          { nodeSelector: { pool: "dind" }, serviceContainerSecurityContext: { privileged: true } },
          { profile: "image-builds" },
        ),
        says: [`fleets.pods.kubernetes.nodeTolerations: must name the taint of those nodes, got none; ${NODES_FIX}`],
      },
    ],
    quiet: [
      pods(),
      pods({}, { profile: "image-builds" }),
      pods(ownNodes, privileged),
      pods({ nodeTolerations: { pool: "" }, affinity: affinity(withLabel("pool"), withLabel("team")) }, privileged),
    ],
  },
  "allowed-users-without-effect": {
    fires: [
      {
        when: pods({ allowedUsers: ["1000", "0"], allowedGroups: ["0"] }),
        says: [
          `fleets.pods.kubernetes.allowedUsers: has no effect while podSecurityContext.runAsUser is 1000; ${USERS_FIX}`,
          `fleets.pods.kubernetes.allowedGroups: has no effect while podSecurityContext.runAsGroup is 1000; ${USERS_FIX}`,
        ],
      },
    ],
    quiet: [pods(), pods({ allowedUsers: ["1000"], allowedGroups: ["0"] }, privileged)],
  },
};
