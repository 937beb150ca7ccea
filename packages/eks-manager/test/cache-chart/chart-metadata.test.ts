import { parse } from "yaml";
import { chartFolder, type Json } from "../chart/render-chart";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheChartFile } from "./render-cache";

const chart: Json = parse(cacheChartFile("Chart.yaml"));
const values: Json = parse(cacheChartFile("values.yaml"));
/** An annotation of Artifact Hub whose text is YAML itself. */
const annotation = (name: string): Json => parse(chart.annotations[`artifacthub.io/${name}`]);

test("the chart has the version of its npm package and of the manager's chart", () => {
  const manager = parse(readFileSync(join(chartFolder, "Chart.yaml"), "utf8"));
  expect([JSON.parse(cacheChartFile("package.json")).version, manager.version]).toEqual([chart.version, chart.version]);
});

test("the images to scan are those that the chart runs by default", () => {
  const image = ({ repository, tag }: Json) => `${repository}:${tag}`;
  expect(annotation("images").map((each: Json) => each.image)).toEqual([
    `${values.image.repository}:v${chart.appVersion}`,
    image(values.credentials.image),
    image(values.monitoring.image),
  ]);
});

test("every link has a name and an address, those into the repository begin with its own", () => {
  const links: Json[] = annotation("links");
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter(({ name, url }) => !name || !/^https:\/\/\S+$/.test(url))).toEqual([]);
  const own = [...links.map(({ url }) => url), ...chart.sources].filter((url: string) => url.includes("runner-fleet"));
  expect(own.filter((url) => !url.startsWith(`${chart.home}/`))).toEqual([]);
});

test("every change has a kind that Artifact Hub knows and a description", () => {
  const kinds = ["added", "changed", "deprecated", "removed", "fixed", "security"];
  const changes: Json[] = annotation("changes");
  expect(changes.length).toBeGreaterThan(0);
  expect(changes.filter(({ kind, description }) => !kinds.includes(kind) || !/^[A-Z].+/.test(description))).toEqual([]);
});

test("the record that the chart links to is there", () => {
  const [{ url }] = annotation("links");
  const record = /docs\/decisions\/(\S+\.md)$/.exec(url)?.[1] ?? "";
  expect(readFileSync(join(chartFolder, "../../docs/decisions", record), "utf8")).toContain("# 7. ");
});
