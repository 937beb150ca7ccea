import { refusedPods } from "./refused-pods";

/** Descriptions that are refused for what they say of what containers may do. */
export const podSecurityRefusals = refusedPods([
  [
    "privileged pods as a text",
    { privileged: "true" },
    'privileged: must be true or false, got "true"; write true or false [schema-type]',
  ],
  [
    "escalation as a number",
    { allowPrivilegeEscalation: 0 },
    "allowPrivilegeEscalation: must be true or false, got 0; write true or false [schema-type]",
  ],
  [
    "a capability with its prefix",
    { capAdd: ["CAP_NET_ADMIN"] },
    'capAdd[0]: must be a Linux capability in upper case and without "CAP_", such as "NET_ADMIN", or ALL, got "CAP_NET_ADMIN"; correct the value [schema-format]',
  ],
  [
    "a capability in small letters",
    { capDrop: ["all"] },
    'capDrop[0]: must be a Linux capability in upper case and without "CAP_", such as "NET_ADMIN", or ALL, got "all"; correct the value [schema-format]',
  ],
  [
    "a user by name",
    { allowedUsers: ["root"] },
    'allowedUsers[0]: must be an id in digits, such as "1000"; Kubernetes knows no names of users and groups, got "root"; correct the value [schema-format]',
    "allowedUsers: has no effect while podSecurityContext.runAsUser is 1000; remove the list, or set the user in podSecurityContext [allowed-users-without-effect]",
  ],
  [
    "a group as a number",
    { allowedGroups: [1000] },
    "allowedGroups[0]: must be a text, got 1000; write a text [schema-type]",
    "allowedGroups: has no effect while podSecurityContext.runAsGroup is 1000; remove the list, or set the user in podSecurityContext [allowed-users-without-effect]",
  ],
  [
    "a user below nothing",
    { podSecurityContext: { runAsUser: -1 } },
    "podSecurityContext.runAsUser: must be at least 0, got -1; choose a value of at least 0 [schema-range]",
  ],
  [
    "a group beyond the last",
    { podSecurityContext: { fsGroup: 2147483648 } },
    "podSecurityContext.fsGroup: must be at most 2147483647, got 2147483648; choose a value of at most 2147483647 [schema-range]",
  ],
  [
    "a group of half a number",
    { podSecurityContext: { supplementalGroups: [1.5] } },
    "podSecurityContext.supplementalGroups[0]: must be a whole number, got 1.5; write a whole number [schema-type]",
  ],
  [
    "supplemental groups as texts",
    { podSecurityContext: { supplementalGroups: ["1000"] } },
    'podSecurityContext.supplementalGroups[0]: must be a number, got "1000"; write a number [schema-type]',
  ],
  [
    "a pod's context with a capability",
    { podSecurityContext: { capabilities: { drop: ["ALL"] } } },
    "podSecurityContext.capabilities: unknown key; remove it or use one of fsGroup, runAsUser, runAsGroup, runAsNonRoot, supplementalGroups, selinuxType, seccompProfile, appArmorProfile, extra [schema-unknown-key]",
  ],
  [
    "seccomp by a type that is none",
    { podSecurityContext: { seccompProfile: { type: "runtime/default" } } },
    'podSecurityContext.seccompProfile.type: must be one of Localhost, RuntimeDefault, Unconfined, got "runtime/default"; did you mean RuntimeDefault? [schema-choice]',
  ],
  [
    "seccomp without a type",
    { podSecurityContext: { seccompProfile: {} } },
    "podSecurityContext.seccompProfile.type: is required; write one of Localhost, RuntimeDefault, Unconfined [schema-required]",
  ],
  [
    "seccomp of the node without a path",
    { podSecurityContext: { seccompProfile: { type: "Localhost" } } },
    "podSecurityContext.seccompProfile.localhostProfile: must be given with the type Localhost, and with no other, got nothing; correct the value [schema-format]",
  ],
  [
    "seccomp of the runtime with a path",
    { buildContainerSecurityContext: { seccompProfile: { type: "RuntimeDefault", localhostProfile: "ci.json" } } },
    'buildContainerSecurityContext.seccompProfile.localhostProfile: must be given with the type Localhost, and with no other, got "ci.json"; correct the value [schema-format]',
  ],
  [
    "seccomp by a path outside of its directory",
    { podSecurityContext: { seccompProfile: { type: "Localhost", localhostProfile: "../ci.json" } } },
    'podSecurityContext.seccompProfile.localhostProfile: must be a relative path without "..", such as "team/settings.xml", got "../ci.json"; correct the value [schema-format]',
  ],
  [
    "seccomp by an absolute path",
    { podSecurityContext: { seccompProfile: { type: "Localhost", localhostProfile: "/ci.json" } } },
    'podSecurityContext.seccompProfile.localhostProfile: must be a relative path without "..", such as "team/settings.xml", got "/ci.json"; correct the value [schema-format]',
  ],
  [
    "AppArmor of the node without a name",
    { helperContainerSecurityContext: { appArmorProfile: { type: "Localhost" } } },
    "helperContainerSecurityContext.appArmorProfile.localhostProfile: must be given with the type Localhost, and with no other, got nothing; correct the value [schema-format]",
  ],
  [
    "AppArmor of the runtime with a name",
    { podSecurityContext: { appArmorProfile: { type: "Unconfined", localhostProfile: "ci" } } },
    'podSecurityContext.appArmorProfile.localhostProfile: must be given with the type Localhost, and with no other, got "ci"; correct the value [schema-format]',
  ],
  [
    "a container's capability with its prefix",
    { serviceContainerSecurityContext: { capabilities: { add: ["CAP_SYS_ADMIN"] } } },
    'serviceContainerSecurityContext.capabilities.add[0]: must be a Linux capability in upper case and without "CAP_", such as "NET_ADMIN", or ALL, got "CAP_SYS_ADMIN"; correct the value [schema-format]',
  ],
  [
    "a /proc that is neither hidden nor not",
    { buildContainerSecurityContext: { procMount: "Unmasked" } },
    'buildContainerSecurityContext.procMount: must be one of default, unmasked, got "Unmasked"; did you mean unmasked? [schema-choice]',
  ],
  [
    "a read-only root file system as a text",
    { initPermissionsContainerSecurityContext: { readOnlyRootFilesystem: "no" } },
    'initPermissionsContainerSecurityContext.readOnlyRootFilesystem: must be true or false, got "no"; write true or false [schema-type]',
  ],
  [
    "a group of volumes for a container",
    { buildContainerSecurityContext: { fsGroup: 1000 } },
    "buildContainerSecurityContext.fsGroup: unknown key; remove it or use one of capabilities, privileged, allowPrivilegeEscalation, runAsUser, runAsGroup, runAsNonRoot, readOnlyRootFilesystem, selinuxType, procMount, seccompProfile, appArmorProfile, extra [schema-unknown-key]",
  ],
]);
