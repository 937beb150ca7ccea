import * as z from "zod";
import { kubernetesPatterns } from "../kubernetes-pattern";
import { section } from "../section";
import { choice, flag, text, textMap } from "../value";
import { size } from "./kubernetes-quantity";

interface Since {
  /**
   * The first minor version of GitLab Runner that reads the volume.
   *
   * @default - every version since 16.11 reads it
   */
  readonly since?: string;
}

// GitLab Runner names the volume in the pod by it, too, so it is shorter than other names.
const name = (expected: string, { since }: Since = {}) => text({ ...kubernetesPatterns.label, expected, since });
const mountPath = ({ since }: Since = {}) => text({ ...kubernetesPatterns.mountPath, since });
const subPath = ({ since }: Since = {}) => text({ ...kubernetesPatterns.relativePath, since }).optional();
const readOnly = ({ since }: Since = {}) => flag({ since }).optional();
const mountPropagation = (since: string) => choice(["None", "HostToContainer", "Bidirectional"], { since }).optional();
const items = () =>
  textMap({
    ...kubernetesPatterns.relativePath,
    keyPattern: kubernetesPatterns.dataKey.pattern,
    keyExpected: kubernetesPatterns.dataKey.expected,
  }).optional();

/** `[[runners.kubernetes.volumes.host_path]]`: a directory or file of the node. */
export const hostPathVolumeSchema = section({
  /** Name of the volume in the pod. */
  name: name("a name of a volume: at most 63 lower-case letters, digits and dashes"),
  /** Where it is in containers, an absolute path. It may name variables of the job. */
  mountPath: mountPath(),
  /**
   * Path on the node.
   *
   * @default - `mountPath`
   */
  hostPath: text(kubernetesPatterns.hostPath).optional(),
  /**
   * Path in the volume that is mounted. It may name variables of the job.
   *
   * @default - the volume's root
   */
  subPath: subPath(),
  /**
   * Whether containers can't write to it.
   *
   * @default - false
   */
  readOnly: readOnly(),
  /**
   * Whether mounts inside show up on the other side: `None`, `HostToContainer`, or `Bidirectional`, which needs
   * privileged containers.
   *
   * @default - "None"
   * @since GitLab Runner 17.8
   */
  mountPropagation: mountPropagation("17.8"),
});

/** `[[runners.kubernetes.volumes.pvc]]`: a PersistentVolumeClaim of the jobs' namespace. */
export const pvcVolumeSchema = section({
  /** Name of the claim. It may name variables of the job, so that `cache-$CI_CONCURRENT_ID` is one for each job at once. */
  name: text({
    pattern: /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?|.*\$.*)$/,
    expected: "a name of at most 63 lower-case letters, digits and dashes, or one with variables of the job",
  }),
  /** Where it is in containers, an absolute path. It may name variables of the job. */
  mountPath: mountPath(),
  /**
   * Path in the volume that is mounted. It may name variables of the job.
   *
   * @default - the volume's root
   */
  subPath: subPath(),
  /**
   * Whether containers can't write to it.
   *
   * @default - false
   */
  readOnly: readOnly(),
  /**
   * Whether mounts inside show up on the other side: `None`, `HostToContainer`, or `Bidirectional`, which needs
   * privileged containers.
   *
   * @default - "None"
   * @since GitLab Runner 17.2
   */
  mountPropagation: mountPropagation("17.2"),
});

/** `[[runners.kubernetes.volumes.config_map]]`: a ConfigMap of the jobs' namespace. */
export const configMapVolumeSchema = section({
  /** Name of the ConfigMap. */
  name: name("a name of a ConfigMap that can be a volume's: at most 63 lower-case letters, digits and dashes"),
  /** Where it is in containers, an absolute path. It may name variables of the job. */
  mountPath: mountPath(),
  /**
   * Path in the volume that is mounted. It may name variables of the job.
   *
   * @default - the volume's root
   */
  subPath: subPath(),
  /**
   * Whether the mount is read only. Kubernetes mounts a ConfigMap so in any case.
   *
   * @default - false
   */
  readOnly: readOnly(),
  /**
   * Keys of the ConfigMap with the paths of their files, relative to the volume's root.
   *
   * @default - every key, in a file of its name
   */
  items: items(),
});

/** `[[runners.kubernetes.volumes.secret]]`: a Secret of the jobs' namespace. Every job can read it. */
export const secretVolumeSchema = section({
  /** Name of the Secret. */
  name: name("a name of a Secret that can be a volume's: at most 63 lower-case letters, digits and dashes"),
  /** Where it is in containers, an absolute path. It may name variables of the job. */
  mountPath: mountPath(),
  /**
   * Path in the volume that is mounted. It may name variables of the job.
   *
   * @default - the volume's root
   */
  subPath: subPath(),
  /**
   * Whether the mount is read only. Kubernetes mounts a Secret so in any case.
   *
   * @default - false
   */
  readOnly: readOnly(),
  /**
   * Keys of the Secret with the paths of their files, relative to the volume's root.
   *
   * @default - every key, in a file of its name
   */
  items: items(),
});

