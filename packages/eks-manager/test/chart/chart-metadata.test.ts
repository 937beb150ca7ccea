import { readFileSync } from "node:fs";
import { join } from "node:path";
import { versions } from "@runner-fleet/config";
import { parse } from "yaml";
import { chartFolder, type Json } from "./render-chart";

const read = (file: string) => readFileSync(join(chartFolder, file), "utf8");
const chart: Json = parse(read("Chart.yaml"));

/** An annotation of Artifact Hub whose text is YAML itself. */
const annotation = (name: string): Json => parse(chart.annotations[`artifacthub.io/${name}`]);

test("the chart and its npm package have one version", () => {
  expect(chart.version).toBe(JSON.parse(read("package.json")).version);
});

test("the chart's appVersion is the pinned GitLab Runner", () => {
  expect(chart.appVersion).toBe(versions.gitlabRunner);
});

describe("what Artifact Hub is told", () => {
  // https://artifacthub.io/docs/topics/annotations/helm: what else stands there is not indexed, or refused.
  const categories = ["ai-machine-learning", "database", "integration-delivery", "monitoring-logging", "networking"];
  const kinds = ["added", "changed", "deprecated", "removed", "fixed", "security"];

  test("the image to scan is the one that the chart runs by default", () => {
    const { repository } = parse(read("values.yaml")).image;
    expect(annotation("images")).toEqual([
      { name: "gitlab-runner", image: `${repository}:alpine-v${versions.gitlabRunner}` },
    ]);
  });

  test("the chart is a prerelease if its version says so", () => {
    expect(chart.annotations["artifacthub.io/prerelease"]).toBe(String(chart.version.includes("-")));
  });

  test("the category is one of its own", () => {
    expect(categories).toContain(chart.annotations["artifacthub.io/category"]);
  });

  test("every change has a kind and a description", () => {
    const changes: Json[] = annotation("changes");
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.filter(({ kind, description }) => !kinds.includes(kind) || !/^[A-Z].+/.test(description))).toEqual(
      [],
    );
  });

  test("every link has a name and an address", () => {
    const links: Json[] = annotation("links");
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter(({ name, url }) => !name || !/^https:\/\/\S+$/.test(url))).toEqual([]);
  });

  test("links into the repository begin with its address", () => {
    const own = annotation("links").filter(({ url }: Json) => url.includes("runner-fleet"));
    expect(own.length).toBeGreaterThan(0);
    for (const url of [...own.map(({ url }: Json) => url), chart.sources[0]]) {
      expect(url).toMatch(new RegExp(`^${chart.home}/`));
    }
  });
});
