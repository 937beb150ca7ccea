import { refusedPods } from "./refused-pods";

const volume = (kind: string, keys: object) => ({ volumes: { [kind]: [{ name: "v", mountPath: "/v", ...keys }] } });

/** Descriptions that are refused for what they say of volumes, patches and services of pods. */
export const podVolumeRefusals = refusedPods([
  [
    "a service without an image",
    { services: [{ alias: "db" }] },
    "services[0].name: is required and must be a text; add it [schema-required]",
  ],
  [
    "a service with data that outlive it",
    { services: [{ name: "postgres:17", suspendDataPath: "/data" }] },
    "services[0].suspendDataPath: is not a key of the description; for FF_SUSPENDABLE_ENVIRONMENTS, by which a job leaves its volume behind when it ends [schema-unknown-key]",
  ],
  [
    "a volume without a name",
    { volumes: { emptyDir: [{ mountPath: "/v" }] } },
    "volumes.emptyDir[0].name: is required and must be a text; add it [schema-required]",
  ],
  [
    "a volume without a place",
    { volumes: { emptyDir: [{ name: "v" }] } },
    "volumes.emptyDir[0].mountPath: is required and must be a text; add it [schema-required]",
  ],
  [
    "a volume with a name in capitals",
    volume("emptyDir", { name: "Cache" }),
    'volumes.emptyDir[0].name: must be a name of a volume: at most 63 lower-case letters, digits and dashes, got "Cache"; correct the value [schema-format]',
  ],
  [
    "a volume at a relative path",
    volume("emptyDir", { mountPath: "cache" }),
    'volumes.emptyDir[0].mountPath: must be an absolute path without a colon, such as "/cache", got "cache"; correct the value [schema-format]',
  ],
  [
    "a volume at a path with a colon",
    volume("emptyDir", { mountPath: "/a:b" }),
    'volumes.emptyDir[0].mountPath: must be an absolute path without a colon, such as "/cache", got "/a:b"; correct the value [schema-format]',
  ],
  [
    "a volume in a medium that is none",
    volume("emptyDir", { medium: "memory" }),
    'volumes.emptyDir[0].medium: must be Memory, got "memory"; did you mean Memory? [schema-choice]',
  ],
  [
    "a volume with a size as Docker writes it",
    volume("emptyDir", { sizeLimit: "512m" }),
    'volumes.emptyDir[0].sizeLimit: must be a size in bytes as Kubernetes takes it, such as "512Mi" or "2G"; an "m" would be a thousandth of a byte, got "512m"; correct the value [schema-format]',
  ],
  [
    "a volume that propagates in small letters",
    volume("emptyDir", { mountPropagation: "none" }),
    'volumes.emptyDir[0].mountPropagation: must be one of None, HostToContainer, Bidirectional, got "none"; did you mean None? [schema-choice]',
  ],
  [
    "a volume's absolute path inside",
    volume("pvc", { subPath: "/a" }),
    'volumes.pvc[0].subPath: must be a relative path without "..", such as "team/settings.xml", got "/a"; correct the value [schema-format]',
  ],
  [
    "a volume's path inside that leaves it",
    volume("pvc", { subPath: "a/../../b" }),
    'volumes.pvc[0].subPath: must be a relative path without "..", such as "team/settings.xml", got "a/../../b"; correct the value [schema-format]',
  ],
  [
    "a claim with a dot in its name",
    volume("pvc", { name: "cache.ci" }),
    'volumes.pvc[0].name: must be a name of at most 63 lower-case letters, digits and dashes, or one with variables of the job, got "cache.ci"; correct the value [schema-format]',
  ],
  [
    "a directory of the node by a relative path",
    volume("hostPath", { hostPath: "cache" }),
    'volumes.hostPath[0].hostPath: must be an absolute path without "..", such as "/var/cache", got "cache"; correct the value [schema-format]',
  ],
  [
    "a directory of the node that goes up",
    volume("hostPath", { hostPath: "/var/../etc" }),
    'volumes.hostPath[0].hostPath: must be an absolute path without "..", such as "/var/cache", got "/var/../etc"; correct the value [schema-format]',
  ],
  [
    "a ConfigMap with a dot in its name",
    volume("configMap", { name: "ci.settings" }),
    'volumes.configMap[0].name: must be a name of a ConfigMap that can be a volume\'s: at most 63 lower-case letters, digits and dashes, got "ci.settings"; correct the value [schema-format]',
  ],
  [
    "a ConfigMap's key with a slash",
    volume("configMap", { items: { "a/b": "c" } }),
    'volumes.configMap[0].items["a/b"]: must be a key of a Secret or a ConfigMap: at most 253 letters, digits, dots, dashes and underscores, got "a/b"; rename it [schema-name]',
  ],
  [
    "a ConfigMap's file that goes up",
    volume("configMap", { items: { a: "../c" } }),
    'volumes.configMap[0].items.a: must be a relative path without "..", such as "team/settings.xml", got "../c"; correct the value [schema-format]',
  ],
  [
    "a Secret's file at an absolute path",
    volume("secret", { items: { a: "/c" } }),
    'volumes.secret[0].items.a: must be a relative path without "..", such as "team/settings.xml", got "/c"; correct the value [schema-format]',
  ],
  [
    "a Secret that is written out",
    volume("secret", { stringData: { a: "b" } }),
    "volumes.secret[0].stringData: unknown key; remove it or use one of name, mountPath, subPath, readOnly, items, extra [schema-unknown-key]",
  ],
  [
    "a volume of a driver that is not named",
    volume("csi", {}),
    "volumes.csi[0].driver: is required and must be a text; add it [schema-required]",
  ],
  [
    "a volume of a driver with a slash",
    volume("csi", { driver: "a/b" }),
    'volumes.csi[0].driver: must be a name of a CSI driver, such as "secrets-store.csi.k8s.io", got "a/b"; correct the value [schema-format]',
  ],
  [
    "a volume of a driver that is told a number",
    volume("csi", { driver: "d", volumeAttributes: { a: 1 } }),
    "volumes.csi[0].volumeAttributes.a: must be a text, got 1; write a text [schema-type]",
  ],
  [
    "an NFS volume without a server",
    volume("nfs", { path: "/exports" }),
    "volumes.nfs[0].server: is required and must be a text; add it [schema-required]",
  ],
  [
    "an NFS volume without a path",
    volume("nfs", { server: "nfs.internal" }),
    "volumes.nfs[0].path: is required and must be a text; add it [schema-required]",
  ],
  [
    "an NFS volume by a relative path",
    volume("nfs", { server: "nfs.internal", path: "exports" }),
    'volumes.nfs[0].path: must be an absolute path without a colon, such as "/cache", got "exports"; correct the value [schema-format]',
  ],
  [
    "an NFS server with a scheme",
    volume("nfs", { server: "nfs://a", path: "/exports" }),
    'volumes.nfs[0].server: must be a host name or an IP address, got "nfs://a"; correct the value [schema-format]',
  ],
  [
    "a kind of volumes that is none",
    { volumes: { ephemeral: [] } },
    "volumes.ephemeral: unknown key; remove it or use one of hostPath, pvc, configMap, secret, emptyDir, csi, nfs, extra [schema-unknown-key]",
  ],
  [
    "volumes as Docker writes them",
    { volumes: ["/cache"] },
    'volumes: must be a table, got ["/cache"]; write a table [schema-type]',
  ],
  [
    "a patch without a name",
    { podSpec: [{ patch: "hostname: ci" }] },
    "podSpec[0].name: is required and must be a text; add it [schema-required]",
  ],
  [
    "a patch without a patch",
    { podSpec: [{ name: "hostname" }] },
    "podSpec[0].patch: is required and must be a text; add it [schema-required]",
  ],
  [
    "a patch of a type that is none",
    { podSpec: [{ name: "hostname", patch: "hostname: ci", patchType: "json6902" }] },
    'podSpec[0].patchType: must be one of strategic, merge, json, got "json6902"; write one of them [schema-choice]',
  ],
  [
    "a patch in a file",
    { podSpec: [{ name: "hostname", patch: "hostname: ci", patchPath: "/patch.yaml" }] },
    "podSpec[0].patchPath: is not a key of the description; a file that the manager would have to have; write what is in it as patch [schema-unknown-key]",
  ],
]);
