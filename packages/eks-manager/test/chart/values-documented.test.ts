import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { chartFolder, ciValues, type Json } from "./render-chart";

const read = (file: string) => readFileSync(join(chartFolder, file), "utf8");
const text = read("values.yaml");
/** Written and replaced as a whole. */
const whole = ["podSecurityContext", "resources"];

const leaves = (value: Json, path = ""): string[] =>
  value !== null &&
  typeof value === "object" &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  !whole.includes(path)
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, path === "" ? key : `${path}.${key}`))
    : [path];

test("values.yaml stays under 150 lines", () => {
  expect(text.split("\n").length).toBeLessThan(150);
});

test("every value has a description above it", () => {
  const lines = text.split("\n");
  const bare = lines.filter((line, index) => {
    const isLeaf = /^ *[a-zA-Z]+: \S/.test(line) || whole.some((name) => line === `${name}:`);
    const inWhole = /^ +(runAsUser|runAsGroup|fsGroup|cpu|memory):/.test(line);
    return isLeaf && !inWhole && !/^ *#/.test(lines[index - 1] ?? "");
  });
  expect(bare).toEqual([]);
});

test("the README's table has every value once, in the order of values.yaml", () => {
  const documented = [...read("README.md").matchAll(/^\| `([a-zA-Z.]+)` +\|/gm)].map(([, path]) => path);
  expect(documented).toEqual(leaves(parse(text)));
});

test("the full ci file sets every value", () => {
  const full = leaves(ciValues("full"));
  const missing = leaves(parse(text)).filter((path) => !full.some((set) => set === path || set.startsWith(`${path}.`)));
  expect(missing).toEqual([]);
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
    "/properties/global",
    "/properties/affinity/properties/nodeAffinity",
    "/properties/affinity/properties/podAffinity",
    "/properties/affinity/properties/podAntiAffinity",
  ]);
});

test("the chart and its npm package have one version", () => {
  expect(parse(read("Chart.yaml")).version).toBe(JSON.parse(read("package.json")).version);
});
