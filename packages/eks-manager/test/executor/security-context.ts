import type { Json } from "../chart/render-chart";

/** A kind of container, as the keys of its security context begin. */
export type ContainerKind = "build" | "helper" | "service" | "init_permissions";

/**
 * The security context of the pod, as `GetPodSecurityContext` makes it.
 *
 * @returns undefined if the runner sets none of its keys
 */
export function podSecurityContext(kubernetes: Json): Json | undefined {
  const table = kubernetes.pod_security_context ?? {};
  const context = withoutUndefined({
    fsGroup: table.fs_group,
    runAsGroup: table.run_as_group,
    runAsNonRoot: table.run_as_non_root,
    runAsUser: table.run_as_user,
    supplementalGroups: table.supplemental_groups,
    seLinuxOptions: table.selinux_type && { type: table.selinux_type },
    seccompProfile: kernelProfile(table.seccomp_profile),
    appArmorProfile: kernelProfile(table.app_armor_profile),
  });
  return Object.keys(context).length > 0 ? context : undefined;
}

/**
 * The security context of a container, as `GetContainerSecurityContext` makes it, and for all but the container
 * init-permissions also `getSecurityContextWithUIDGID`.
 *
 * @param jobUser the user that the job asks for: an id, `id:group`, or nothing. It counts only where neither the
 * container's table nor the pod's has a user.
 */
export function containerSecurityContext(kubernetes: Json, kind: ContainerKind, jobUser = ""): Json {
  const table = kubernetes[`${kind}_container_security_context`] ?? {};
  return withoutUndefined({
    capabilities: capabilities(kubernetes, table),
    privileged: table.privileged ?? kubernetes.privileged,
    allowPrivilegeEscalation: table.allow_privilege_escalation ?? kubernetes.allow_privilege_escalation,
    ...(kind === "init_permissions"
      ? { runAsUser: table.run_as_user, runAsGroup: table.run_as_group }
      : userAndGroup(kubernetes, table, jobUser)),
    runAsNonRoot: table.run_as_non_root,
    readOnlyRootFilesystem: table.read_only_root_filesystem,
    procMount: procMount(table.proc_mount),
    seLinuxOptions: table.selinux_type && { type: table.selinux_type },
    seccompProfile: kernelProfile(table.seccomp_profile),
    appArmorProfile: kernelProfile(table.app_armor_profile),
  });
}

/**
 * `mergeCapabilitiesAddDrop`: a container's own list replaces the runner's list of the same name, NET_RAW included;
 * `getCapabilities`: of the runner's lists, `cap_drop` wins over `cap_add`, and that over the default.
 */
function capabilities(kubernetes: Json, table: Json): Json | undefined {
  const enabled = new Map<string, boolean>([["NET_RAW", false]]);
  (kubernetes.cap_add ?? []).forEach((name: string) => enabled.set(name, true));
  (kubernetes.cap_drop ?? []).forEach((name: string) => enabled.set(name, false));
  // Go walks a map in any order; names are sorted here so that the same table gives the same pod.
  const names = (added: boolean) => {
    const found = [...enabled].filter(([, value]) => value === added).map(([name]) => name);
    return found.length > 0 ? found.sort() : undefined;
  };
  const add = table.capabilities?.add ?? names(true);
  const drop = table.capabilities?.drop ?? names(false);
  return add === undefined && drop === undefined ? undefined : withoutUndefined({ add, drop });
}

/** `getContainerUIDGID`: each of the two comes from the container's table, else the pod's, else the job. */
function userAndGroup(kubernetes: Json, table: Json, jobUser: string): Json {
  const pod = kubernetes.pod_security_context ?? {};
  const [user = "", group = ""] = jobUser.split(":");
  return {
    runAsUser: table.run_as_user ?? pod.run_as_user ?? allowedId(user, kubernetes.allowed_users),
    runAsGroup: table.run_as_group ?? pod.run_as_group ?? allowedId(group, kubernetes.allowed_groups),
  };
}

/** `isUserOrGroupAllowed`: root must be in the list, others too if there is one. A refused id is only warned of. */
function allowedId(written: string, allowed: readonly string[] = []): number | undefined {
  const id = /^\d+$/.test(written) ? Number(written) : undefined;
  if (id === undefined || (allowed.length === 0 && id !== 0)) {
    return id;
  }
  return allowed.some((entry) => Number(entry) === id) ? id : undefined;
}

/** `toAPI` of seccomp and AppArmor profiles: a type that is not known, or a file that is not named, is no profile. */
function kernelProfile(table: Json): Json | undefined {
  const known = ["RuntimeDefault", "Unconfined", "Localhost"].includes(table?.type);
  if (!known || (table.type === "Localhost" && !table.localhost_profile)) {
    return undefined;
  }
  return table.type === "Localhost"
    ? { type: table.type, localhostProfile: table.localhost_profile }
    : { type: table.type };
}

const procMounts = new Map([
  ["default", "Default"],
  ["unmasked", "Unmasked"],
]);

const procMount = (written?: string) => procMounts.get(written?.trim().toLowerCase() ?? "");

/** A key without a value is none in the manifest. */
export const withoutUndefined = (object: Json): Json =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== ""));