/** `[[runners.kubernetes.volumes.empty_dir]]`: a directory that is as old as the pod. */
export const emptyDirVolumeSchema = section({
  /** Name of the volume in the pod. */
  name: name("a name of a volume: at most 63 lower-case letters, digits and dashes"),
  /** Where it is in containers, an absolute path. It may name variables of the job. */
  mountPath: mountPath(),
  /**
   * Path in the volume that is mounted. It may name variables of the job.
   *
   * @default - the volume's root
   */
  subPath: subPath(),
  /**
   * `Memory` for a directory in memory, which counts as memory of whoever writes to it.
   *
   * @default - on the node's disk
   */
  medium: choice(["Memory"]).optional(),
  /**
   * The most that the directory may hold, in bytes, with a unit: `2Gi`. With more the pod is evicted, and the job fails.
   *
   * @default - no limit; in memory, what the containers may use
   */
  sizeLimit: size(),
  /**
   * Whether mounts inside show up on the other side: `None`, `HostToContainer`, or `Bidirectional`, which needs
   * privileged containers.
   *
   * @default - "None"
   * @since GitLab Runner 19.0
   */
  mountPropagation: mountPropagation("19.0"),
});

/** `[[runners.kubernetes.volumes.csi]]`: a volume that a CSI driver makes with the pod, such as secrets of a vault. */
export const csiVolumeSchema = section({
  /** Name of the volume in the pod. */
  name: name("a name of a volume: at most 63 lower-case letters, digits and dashes"),
  /** Where it is in containers, an absolute path. It may name variables of the job. */
  mountPath: mountPath(),
  /**
   * Path in the volume that is mounted. It may name variables of the job.
   *
   * @default - the volume's root
   */
  subPath: subPath(),
  /** Name of the driver, such as `secrets-store.csi.k8s.io`. */
  driver: text(kubernetesPatterns.driver),
  /**
   * File system of the volume.
   *
   * @default - the driver's own
   */
  fsType: text().optional(),
  /**
   * Whether containers can't write to it.
   *
   * @default - false
   */
  readOnly: readOnly(),
  /**
   * What the driver is told.
   *
   * @default - nothing
   */
  volumeAttributes: textMap({ mayBeEmpty: true }).optional(),
});

/** `[[runners.kubernetes.volumes.nfs]]`: a directory of an NFS server. */
export const nfsVolumeSchema = section({
  /**
   * Name of the volume in the pod.
   *
   * @since GitLab Runner 19.0
   */
  name: name("a name of a volume: at most 63 lower-case letters, digits and dashes", { since: "19.0" }),
  /**
   * Where it is in containers, an absolute path. It may name variables of the job.
   *
   * @since GitLab Runner 19.0
   */
  mountPath: mountPath({ since: "19.0" }),
  /**
   * Path in the volume that is mounted. It may name variables of the job.
   *
   * @default - the volume's root
   * @since GitLab Runner 19.0
   */
  subPath: subPath({ since: "19.0" }),
  /**
   * Host name or IP address of the server.
   *
   * @since GitLab Runner 19.0
   */
  server: text({ pattern: /^[A-Za-z0-9:][A-Za-z0-9.:-]*$/, expected: "a host name or an IP address", since: "19.0" }),
  /**
   * Directory on the server, an absolute path.
   *
   * @since GitLab Runner 19.0
   */
  path: text({ ...kubernetesPatterns.mountPath, since: "19.0" }),
  /**
   * Whether containers can't write to it.
   *
   * @default - false
   * @since GitLab Runner 19.0
   */
  readOnly: readOnly({ since: "19.0" }),
});

/** `[runners.kubernetes.volumes]`: volumes of every container of a pod, by kind. */
export const volumesSchema = section({
  /**
   * Directories and files of the node. The Pod Security levels `baseline` and `restricted` refuse them.
   *
   * @default - none
   */
  hostPath: z.array(hostPathVolumeSchema).optional(),
  /**
   * PersistentVolumeClaims of the jobs' namespace.
   *
   * @default - none
   */
  pvc: z.array(pvcVolumeSchema).optional(),
  /**
   * ConfigMaps of the jobs' namespace.
   *
   * @default - none
   */
  configMap: z.array(configMapVolumeSchema).optional(),
  /**
   * Secrets of the jobs' namespace. Every job can read them.
   *
   * @default - none
   */
  secret: z.array(secretVolumeSchema).optional(),
  /**
   * Directories that are as old as the pod.
   *
   * @default - the builds directory only, unless another volume is mounted there
   */
  emptyDir: z.array(emptyDirVolumeSchema).optional(),
  /**
   * Volumes that a CSI driver makes with the pod.
   *
   * @default - none
   */
  csi: z.array(csiVolumeSchema).optional(),
  /**
   * Directories of NFS servers. The Pod Security level `restricted` refuses them.
   *
   * @default - none
   */
  nfs: z.array(nfsVolumeSchema).optional(),
});
