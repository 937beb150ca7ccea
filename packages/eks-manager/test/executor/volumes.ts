import type { Json } from "../chart/render-chart";
import { isOn } from "./feature-flags";
import { ids, type RunnerTable } from "./job";
import { buildsDir, expand, type Variables } from "./job-variables";

/** Kinds of volumes in the order in which `getVolumesForConfig` puts them into the pod, and what each becomes. */
const sources: readonly [key: string, source: (volume: Json, variables: Variables) => Json][] = [
  ["host_path", ({ host_path, mount_path }) => ({ hostPath: { path: host_path || mount_path } })],
  ["secret", ({ name, items }) => ({ secret: { secretName: name, ...keysToPaths(items) } })],
  ["pvc", ({ name }, variables) => ({ persistentVolumeClaim: { claimName: expand(name, variables) } })],
  ["config_map", ({ name, items }) => ({ configMap: { name, ...keysToPaths(items) } })],
  [
    "empty_dir",
    ({ medium, size_limit }) => ({
      emptyDir: { ...(medium && { medium }), ...(size_limit && { sizeLimit: size_limit }) },
    }),
  ],
  [
    "csi",
    ({ driver, fs_type = "", read_only = false, volume_attributes }) => ({
      csi: {
        driver,
        fsType: fs_type,
        readOnly: read_only,
        ...(volume_attributes && { volumeAttributes: volume_attributes }),
      },
    }),
  ],
  ["nfs", ({ server, path, read_only = false }) => ({ nfs: { server, path, readOnly: read_only } })],
];

const keysToPaths = (items?: Record<string, string>) =>
  items ? { items: Object.entries(items).map(([key, path]) => ({ key, path })) } : {};

/** Directory of the job's log. */
export const logsDir = (runner: RunnerTable): string => baseDir("/logs", runner.kubernetes.logs_base_dir);

/** Directory of the job's scripts. */
export const scriptsDir = (runner: RunnerTable): string => baseDir("/scripts", runner.kubernetes.scripts_base_dir);

const baseDir = (name: string, below = "") => `${below.replace(/[/\\]+$/, "")}${name}-${ids.project}-${ids.job}`;

/**
 * The volumes of the pod, as `getVolumes` makes them: those of the runner, then the executor's own. The repository has
 * one of its own unless one of the runner's is mounted exactly there.
 */
export function volumes(runner: RunnerTable, variables: Variables): Json[] {
  const configured = sources.flatMap(([key, source]) => {
    const made = (runner.kubernetes.volumes?.[key] ?? []).map((volume: Json) => ({
      name: key === "pvc" ? expand(volume.name, variables) : volume.name,
      ...source(volume, variables),
    }));
    // A claim that is mounted at several places is one volume; two others with one name are refused by Kubernetes.
    return key === "pvc" ? [...new Map(made.map((volume: Json) => [volume.name, volume])).values()] : made;
  });
  const own = ownVolumes(runner, variables);
  return [
    ...configured,
    ...["repo", "scripts", "logs"].filter((name) => own.has(name)).map((name) => ({ name, emptyDir: {} })),
  ] as Json[];
}

/** What `getVolumeMounts` mounts into every container, init containers and services included. */
export function volumeMounts(runner: RunnerTable, variables: Variables): Json[] {
  const own = ownVolumes(runner, variables);
  const mount = (name: string) => (own.has(name) ? [{ name, mountPath: own.get(name) }] : []);
  return [...mount("scripts"), ...mount("logs"), ...configuredMounts(runner, variables), ...mount("repo")];
}

/** Kinds of volumes in the order in which `getVolumeMountsForConfig` mounts them. */
function configuredMounts(runner: RunnerTable, variables: Variables): Json[] {
  return sources.flatMap(([key]) =>
    (runner.kubernetes.volumes?.[key] ?? []).map((volume: Json) => ({
      name: key === "pvc" ? expand(volume.name, variables) : volume.name,
      mountPath: expand(volume.mount_path, variables),
      ...(volume.sub_path && { subPath: expand(volume.sub_path, variables) }),
      ...(volume.read_only && { readOnly: true }),
      ...(volume.mount_propagation && { mountPropagation: volume.mount_propagation }),
    })),
  );
}

/** The volumes that the executor adds, and where it mounts them. */
function ownVolumes(runner: RunnerTable, variables: Variables): Map<string, string> {
  const attaches = !isOn("FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY", runner, variables);
  const usesScripts = attaches || isOn("FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR", runner, variables);
  const isMounted = configuredMounts(runner, variables).some(({ mountPath }) => mountPath === buildsDir(runner));
  return new Map([
    ...(usesScripts ? [["scripts", scriptsDir(runner)] as const] : []),
    ...(attaches ? [["logs", logsDir(runner)] as const] : []),
    ...(isMounted ? [] : [["repo", buildsDir(runner)] as const]),
  ]);
}
