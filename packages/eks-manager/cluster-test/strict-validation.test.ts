import { renderChart, type Json } from "../test/chart/render-chart";
import { ciFiles, waitingValues } from "./ci-files";
import { KubeClient } from "./kube-client";
import { kubectl, type Said } from "./kubectl";
import { makePrerequisites, namespacesOf } from "./prerequisites";
import { removeNamespace } from "./restricted-namespace";

const client = new KubeClient();
const release = (file: string): string => `strict-${file}`;

/** What the API server would answer to an apply of these objects, unknown keys refused. */
const wouldApply = (objects: readonly Json[], expected: readonly number[] = [0]): Said =>
  kubectl(
    ["apply", "--dry-run=server", "--validate=strict", "--filename=-"],
    objects.map((object) => JSON.stringify(object)).join("\n"),
    expected,
  );

beforeAll(async () => {
  for (const file of ciFiles) {
    await makePrerequisites(client, release(file), waitingValues(file));
  }
  // Without them a dry run of what is in them would find no namespace.
  for (const namespace of namespaces()) {
    kubectl(["apply", "--filename=-"], JSON.stringify(namespace));
  }
});
afterAll(() =>
  Promise.all(
    [...ciFiles.map(release), ...namespacesOf(namespaces())].map((namespace) => removeNamespace(client, namespace)),
  ),
);

/** What the chart makes of a `ci` file. */
const objectsOf = (file: string): Json[] => renderChart(waitingValues(file), release(file), release(file)).objects;
/** The namespaces that the chart makes of all files. */
const namespaces = (): Json[] => ciFiles.flatMap(objectsOf).filter(({ kind }) => kind === "Namespace");

test.each(ciFiles)("every object of ci file %s is taken as it is, without a warning", (file) => {
  const objects = objectsOf(file);
  const { stdout, stderr } = wouldApply(objects);
  expect(stderr).toBe("");
  expect(stdout.trim().split("\n")).toHaveLength(objects.length);
});

test("a key that Kubernetes does not know is refused, in every kind of object that the chart makes", () => {
  const kinds = [...new Map(ciFiles.flatMap(objectsOf).map((object) => [object.kind, object])).values()];
  expect(kinds.length).toBeGreaterThan(8);
  const { stdout, stderr } = wouldApply(
    kinds.map((object) => ({ ...object, planted: true })),
    [1],
  );
  expect(stdout).toBe("");
  expect(stderr.match(/strict decoding error: unknown field "planted"/g)).toHaveLength(kinds.length);
});
