import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const chart = JSON.parse(readFileSync(join(root, "charts/runner-manager/package.json"), "utf8"));

describe("the version of a release", () => {
  const versionOf = (...tag: string[]) =>
    spawnSync(process.execPath, [join(root, "scripts/release-version.mjs"), ...tag], { encoding: "utf8" });

  test("is that of the packages, charts and changelog, if the tag names it", () => {
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
    expect(stderr).toContain(
      `release: the tag must be v and the version that everything has, got ${got}, and ${chart.version} in `,
    );
    for (const place of [
      "package.json",
      "packages/stack/package.json",
      "charts/runner-cache/Chart.yaml",
      "CHANGELOG.md",
    ]) {
      expect(stderr).toContain(place);
    }
  });
});

describe("the release workflow", () => {
  interface Step {
    readonly name?: string;
    readonly run?: string;
    readonly uses?: string;
    readonly with?: Record<string, unknown>;
  }
  interface Job {
    readonly environment?: string;
    readonly needs?: string;
    readonly permissions: Record<string, string>;
    readonly steps: readonly Step[];
  }

  const workflow = parse(readFileSync(join(root, ".github/workflows/release.yml"), "utf8"));
  const {
    test: check,
    chart: publish,
    image,
    "publish-image": publishImage,
    pack,
    "publish-npm": publishNpm,
    ...others
  } = workflow.jobs as Record<string, Job>;
  const runs = (job: Job | undefined) => job!.steps.flatMap(({ run }) => run ?? []);

  test("starts by a tag of a version alone, and is not cut off", () => {
    expect(workflow.on).toEqual({ push: { tags: ["v*"] } });
    expect(workflow.concurrency["cancel-in-progress"]).toBe(false);
  });

  test("checks all that a pull request must pass before anything is published", () => {
    expect(Object.keys(others)).toEqual([]);
    expect(runs(check)).toEqual(['node scripts/release-version.mjs "$GITHUB_REF_NAME"', "npm ci", "npm run ci"]);
    const order = [publish, image, publishImage, pack, publishNpm].map((job) => job!.needs);
    expect(order).toEqual(["test", "test", "image", "test", "pack"]);
  });

  test("gives what checks, builds and scans no right to publish, and installs nothing from npm where it may", () => {
    for (const job of [check, image, pack]) expect(job!.permissions).toEqual({ contents: "read" });
    for (const job of [publish, publishImage]) {
      expect(job!.permissions).toEqual({ contents: "read", packages: "write", "id-token": "write" });
    }
    expect(publishNpm!.permissions).toEqual({ contents: "read", "id-token": "write" });
    for (const job of [publish, image, publishImage, publishNpm]) {
      expect(runs(job).filter((run) => /\bnp[mx] (?!")/.test(run))).toEqual([]);
    }
  });

  test("publishes the npm packages that were packed and checked, as the workflow that npm trusts, without a token", () => {
    expect(runs(pack)).toEqual(["npm ci", 'npm run check:pack -- --keep "$RUNNER_TEMP/npm"', "npm run docs:api"]);
    expect(runs(publishNpm)).toEqual([
      'node scripts/release-version.mjs "$GITHUB_REF_NAME"',
      'node scripts/publish.mjs "$RUNNER_TEMP/npm"',
    ]);
    const handed = [pack, publishNpm].map(
      (job) =>
        job!.steps.find((step) => step.uses?.includes("load-artifact@") && step.with?.name === "npm")!.with?.path,
    );
    expect(handed).toEqual(["${{ runner.temp }}/npm", "${{ runner.temp }}/npm"]);
    expect(publishNpm!.environment).toBe("npm");
    expect(JSON.stringify(publishNpm)).not.toMatch(/secrets\.|_TOKEN|registry-url/);
    // npm takes the workflow's identity from 11.5.1 on, which Node 24 brings.
    const node = publishNpm!.steps.find(({ uses }) => uses?.startsWith("actions/setup-node@"));
    expect(node!.with?.["node-version"]).toBe("24");
  });

  test("publishes every chart", () => {
    const charts = readdirSync(join(root, "charts"));
    expect(workflow.jobs.chart.strategy.matrix.chart).toEqual(charts.sort());
    expect(workflow.jobs.chart.env.NAME).toBe("${{ matrix.chart }}");
  });

  test("takes nothing from a cache that another run has written", () => {
    const steps = [check, publish, image, publishImage, pack, publishNpm].flatMap((job) => job!.steps);
    const setups = steps.filter(({ uses }) => uses?.startsWith("actions/setup-node@"));
    expect(setups.map((step) => step.with?.["package-manager-cache"])).toEqual(Array(6).fill(false));
    const setupGo = steps.filter(({ uses }) => uses?.startsWith("actions/setup-go@"));
    expect(setupGo.map((step) => step.with?.cache)).toEqual([false]);
    const emulators = steps.filter(({ uses }) => uses?.startsWith("docker/setup-qemu-action@"));
    expect(emulators.map((step) => step.with?.["cache-image"])).toEqual([false]);
    expect(steps.filter(({ uses }) => uses?.startsWith("actions/cache@"))).toEqual([]);
  });

  test.each([
    ["chart", () => publish, 'echo "PUSHED=$CHARTS/$NAME@$digest"'],
    ["image", () => publishImage, 'echo "PUSHED=$pushed"'],
  ])("signs the digest of the %s that was pushed, and verifies that this workflow has signed it", (_, job, kept) => {
    const [push, sign, verify] = runs(job()).slice(-3);
    expect(push).toContain(kept);
    expect(sign).toBe('cosign sign --yes "$PUSHED"');
    expect(verify).toContain('cosign verify "$PUSHED"');
    expect(verify).toContain('--certificate-identity "https://github.com/$GITHUB_WORKFLOW_REF"');
  });

  test("looks the pins up before it builds the image, for both architectures, with provenance and contents attested", () => {
    const steps = runs(image);
    const at = (text: string) => steps.findIndex((run) => run.includes(text));
    expect(at("node scripts/pin.mjs")).toBe(0);
    const build = at("docker buildx build packages/runner-image/image ");
    expect(build).toBeGreaterThan(0);
    for (const option of [
      "--platform linux/amd64,linux/arm64",
      "--provenance mode=max",
      '--attest "type=sbom,generator=$SBOM_GENERATOR"',
      '--output "type=oci,dest=$RUNNER_TEMP/manager.tar"',
    ]) {
      expect(steps[build]).toContain(option);
    }
    expect(steps.filter((run) => run.includes("--push"))).toEqual([]);
  });

  test("publishes only what was scanned for what is critical and can be mended, on both architectures", () => {
    const steps = image!.steps;
    const scans = steps.filter(({ uses }) => uses?.startsWith("anchore/scan-action@"));
    expect(scans.map((step) => step.with)).toEqual(
      ["amd64", "arm64"].map((architecture) => ({
        image: `oci-dir:manager-${architecture}`,
        "only-fixed": true,
        "severity-cutoff": "critical",
        "output-format": "table",
      })),
    );
    // The scanned layouts share the bytes of the archive that is handed on, and this step is the last.
    expect(runs(image).at(-1)).toContain("node scripts/split-oci-layout.mjs manager amd64 arm64");
    expect(steps.at(-1)!.with?.path).toBe("${{ runner.temp }}/manager.tar");
    expect(publishImage!.steps.some(({ uses }) => uses?.startsWith("actions/download-artifact@"))).toBe(true);
  });
});
