import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { helmPath } from "./helm.mjs";

/** Folder of the manager's chart. */
export const chart = "charts/runner-manager";

/** Names of its `ci` files of values. */
export const ciFiles = () => readdirSync(`${chart}/ci`);

/** The objects that the chart makes of a file of values, hooks and test included. */
export function renderedChart(values) {
  const text = execFileSync(helmPath(), ["template", "linux", chart, "--namespace", "ci", "--values", values], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}
