import type { Json } from "../test/chart/render-chart";
import { cacheCiFiles, cacheCiValues, renderCache } from "../test/cache-chart/render-cache";
import { KubeClient } from "./kube-client";
import { kubectl, type Said } from "./kubectl";
import { removeNamespace, restrictedNamespace } from "./restricted-namespace";

const client = new KubeClient();
const namespace = "strict-cache";

/** What the API server would answer to an apply of these objects, unknown keys refused. */
const wouldApply = (objects: readonly Json[], expected: readonly number[] = [0]): Said =>
  kubectl(
    ["apply", "--dry-run=server", "--validate=strict", "--filename=-"],
    objects.map((object) => JSON.stringify(object)).join("\n"),
    expected,
  );

const objectsOf = (file: string): Json[] => {
  // Classes of the whole cluster, which are not this test's to make.
  const { priorityClassName: _, ...values } = cacheCiValues(file);
  return renderCache(values, namespace).objects;
};

beforeAll(async () => {
  await removeNamespace(client, namespace);
  await restrictedNamespace(client, namespace);
});
afterAll(() => removeNamespace(client, namespace));

test.each(cacheCiFiles)("every object of ci file %s is taken as it is, without a warning", (file) => {
  const objects = objectsOf(file);
  const { stdout, stderr } = wouldApply(objects);
  expect(stderr).toBe("");
  expect(stdout.trim().split("\n")).toHaveLength(objects.length);
});

test("a key that Kubernetes does not know is refused, in every kind of object that the chart makes", () => {
  const kinds = [...new Map(cacheCiFiles.flatMap(objectsOf).map((object) => [object.kind, object])).values()];
  expect(kinds.length).toBeGreaterThan(10);
  const { stdout, stderr } = wouldApply(
    kinds.map((object) => ({ ...object, planted: true })),
    [1],
  );
  expect(stdout).toBe("");
  expect(stderr.match(/strict decoding error: unknown field "planted"/g)).toHaveLength(kinds.length);
});

test("a server with more rights than the restricted standard allows is warned of", () => {
  const [deployment] = objectsOf("default").filter(({ kind }) => kind === "Deployment");
  const [server] = deployment.spec.template.spec.containers;
  server.securityContext.capabilities = { add: ["NET_ADMIN"] };
  expect(wouldApply([deployment]).stderr).toContain('would violate PodSecurity "restricted');
});
