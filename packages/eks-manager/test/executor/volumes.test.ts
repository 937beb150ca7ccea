import type { Json } from "../chart/render-chart";
import { jobPod } from "./job-pod";

const pod = (kubernetes: Json, runner: Json = {}, job: Json = {}) =>
  jobPod({ ...runner, kubernetes: { image: "ruby:3.4", ...kubernetes } }, { services: ["redis:8"], ...job });

/** Where every container has its volumes; it must be the same in all of them. */
function mounts({ spec }: Json): Json[] {
  const [first, ...others] = [...spec.initContainers, ...spec.containers].map(({ volumeMounts }: Json) => volumeMounts);
  for (const other of others) {
    expect(other).toEqual(first);
  }
  return first;
}

test("a pod has three volumes of the executor's, all of them in every container", () => {
  const made = pod({});
  expect(made.spec.volumes).toEqual(["repo", "scripts", "logs"].map((name) => ({ name, emptyDir: {} })));
  expect(made.spec.containers).toHaveLength(3);
  expect(mounts(made)).toEqual([
    { name: "scripts", mountPath: "/scripts-7-42" },
    { name: "logs", mountPath: "/logs-7-42" },
    { name: "repo", mountPath: "/builds" },
  ]);
});

test.each(["/tmp", "/tmp/", "/tmp//"])("logs and scripts lie below their base directories, here %s", (directory) => {
  expect(
    mounts(pod({ logs_base_dir: directory, scripts_base_dir: directory })).map(({ mountPath }) => mountPath),
  ).toEqual(["/tmp/scripts-7-42", "/tmp/logs-7-42", "/builds"]);
});

test("a volume of the runner's that is mounted at the builds directory takes the place of the executor's", () => {
  const made = pod(
    { volumes: { pvc: [{ name: "builds-$TEAM", mount_path: "/work" }] } },
    { builds_dir: "/work" },
    {
      variables: { TEAM: "a" },
    },
  );
  expect(made.spec.volumes).toEqual([
    { name: "builds-a", persistentVolumeClaim: { claimName: "builds-a" } },
    { name: "scripts", emptyDir: {} },
    { name: "logs", emptyDir: {} },
  ]);
  expect(mounts(made).at(-1)).toEqual({ name: "builds-a", mountPath: "/work" });
});

test("a claim that is mounted twice is one volume", () => {
  const made = pod({
    volumes: {
      pvc: [
        { name: "data", mount_path: "/a", sub_path: "a" },
        { name: "data", mount_path: "/b", read_only: true },
      ],
    },
  });
  expect(made.spec.volumes.filter(({ name }: Json) => name === "data")).toHaveLength(1);
  expect(mounts(made).filter(({ name }) => name === "data")).toEqual([
    { name: "data", mountPath: "/a", subPath: "a" },
    { name: "data", mountPath: "/b", readOnly: true },
  ]);
});

test.each([
  ["host_path", { host_path: "/dev/fuse" }, { hostPath: { path: "/dev/fuse" } }],
  ["host_path", {}, { hostPath: { path: "/mnt" } }],
  ["secret", { items: { key: "file" } }, { secret: { secretName: "v", items: [{ key: "key", path: "file" }] } }],
  ["config_map", {}, { configMap: { name: "v" } }],
  ["empty_dir", { medium: "Memory", size_limit: "1Gi" }, { emptyDir: { medium: "Memory", sizeLimit: "1Gi" } }],
  [
    "csi",
    { driver: "d", volume_attributes: { a: "b" } },
    { csi: { driver: "d", fsType: "", readOnly: false, volumeAttributes: { a: "b" } } },
  ],
  ["nfs", { server: "s", path: "/p", read_only: true }, { nfs: { server: "s", path: "/p", readOnly: true } }],
])("a volume of the kind %s", (kind, keys, source) => {
  const [volume] = pod({ volumes: { [kind]: [{ name: "v", mount_path: "/mnt", ...keys }] } }).spec.volumes;
  expect(volume).toEqual({ name: "v", ...source });
});
