import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chartFolder, ciValues, type Json } from "./render-chart";

const read = (file: string) => readFileSync(join(chartFolder, file), "utf8");

/** Every value, by the README's table: it is written from values.yaml, and held current. */
const [, table = ""] = read("README.md").split("\n## Values\n");
const documented = [...table.matchAll(/^\| `([a-zA-Z.]+)` +\|/gm)].map(([, path]) => path!);

const isSet = (values: Json, path: string) =>
  path.split(".").reduce<Json>((value, key) => value?.[key], values) !== undefined;

test("values.yaml stays under 160 lines", () => {
  expect(read("values.yaml").split("\n").length).toBeLessThan(160);
});

test("the full ci file sets every value, but for those that exclude another, which other files set", () => {
  const full = ciValues("full");
  expect(documented.length).toBeGreaterThan(60);
  const inOthers = {
    "caCertificates.secretName": "air-gapped",
    "cache.credentialsSecretName": "job-namespaces",
    "cache.revision": "job-namespaces",
  };
  expect(documented.filter((path) => !isSet(full, path))).toEqual(Object.keys(inOthers));
  const set = Object.entries(inOthers).map(([path, name]) => isSet(ciValues(name), path));
  expect(set).toEqual([true, true, true]);
});

test("the schema knows every value", () => {
  const schema: Json = JSON.parse(read("values.schema.json"));
  const unknown = documented.filter((path) => !isSet(schema.properties, path.replaceAll(".", ".properties.")));
  expect(unknown).toEqual([]);
});

test("no object of the schema takes unknown keys, but for what Helm or Kubernetes defines", () => {
  const open: string[] = [];
  const visit = (schema: Json, path: string) => {
    if (schema === null || typeof schema !== "object") {
      return;
    }
    if (schema.type === "object" && schema.additionalProperties === undefined) {
      open.push(path);
    }
    Object.entries(schema).forEach(([key, child]) => visit(child, `${path}/${key}`));
  };
  visit(JSON.parse(read("values.schema.json")), "");
  expect(open).toEqual([
    "/definitions/kubernetes",
    "/properties/global",
    "/properties/affinity/properties/nodeAffinity",
    "/properties/affinity/properties/podAffinity",
    "/properties/affinity/properties/podAntiAffinity",
    "/properties/extraObjects/items",
  ]);
});
