import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const chart = JSON.parse(readFileSync(join(root, "charts/runner-manager/package.json"), "utf8"));

describe("the version of a release", () => {
  const versionOf = (...tag: string[]) =>
    spawnSync(process.execPath, [join(root, "scripts/release-version.mjs"), ...tag], { encoding: "utf8" });

  test("is the chart's, if the tag names it", () => {
    const { status, stdout } = versionOf(`v${chart.version}`);
    expect([status, stdout]).toEqual([0, `${chart.version}\n`]);
  });

  test.each([
    ["another version", ["v99.0.0"], "v99.0.0"],
    ["no v", [chart.version], chart.version],
    ["nothing", [], "none"],
  ])("is refused if the tag has %s", (_name, tag, got) => {
    const { status, stdout, stderr } = versionOf(...tag);
    expect([status, stdout]).toEqual([1, ""]);
    const places = ["runner-cache", "runner-manager"].flatMap((name) =>
      ["Chart.yaml", "package.json"].map((file) => `charts/${name}/${file} (${chart.version})`),
    );
    expect(stderr).toBe(
      `release: the tag must be v and the version in each of ${places.join(", ")}, got ${got}; tag the commit that sets this version\n`,
    );
  });
});

describe("the release workflow", () => {
  interface Step {
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Record<string, unknown>;
  }
  interface Job {
    readonly needs?: string;
    readonly permissions: Record<string, string>;
    readonly steps: readonly Step[];
  }

  const workflow = parse(readFileSync(join(root, ".github/workflows/release.yml"), "utf8"));
  const { test: check, chart: publish, ...others } = workflow.jobs as Record<string, Job>;
  const runs = (job: Job | undefined) => job!.steps.flatMap(({ run }) => run ?? []);

  test("starts by a tag of a version alone, and is not cut off", () => {
    expect(workflow.on).toEqual({ push: { tags: ["v*"] } });
    expect(workflow.concurrency["cancel-in-progress"]).toBe(false);
  });

  test("checks all that a pull request must pass before anything is published", () => {
    expect(Object.keys(others)).toEqual([]);
    expect(runs(check)).toEqual(['node scripts/release-version.mjs "$GITHUB_REF_NAME"', "npm ci", "npm run ci"]);
    expect(publish!.needs).toBe("test");
  });

  test("gives the checks no right to publish, and installs nothing from npm where it may", () => {
    expect(check!.permissions).toEqual({ contents: "read" });
    expect(publish!.permissions).toEqual({ contents: "read", packages: "write", "id-token": "write" });
    expect(runs(publish).filter((run) => /\bnp[mx]\b/.test(run))).toEqual([]);
  });

  test("publishes every chart", () => {
    const charts = readdirSync(join(root, "charts"));
    expect(workflow.jobs.chart.strategy.matrix.chart).toEqual(charts.sort());
    expect(workflow.jobs.chart.env.NAME).toBe("${{ matrix.chart }}");
  });

  test("takes nothing from a cache that another run has written", () => {
    const steps = [...check!.steps, ...publish!.steps];
    const setups = steps.filter(({ uses }) => uses?.startsWith("actions/setup-node@"));
    expect(setups.map((step) => step.with?.["package-manager-cache"])).toEqual([false, false]);
    expect(steps.filter(({ uses }) => uses?.startsWith("actions/cache@"))).toEqual([]);
  });

  test("signs the digest that was pushed, and verifies that this workflow has signed it", () => {
    const [push, sign, verify] = runs(publish).slice(-3);
    expect(push).toContain('echo "PUSHED=$CHARTS/$NAME@$digest"');
    expect(sign).toBe('cosign sign --yes "$PUSHED"');
    expect(verify).toContain('cosign verify "$PUSHED"');
    expect(verify).toContain('--certificate-identity "https://github.com/$GITHUB_WORKFLOW_REF"');
  });
});
