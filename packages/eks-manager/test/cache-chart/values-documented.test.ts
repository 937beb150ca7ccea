import type { Json } from "../chart/render-chart";
import { cacheChartFile, cacheCiValues } from "./render-cache";

/** Every value, by the README's table: it is written from values.yaml, and held current. */
const [, table = ""] = cacheChartFile("README.md").split("\n## Values\n");
const documented = [...table.matchAll(/^\| `([a-zA-Z.]+)` +\|/gm)].map(([, path]) => path!);
const isSet = (values: Json, path: string) =>
  path.split(".").reduce<Json>((value, key) => value?.[key], values) !== undefined;

test("the full ci file sets every value", () => {
  expect(documented.length).toBeGreaterThan(35);
  expect(documented.filter((path) => !isSet(cacheCiValues("full"), path))).toEqual([]);
});

test("the schema knows every value", () => {
  const schema: Json = JSON.parse(cacheChartFile("values.schema.json"));
  /** The schema of a value; a section may be a definition of its own. */
  const at = (path: string) =>
    path.split(".").reduce<Json>((section, key) => {
      const properties = section?.$ref
        ? schema.definitions[section.$ref.split("/").at(-1)].properties
        : section?.properties;
      return properties?.[key];
    }, schema);
  expect(documented.filter((path) => at(path) === undefined)).toEqual([]);
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
  visit(JSON.parse(cacheChartFile("values.schema.json")), "");
  expect(open).toEqual(["/definitions/kubernetes", "/properties/global"]);
});
