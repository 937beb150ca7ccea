import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { RunnerFleets, RunnerStack, type RunnerFleetsProps } from "../src";
import { only, ownStack, synthesise, synthesiseFleets, type Block } from "./synthesise";

const official = {
  manager: { chart: "gitlab-runner" },
  cluster: { name: "ci", preflight: "none" },
  fleets: { pods: { executor: "kubernetes", limit: 11, kubernetes: { image: "alpine:3.22" } } },
} as const satisfies Partial<RunnerFleetsProps>;

/** Values of a release, as Terraform is told them. */
const valuesOf = ({ locals }: ReturnType<typeof synthesiseFleets>): Block[] =>
  Object.entries(locals)
    .filter(([name]) => name.includes("_values_"))
    .map(([, values]) => values);

test("a deployment may have its manager from GitLab's own chart", () => {
  const stack = synthesiseFleets(official);
  expect(only(stack, "helm_release")).toMatchObject({ chart: "gitlab-runner", repository: "https://charts.gitlab.io" });
  expect(stack.resources).not.toHaveProperty("aws_autoscaling_group");
});

test("each of several managers is a release of its own, one rolled out after the other", () => {
  const stack = synthesiseFleets({ ...official, manager: { ...official.manager, shards: 2 } });
  const releases = Object.entries(stack.resources.helm_release ?? {}).map(([id, release]) => ({ id, ...release }));
  expect(releases.map(({ name }) => name).sort()).toEqual(["ci", "ci-2"]);
  const [first, second] = ["ci", "ci-2"].map((name) => releases.find((release) => release.name === name));
  expect(second?.depends_on).toContain(`helm_release.${first?.id}`);
  expect(first?.depends_on ?? []).not.toContain(`helm_release.${second?.id}`);
  expect(
    valuesOf(stack)
      .map(({ concurrent }) => concurrent)
      .sort(),
  ).toEqual([5, 6]);
});

test("its manager reaches the cache in S3 by the role of its service account", () => {
  const stack = synthesiseFleets({ ...official, cache: {} });
  const { service_account: account } = only(stack, "aws_eks_pod_identity_association");
  expect(valuesOf(stack)).toHaveLength(1);
  expect(valuesOf(stack)[0].serviceAccount).toMatchObject({ create: true, name: account });
  expect(valuesOf(stack)[0].extraEnv).toHaveProperty("AWS_REGION");
});

test("its token may come from a variable, under the key that the chart is told", () => {
  const stack = synthesiseFleets({
    ...official,
    cluster: { ...official.cluster, tokens: { source: "variable" } },
  });
  const secret = only(stack, "kubernetes_secret_v1");
  expect(Object.keys(secret.data_wo)).toEqual(["pods"]);
  expect(valuesOf(stack)[0].secrets).toEqual([
    { name: secret.metadata.name, items: [{ key: "pods", path: "runner-token" }] },
  ]);
});

const officialStack = (app: App) =>
  new RunnerStack(app, "official", { gitlab: { url: "https://gitlab.com" }, region: "eu-west-1", ...official });

test("template and values are outputs of the stack", () => {
  const outputs = Object.keys(synthesise(officialStack).outputs);
  expect(outputs.filter((name) => ["config_toml", "values_yaml"].includes(name))).toEqual([
    "config_toml",
    "values_yaml",
  ]);
});

test("template and values are files beside the stack, for a review", () => {
  const outdir = mkdtempSync(join(tmpdir(), "official-chart-"));
  try {
    const app = new App({ outdir });
    officialStack(app);
    app.synth();
    const rendered = (name: string) => readFileSync(join(outdir, "stacks/official/rendered", name), "utf8");
    expect(rendered("config.toml")).toMatch(/^\[\[runners\]\]\nlimit = 11\n/);
    expect(rendered("values.yaml")).toContain("executor: kubernetes\n");
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test("fails when the chart is a folder, which GitLab's cannot be", () => {
  const chart = { directory: join(__dirname, "../../../charts/runner-manager") };
  expect(() =>
    synthesise((app) => {
      const stack = ownStack(app);
      new RunnerFleets(stack, "Runners", { gitlab: { url: "https://gitlab.com" }, ...official, chart });
      return stack;
    }),
  ).toThrow(
    `own/Runners: 'chart' must name a registry where manager.chart is "gitlab-runner", got a folder; leave it out, or give 'oci' and 'version' of a copy`,
  );
});

test("fails when its fleet has machines", () => {
  expect(() => synthesiseFleets({ manager: official.manager, cluster: official.cluster })).toThrow(
    'fleets.linux.executor: must be kubernetes with a chart of "gitlab-runner", got docker-autoscaler',
  );
});
