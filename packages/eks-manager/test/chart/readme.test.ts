import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { managerResources, versions } from "@runner-fleet/config";
import { parse } from "yaml";
import { chartFolder, ciValues, helm, valuesWith, type Json } from "./render-chart";

const readme = readFileSync(join(chartFolder, "README.md"), "utf8");

/** Cells of a table's rows, without their padding and back ticks; the table is known by its first heading. */
const rows = (heading: string): string[][] => {
  const [, body] = new RegExp(`^\\| ${heading} .*\\n\\|[- |]+\\n((?:\\|.*\\n)+)`, "m").exec(readme) ?? [];
  return (body ?? "")
    .trim()
    .split("\n")
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
};

test("its requests are those that a description of as many machines gets", () => {
  const table = rows("machines");
  const bounds = table.map(([machines]) => Number(/^up to (\d+)$/.exec(machines!)?.[1] ?? Infinity));
  expect(bounds).toEqual([20, 100, 400, Infinity]);
  const asWritten = table.map(([, cpu, memory]) => ({ cpu, memory }));
  expect(bounds.map((bound) => managerResources(bound))).toEqual(asWritten);
  // The step holds from the one before it on.
  expect(bounds.slice(0, -1).map((bound) => managerResources(bound + 1))).toEqual(asWritten.slice(1));
});

test("the chart's own requests are those for 100 machines", () => {
  const { resources } = parse(readFileSync(join(chartFolder, "values.yaml"), "utf8"));
  const { cpu, memory } = managerResources(100);
  expect(resources).toEqual({ requests: { cpu, memory }, limits: { memory } });
});

test("it names the pinned versions", () => {
  const named = [...readme.matchAll(/(?:runner|helper):(?:alpine-|x86_64-)v([\d.]+\d)/g)].map(([, version]) => version);
  expect(named).toEqual([versions.gitlabRunner, versions.gitlabRunner]);
  const plugins = [...readme.matchAll(/plugins\/aws:([\d.]+)/g)].map(([, version]) => version);
  expect(plugins).toEqual([versions.awsPlugin]);
});

test("it shows every file of values but the one with everything", () => {
  const linked = [...readme.matchAll(/\]\(ci\/(.*?)\)/g)].map(([, file]) => file!);
  expect([...linked, "full-values.yaml"].toSorted()).toEqual(readdirSync(join(chartFolder, "ci")));
});

/** The values that it shows under a heading. */
const shown = (heading: string) => {
  const [, section = ""] = readme.split(`\n## ${heading}\n`);
  return parse(/```yaml\n(.*?)```/s.exec(section)![1]!);
};

test("the volume that it shows is accepted", () => {
  const toml = `${valuesWith({}).config.toml}\n[runners.autoscaler.state_storage]\nenabled = true\n`;
  const values = valuesWith({ ...shown("Machines that outlive a pod"), config: { toml } });
  expect(helm(["template", "linux", chartFolder], values)).toContain("kind: PersistentVolumeClaim");
});

test("the namespace of jobs that it shows is accepted", () => {
  const values = { ...ciValues("kubernetes-executor"), ...shown("Jobs' namespaces") };
  values.jobs.namespaces["ci-jobs"].podSecurity = "baseline";
  expect(helm(["template", "linux", chartFolder], values)).toContain("kind: ResourceQuota");
});

test("it names every key of a namespace of jobs", () => {
  const { jobNamespace } = JSON.parse(readFileSync(join(chartFolder, "values.schema.json"), "utf8")).definitions;
  const paths = (schema: Json, parent = ""): string[] =>
    Object.entries<Json>(schema.properties).flatMap(([key, child]) =>
      child.properties && key !== "limitRange" ? paths(child, `${parent}${key}.`) : [`${parent}${key}`],
    );
  const named = rows("key").flatMap(([keys]) => keys!.split(", "));
  const inSchema = paths(jobNamespace).filter((path) => path !== "networkPolicy.enabled");
  expect(named.toSorted()).toEqual([...inSchema, "networkPolicy"].toSorted());
});
