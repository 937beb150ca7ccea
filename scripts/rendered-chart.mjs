import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { helmPath } from "./helm.mjs";

/** Folder of the manager's chart. */
export const chart = "charts/runner-manager";

/** Folders of all charts. */
export const charts = [chart, "charts/runner-cache"];

/** Names of a chart's `ci` files of values; the manager's, if no folder is given. */
export const ciFiles = (folder = chart) => readdirSync(`${folder}/ci`);

/** The objects that a chart, or else the manager's, makes of a file of values, hooks and test included. */
export function renderedChart(values, folder = chart) {
  const text = execFileSync(helmPath(), ["template", "linux", folder, "--namespace", "ci", "--values", values], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}
