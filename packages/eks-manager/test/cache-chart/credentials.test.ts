import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { Json } from "../chart/render-chart";
import { cacheCiFiles, cacheCiValues, cacheValuesWith, onlyOf, renderCache } from "./render-cache";
import { runInFolder } from "./run-in-folder";

const secretName = "cache-runner-cache-credentials";
const keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

describe("without a Secret of one's own", () => {
  let objects: Json[];
  let job: Json;
  beforeAll(() => {
    ({ objects } = renderCache(cacheCiValues("default")));
    job = onlyOf(objects, "Job");
  });

  test("no template makes one: it would be another with every rendering", () => {
    expect(objects.filter(({ kind }) => kind === "Secret")).toEqual([]);
    expect(renderCache(cacheCiValues("default")).objects).toEqual(objects);
  });

  test("a Job does, before anything else of an install or upgrade, and what it needs is there before it", () => {
    const hooks = objects.filter(({ metadata }) => /pre-install/.test(metadata.annotations?.["helm.sh/hook"]));
    const order = hooks.map(({ kind, metadata }) => [kind, metadata.annotations["helm.sh/hook-weight"] ?? "0"]);
    expect(order.sort()).toEqual([
      ["Job", "0"],
      ["NetworkPolicy", "-1"],
      ["Role", "-1"],
      ["RoleBinding", "-1"],
      ["ServiceAccount", "-1"],
    ]);
  });

  test("nothing of it stays after it", () => {
    const own = objects.filter(({ metadata }) => metadata.name === secretName);
    expect(own).toHaveLength(5);
    for (const { metadata } of own) {
      expect(metadata.annotations["helm.sh/hook-delete-policy"]).toBe("before-hook-creation,hook-succeeded");
    }
  });

  test("its rights are those on this one Secret, and none to read it", () => {
    expect(onlyOf(objects, "Role").rules).toEqual([
      { apiGroups: [""], resources: ["secrets"], resourceNames: [secretName], verbs: ["create", "patch"] },
    ]);
    expect(onlyOf(objects, "RoleBinding")).toMatchObject({
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: secretName },
      subjects: [{ kind: "ServiceAccount", name: secretName, namespace: "ci" }],
    });
  });

  test("only the container that writes the Secret has the token", () => {
    const { spec } = job.spec.template;
    expect(spec.automountServiceAccountToken).toBe(false);
    const mounts = [...spec.initContainers, ...spec.containers].map(({ name, volumeMounts }: Json) => [
      name,
      volumeMounts.map((mount: Json) => mount.name),
    ]);
    expect(mounts).toEqual([
      ["keys", ["work", "existing"]],
      ["secret", ["work", "token"]],
    ]);
  });

  test("the keys are on no disk", () => {
    const { volumes } = job.spec.template.spec;
    expect(volumes.find(({ name }: Json) => name === "work").emptyDir).toEqual({ medium: "Memory", sizeLimit: "16Mi" });
  });

  test("the Secret that there may be is what it starts from", () => {
    const { volumes } = job.spec.template.spec;
    expect(volumes.find(({ name }: Json) => name === "existing").secret).toEqual({ secretName, optional: true });
  });

  test("it applies the file that its first container has written, and says nothing of what is in it", () => {
    const [{ command, args }] = job.spec.template.spec.containers;
    expect([...command, ...args]).toEqual([
      "/bin/kubectl",
      "apply",
      "--server-side",
      "--field-manager=runner-cache",
      "--validate=false",
      "--filename=/work/secret.yaml",
    ]);
  });

  describe("what it applies", () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "credentials-"));
      ["work", "existing"].forEach((name) => mkdirSync(join(folder, name)));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    function made(existing: Record<string, string> = {}): Json {
      for (const [key, value] of Object.entries(existing)) {
        writeFileSync(join(folder, "existing", key), value);
      }
      const run = runInFolder(job.spec.template.spec.initContainers[0], folder, ["/work/", "/existing/"], {});
      expect(run).toMatchObject({ status: 0, stdout: "", stderr: "" });
      return parse(readFileSync(join(folder, "work/secret.yaml"), "utf8"));
    }
    const decoded = ({ data }: Json) => keys.map((key) => Buffer.from(data[key], "base64").toString());

    test("is a Secret with a key and its secret, of 20 and 40 letters and digits", () => {
      const secret = made();
      expect(secret).toMatchObject({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: secretName, namespace: "ci" },
        type: "Opaque",
      });
      expect(Object.keys(secret.data)).toEqual(keys);
      const [id, value] = decoded(secret);
      expect(id).toMatch(/^[A-Za-z0-9]{20}$/);
      expect(value).toMatch(/^[A-Za-z0-9]{40}$/);
    });

    test("is another in another cluster", () => {
      const [one] = decoded(made());
      const [other] = decoded(made());
      expect(one).not.toBe(other);
    });

    test("is what there is already", () => {
      const existing = { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: `${"a/+=".repeat(30)}\n` };
      expect(decoded(made(existing))).toEqual(Object.values(existing));
    });

    test("is completed where one key is missing", () => {
      const [id, value] = decoded(made({ AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "" }));
      expect(id).toBe("AKIA");
      expect(value).toMatch(/^[A-Za-z0-9]{40}$/);
    });

    test("is for nobody else to read", () => {
      made();
      expect(statSync(join(folder, "work/secret.yaml")).mode & 0o777).toBe(0o600);
    });
  });
});

describe("with a Secret of one's own", () => {
  test("there is neither a Job nor a right", () => {
    const kinds = renderCache(cacheCiValues("existing-secret")).objects.map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["Deployment", "NetworkPolicy", "NetworkPolicy", "Pod", "Service"]);
  });
});

test.each(cacheCiFiles)("with the %s values server and test read one Secret, and nothing else does", (name) => {
  const values = cacheCiValues(name);
  const { server, pod, objects } = renderCache(values);
  const expected = values.credentials?.secretName ?? secretName;
  const references = (container: Json) =>
    (container.env ?? []).map(({ name: variable, valueFrom }: Json) => [
      variable,
      ...Object.values(valueFrom.secretKeyRef),
    ]);
  expect(references(server)).toEqual([
    ["ROOT_ACCESS_KEY_ID", expected, keys[0]],
    ["ROOT_SECRET_ACCESS_KEY", expected, keys[1]],
  ]);
  expect(references(onlyOf(objects, "Pod").spec.containers[0])).toEqual(keys.map((key) => [key, expected, key]));
  const others = [...pod.initContainers, ...pod.containers].filter((container: Json) => container !== server);
  expect(others.flatMap(references)).toEqual([]);
});

test.each([
  [2, "2"],
  ["autumn", "autumn"],
  [1700000000, "1700000000"],
])("a new pod reads changed keys when the revision is %s", (revision, annotation) => {
  const { deployment } = renderCache(cacheValuesWith({ credentials: { revision } }));
  expect(deployment.spec.template.metadata.annotations["runner-fleet/credentials-revision"]).toBe(annotation);
});
