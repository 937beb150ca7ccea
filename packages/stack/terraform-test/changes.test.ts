import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundledChart } from "@runner-fleet/eks-manager";
import type { App } from "cdktf";
import { parse as parseYaml } from "yaml";
import { RunnerStack, type RunnerStackProps } from "../src";
import { description, fleet } from "./description";
import type { Plan } from "./plan";
import { TerraformRun } from "./terraform-run";

const chart = mkdtempSync(join(tmpdir(), "runner-fleet-chart-"));
const run = new TerraformRun();

const base = { ...description, chart: { directory: chart } } satisfies RunnerStackProps;
const withFleet = (linux: Partial<RunnerStackProps["fleets"][string]>): Partial<RunnerStackProps> => ({
  fleets: { linux: { ...fleet, ...linux } as RunnerStackProps["fleets"][string] },
});

const planned = (props: Partial<RunnerStackProps> = {}): Plan => {
  run.synthesise((app: App) => new RunnerStack(app, "test", { ...base, ...props }));
  return run.plan();
};

interface Values {
  readonly chartDigest: string;
  readonly config: { readonly toml: string; readonly restartChecksum: string };
}

/** The values of the chart, before and after a plan. */
const values = (plan: Plan) => {
  const [before, after] = [plan.before("helm_release"), plan.after("helm_release")].map((release) => {
    const [text = ""] = release.values as string[];
    return parseYaml(text) as Values;
  }) as [Values, Values];
  return { before, after };
};

const release = "helm_release.Runners_Manager: update";
const group = "aws_autoscaling_group.Runners_Fleet-linux: update";

beforeAll(() => {
  const bundled = bundledChart();
  cpSync("directory" in bundled ? bundled.directory : "", chart, { recursive: true });
  run.apply(planned());
});
afterAll(() => {
  run.remove();
  rmSync(chart, { recursive: true });
});

test("nothing changes when nothing was changed", () => {
  expect(planned().changes).toEqual([]);
});

test.each<[string, Partial<RunnerStackProps>]>([
  ["idle policy", withFleet({ policies: [{ idleCount: 2, idleTime: "1h" }] })],
  ["job image", withFleet({ docker: { image: "debian:13" } })],
])("another %s reaches the manager without a restart", (_what, props) => {
  const plan = planned(props);
  const { before, after } = values(plan);
  expect(plan.changes).toEqual([release]);
  expect(after.config.toml).not.toBe(before.config.toml);
  expect(after.config.restartChecksum).toBe(before.config.restartChecksum);
});

test.each<[string, Partial<RunnerStackProps>, string[]]>([
  ["address of GitLab", { gitlab: { url: "https://gitlab.example.org" } }, [release]],
  ["size of a fleet", withFleet({ maxInstances: 5 }), [group, release]],
  [
    "plugin",
    { manager: { pluginVersion: "1.0.0" } },
    [
      "aws_iam_policy.Runners_ManagerRole_FleetPolicy: create+delete",
      "aws_iam_role_policy_attachment.Runners_ManagerRole_FleetPolicyAttachment: create+delete",
      release,
    ],
  ],
])("another %s restarts the manager", (_what, props, changes) => {
  const plan = planned(props);
  const { before, after } = values(plan);
  expect(plan.changes).toEqual(changes);
  expect(after.config.restartChecksum).not.toBe(before.config.restartChecksum);
});

test("another root volume is a new version of the template, for new machines, and the manager does not notice", () => {
  const plan = planned(withFleet({ machines: { ...fleet.machines, rootVolume: { sizeGiB: 100 } } }));
  // The group follows where the provider says that the template's version will change; one that calls no API does not.
  expect(plan.changes.filter((change) => change !== group)).toEqual([
    "aws_launch_template.Runners_Fleet-linux_LaunchTemplate: update",
  ]);
});

test("another tag replaces nothing", () => {
  const plan = planned({ aws: { tags: { team: "platform" } } });
  expect(plan.changes).toContain(group);
  expect(plan.removed).toEqual([]);
});

test("a second shard is added beside the first, which goes on as it is", () => {
  const plan = planned({ ...withFleet({ maxInstances: 8 }), manager: { shards: 2 } });
  expect(plan.changes).toContain("helm_release.Runners_Manager-2: create");
  expect(plan.changes).toContain("aws_autoscaling_group.Runners_Fleet-linux-2: create");
  expect(plan.changes.filter((change) => !change.endsWith(": create"))).toEqual([]);
});

test("another template of the chart is rolled out, another file of its folder is not", () => {
  appendFileSync(join(chart, "README.md"), "\nAnother sentence.\n");
  expect(planned().changes).toEqual([]);
  appendFileSync(join(chart, "templates/service.yaml"), "# Another line.\n");
  const plan = planned();
  const { before, after } = values(plan);
  expect(plan.changes).toEqual([release]);
  expect(after).toEqual({ ...before, chartDigest: expect.not.stringMatching(before.chartDigest) });
});
