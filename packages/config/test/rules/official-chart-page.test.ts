import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkConfig } from "../../src/check/read-config";
import { versions } from "../../src/versions";
import { officialChartCases } from "./official-chart-cases";

const page = readFileSync(join(__dirname, "../../../../docs/official-chart.md"), "utf8");

test("the page's description is taken, with nothing to say of the chart", () => {
  const [, yaml] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  const { config, findings } = checkConfig(parse(yaml ?? ""));
  expect(config?.manager.chart).toBe("gitlab-runner");
  expect(findings.map(({ rule }) => rule)).toEqual(["jobs-without-network-policy"]);
});

test("the page names every setting that is refused", () => {
  const said = (officialChartCases["official-chart-lacks-setting"]?.fires ?? []).flatMap(({ says }) => says);
  const settings = new Set(said.map((line) => line.slice(0, line.indexOf(":")).replace("fleets.pods.", "")));
  expect(settings.size).toBeGreaterThan(10);
  const missing = [...settings].filter(
    (setting) => !page.includes(`\`${setting}`) && !page.includes(`\`${setting.split(".").at(-1) ?? ""}`),
  );
  expect(missing).toEqual([]);
});

test("the page's versions are the pinned ones", () => {
  expect(page.replaceAll("\n", " ")).toContain(`(${versions.officialChart}, GitLab Runner ${versions.gitlabRunner})`);
});
