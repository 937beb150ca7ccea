import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { helmBinary } from "./helm-binary";

/** Any part of a manifest or of values. Its shape is what the tests are about, so nothing is said of it here. */
export type Json = ReturnType<typeof JSON.parse>;

const root = join(__dirname, "../../../..");

/** Folder of the chart. */
export const chartFolder = join(root, "charts/runner-manager");

/** A major version of helm that the chart supports. */
export type HelmMajor = 3 | 4;

/** Runs the real helm, of a major version or any, and gives what it printed; its error has what helm said. */
export function helm(args: string[], values: Json = {}, major?: HelmMajor): string {
  return execFileSync(helmBinary(major?.toString() ?? ""), [...args, "--values", "-"], {
    input: JSON.stringify(values),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Values of one of the chart's `ci` files, such as `default`. */
export function ciValues(name: string): Json {
  return parse(readFileSync(join(chartFolder, "ci", `${name}-values.yaml`), "utf8"));
}

/** The `default` values with some of their sections replaced. */
export function valuesWith(sections: Record<string, Json>): Json {
  return { ...ciValues("default"), ...sections };
}

/** The `default` values with a text of config.toml replaced, which must be in it. */
export function valuesWithToml(text: string, replacement: string): Json {
  const { toml } = ciValues("default").config;
  if (!toml.includes(text)) {
    throw new Error(`ci/default-values.yaml: config.toml must hold '${text}', which this test replaces`);
  }
  return valuesWith({ config: { toml: toml.replace(text, () => replacement) } });
}

/** The rendered chart: its text, every object, and the one of each kind that tests look at. */
export interface RenderedChart {
  readonly text: string;
  readonly objects: Json[];
  readonly statefulSet: Json;
  readonly configMap: Json;
  readonly pod: Json;
  readonly manager: Json;
}

/** Renders the chart with `helm template`. */
export function renderChart(values: Json, release = "linux", namespace = "ci"): RenderedChart {
  const text = helm(["template", release, chartFolder, "--namespace", namespace], values);
  const objects: Json[] = parseAllDocuments(text).map((document) => document.toJS());
  const only = (kind: string) => {
    const [found, ...more] = objects.filter((object) => object.kind === kind);
    if (found === undefined || more.length > 0) {
      throw new Error(`the chart must render one ${kind}, got ${more.length + (found ? 1 : 0)}`);
    }
    return found;
  };
  const statefulSet = only("StatefulSet");
  const pod = statefulSet.spec.template.spec;
  const { configMap: mounted } = pod.volumes.find(({ name }: Json) => name === "config");
  const configMap = objects.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === mounted.name);
  if (configMap === undefined) {
    throw new Error(`the chart must render the ConfigMap that the pod mounts, ${mounted.name}, got none`);
  }
  return { text, objects, statefulSet, configMap, pod, manager: pod.containers[0] };
}

/** A container's environment as a map; a variable from a Secret is `{ secret, key }`. */
export function environmentOf(container: Json): Record<string, Json> {
  const entries = (container.env ?? []).map(({ name, value, valueFrom }: Json) => [
    name,
    valueFrom ? { secret: valueFrom.secretKeyRef.name, key: valueFrom.secretKeyRef.key } : value,
  ]);
  const environment = Object.fromEntries(entries);
  if (Object.keys(environment).length !== entries.length) {
    throw new Error(
      `container ${container.name} must have each variable once, got ${entries.map(([name]: Json) => name)}`,
    );
  }
  return environment;
}
