import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatFinding } from "../src/findings/config-error";
import { checkConfig } from "../src/check/read-config";
import { rules } from "../src/rules";
import { descriptionWith, type Changes } from "./changed";
import { clusterCases } from "./rules/cluster-cases";
import { dockerCases } from "./rules/docker-cases";
import { ecrCases } from "./rules/ecr-cases";
import { extraCases } from "./rules/extra-cases";
import { instanceCases } from "./rules/instance-cases";
import { isolationCases } from "./rules/isolation-cases";
import { jobNamespaceCases } from "./rules/job-namespace-cases";
import { jobQuotaCases } from "./rules/job-quota-cases";
import { kubernetesCases } from "./rules/kubernetes-cases";
import { machinesCases } from "./rules/machines-cases";
import { managerCases } from "./rules/manager-cases";
import { officialChartCases } from "./rules/official-chart-cases";
import { managerRecordCases } from "./rules/manager-record-cases";
import { platformCases } from "./rules/platform-cases";
import { podResourceCases } from "./rules/pod-resource-cases";
import { podSecurityCases } from "./rules/pod-security-cases";
import { registrationCases } from "./rules/registration-cases";
import type { RuleCases } from "./rules/rule-cases";
import { scheduleCases } from "./rules/schedule-cases";
import { sharedCacheCases } from "./rules/shared-cache-cases";
import { sizesCases } from "./rules/sizes-cases";
import { trustCases } from "./rules/trust-cases";
import { versionCases } from "./rules/version-cases";

/** The cases of all files; a rule may have some in several. */
const cases = [
  managerCases,
  versionCases,
  platformCases,
  managerRecordCases,
  registrationCases,
  trustCases,
  clusterCases,
  sizesCases,
  scheduleCases,
  isolationCases,
  instanceCases,
  dockerCases,
  kubernetesCases,
  podResourceCases,
  podSecurityCases,
  jobNamespaceCases,
  jobQuotaCases,
  officialChartCases,
  sharedCacheCases,
  ecrCases,
  machinesCases,
  extraCases,
].reduce<Record<string, RuleCases[string]>>((all, more) => {
  for (const [id, { fires, quiet }] of Object.entries(more)) {
    const before = all[id];
    all[id] = { fires: [...(before?.fires ?? []), ...fires], quiet: [...(before?.quiet ?? []), ...quiet] };
  }
  return all;
}, {});

const findingsOf = (rule: string, changes: Changes) =>
  checkConfig(descriptionWith(changes)).findings.filter((finding) => finding.rule === rule);
const schemaFindingsOf = (changes: Changes) =>
  checkConfig(descriptionWith(changes)).findings.filter((finding) => finding.rule.startsWith("schema-"));

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const { fires, quiet } = cases[id] ?? { fires: [], quiet: [] };

  test("has a case that it finds and one that it lets pass", () => {
    expect(fires.length).toBeGreaterThan(0);
    expect(quiet.length).toBeGreaterThan(0);
  });

  test.each(fires.map(({ when, says }) => [when, says] as const))("finds %j", (when, says) => {
    expect(schemaFindingsOf(when)).toEqual([]);
    expect(says.length).toBeGreaterThan(0);
    expect(findingsOf(id, when).map(formatFinding)).toEqual(says);
    expect(findingsOf(id, when).map(({ severity }) => severity)).toEqual(says.map(() => rule.severity));
  });

  test.each(quiet.map((when) => [when] as const))("lets %j pass", (when) => {
    expect(schemaFindingsOf(when)).toEqual([]);
    expect(findingsOf(id, when)).toEqual([]);
  });

  test("lives in a file of its own name and says its title there", () => {
    const source = readFileSync(join(__dirname, "../src/rules", `${id}.ts`), "utf8");
    expect(source).toContain(`id: "${id}"`);
    expect(source.replaceAll(/\s+/g, " ")).toContain(`/** ${rule.title}. */`);
  });

  test("says why and what to do in plain sentences", () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.why).toMatch(/^\S.*[.]$/);
    expect(rule.fix).toMatch(/^[a-z].*[^.]$/);
  });
});

test("every file of a rule is in the list, and no rule is in it twice", () => {
  const files = readdirSync(join(__dirname, "../src/rules")).filter((file) => file !== "index.ts");
  expect(files.map((file) => file.replace(".ts", "")).sort()).toEqual(rules.map(({ id }) => id).sort());
});

test("every case belongs to a rule", () => {
  expect(Object.keys(cases).sort()).toEqual(rules.map(({ id }) => id).sort());
});
