import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { helm, type HelmMajor, type Json } from "../chart/render-chart";

const root = join(__dirname, "../../../..");

/** Folder of the chart. */
export const cacheChartFolder = join(root, "charts/runner-cache");

/** A file of the chart. */
export const cacheChartFile = (name: string): string => readFileSync(join(cacheChartFolder, name), "utf8");

/** Names of the chart's `ci` files, such as `default`. */
export const cacheCiFiles: readonly string[] = readdirSync(join(cacheChartFolder, "ci")).map((file) =>
  file.replace("-values.yaml", ""),
);

/** Values of one of them. */
export const cacheCiValues = (name: string): Json => parse(cacheChartFile(`ci/${name}-values.yaml`));

/** The `default` values with some of their sections replaced. */
export const cacheValuesWith = (sections: Record<string, Json>): Json => ({ ...cacheCiValues("default"), ...sections });

/** The rendered chart: every object, and those that tests look at. */
export interface RenderedCache {
  readonly objects: Json[];
  readonly deployment: Json;
  /** The pod of the Deployment. */
  readonly pod: Json;
  readonly server: Json;
  readonly sweeper: Json;
  readonly service: Json;
}

/** Renders the chart with `helm template`. */
export function renderCache(values: Json, namespace = "ci", major?: HelmMajor): RenderedCache {
  const text = helm(["template", "cache", cacheChartFolder, "--namespace", namespace], values, major);
  const objects: Json[] = parseAllDocuments(text).map((document) => document.toJS());
  const deployment = onlyOf(objects, "Deployment");
  const pod = deployment.spec.template.spec;
  const container = (name: string) => pod.containers.find((each: Json) => each.name === name);
  return {
    objects,
    deployment,
    pod,
    server: container("server"),
    sweeper: container("sweeper"),
    service: onlyOf(objects, "Service"),
  };
}

/**
 * The one object of a kind.
 *
 * @throws Error when there is none, or more than one
 */
export function onlyOf(objects: readonly Json[], kind: string): Json {
  const found = objects.filter((object) => object.kind === kind);
  if (found.length !== 1) {
    throw new Error(`the chart must render one ${kind}, got ${found.length}`);
  }
  return found[0];
}
