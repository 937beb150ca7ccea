import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { brokenPairs, testedKubernetes, versionedParts } from "../../src/fleets/version-skew";
import { rules } from "../../src/rules";
import { versions } from "../../src/versions";

const read = (path: string) => readFileSync(join(__dirname, "../../../..", path), "utf8");

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly strategy?: { readonly matrix: { readonly node?: string[]; readonly kubernetes?: string[] } };
        readonly steps: readonly { readonly with?: Readonly<Record<string, unknown>> }[];
      }
    >
  >;
}
const workflow = parse(read(".github/workflows/ci.yml")) as Workflow;
const chart = parse(read("charts/runner-manager/Chart.yaml")) as { kubeVersion: string; appVersion: string };
const partNamed = (name: string) => versionedParts.find((part) => part.name === name);
const testedOf = (name: string) => partNamed(name)?.tested;

describe("the table of versions says what", () => {
  test("every change is tried on: the Kubernetes of the workflow, each with a kind of its own", () => {
    expect(workflow.jobs.kubernetes?.strategy?.matrix.kubernetes).toEqual(testedKubernetes);
    const kinds = read("scripts/tools/kind.txt").trim().split("\n");
    expect(kinds.map((line) => line.split(" ")[0])).toEqual(testedKubernetes);
    expect(testedOf("Kubernetes")).toEqual(testedKubernetes);
  });

  test("the chart takes: from the oldest Kubernetes that is tried", () => {
    const [oldest] = testedKubernetes;
    expect(chart.kubeVersion).toBe(`>=${oldest}.0-0`);
    expect(partNamed("Kubernetes")?.works).toBe(`${oldest} and newer`);
  });

  test("is pinned: GitLab Runner, its plugin and its chart", () => {
    expect(chart.appVersion).toBe(versions.gitlabRunner);
    expect(testedOf("GitLab Runner")).toEqual([versions.gitlabRunner]);
    expect(testedOf("GitLab's fleeting plugin for AWS")).toEqual([versions.awsPlugin]);
    expect(partNamed("GitLab's own chart, gitlab-runner")?.works).toBe(versions.officialChart);
    expect(read("docs/official-chart.md")).toContain(
      `rendered with the chart's version ${testedOf("GitLab's own chart, gitlab-runner")?.[0]}.`,
    );
  });

  test("the workflow installs: Terraform and Node.js", () => {
    const steps = Object.values(workflow.jobs).flatMap(({ steps }) => steps);
    const terraform = steps.flatMap(({ with: values }) => values?.terraform_version ?? []);
    expect(terraform.length).toBeGreaterThan(0);
    expect(new Set(terraform)).toEqual(new Set(testedOf("Terraform")));
    expect(workflow.jobs.test?.strategy?.matrix.node).toEqual(testedOf("Node.js"));
    const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
    expect(partNamed("Node.js")?.works).toContain(`${engines.node.replace(">=", "")} and newer`);
  });

  test("the tools are built from: OpenTofu and helm", () => {
    expect(read("scripts/tools/opentofu/go.mod")).toContain(
      `github.com/opentofu/opentofu v${testedOf("OpenTofu")?.[0]} `,
    );
    const helms = [...read("scripts/helm.mjs").matchAll(/^ {2}\/\/ helm ([\d.]+)$/gm)].map(([, version]) => version);
    expect(helms).toEqual(testedOf("Helm"));
    expect(read("scripts/helm.mjs")).toContain("const oldest = [3, 18]");
    expect(partNamed("Helm")?.works).toMatch(/^3\.18 and newer/);
  });

  test("modules ask for: Terraform and OpenTofu from 1.11", () => {
    expect(read("terraform/eks-docker-autoscaler/versions.tf")).toContain('required_version = ">= 1.11"');
    expect(["Terraform", "OpenTofu"].map((name) => partNamed(name)?.works)).toEqual(Array(2).fill("1.11 and newer"));
  });
});

test("a pair that is known to break is held by a rule that exists, or by what is named in its place", () => {
  const ids = new Set(rules.map(({ id }) => id));
  const others = brokenPairs.map(({ held }) => held).filter((held) => !ids.has(held));
  expect(others).toEqual([
    "the role's rights follow `manager.pluginVersion`",
    "`kubeVersion` of the chart",
    "`required_version`",
  ]);
  expect(brokenPairs.map(({ held }) => held)).toContain("version-pair-broken");
});

test("every source is an address or a file of the project", () => {
  const sources = [...versionedParts, ...brokenPairs].map(({ source }) => source);
  const files = sources.filter((source) => !source.startsWith("https://"));
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => read(file) === "")).toEqual([]);
});
