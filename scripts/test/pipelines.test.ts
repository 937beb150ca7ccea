import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isCollection, isScalar, parse, parseDocument } from "yaml";

const root = resolve(__dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const workflows = [
  ".github/workflows/ci.yml",
  "examples/ci/.github/workflows/runner-fleet.yml",
  ".github/workflows/release.yml",
];

interface Job {
  readonly permissions?: Record<string, string>;
  readonly strategy?: { readonly matrix: Record<string, readonly unknown[]> };
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

const jobs = (path: string): [string, Job][] => Object.entries(parse(read(path)).jobs);
const scripts: Record<string, string> = JSON.parse(read("package.json")).scripts;

describe("workflows", () => {
  test("every action is pinned by its commit, with its version behind it, and to one commit everywhere", () => {
    const uses = workflows.flatMap((path) => [...read(path).matchAll(/uses: (.*)/g)].map(([, action]) => action!));
    expect(uses.length).toBeGreaterThan(10);
    const pins = new Map<string, string>();
    for (const action of uses) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      const [name, pin] = action.split("@") as [string, string];
      expect(pins.get(name) ?? pin).toBe(pin);
      pins.set(name, pin);
    }
  });

  test.each(workflows)("%s gives no permission to all its jobs at once", (path) => {
    expect(parse(read(path)).permissions).toEqual({});
  });

  test("our own jobs may read the repository and nothing else", () => {
    expect(jobs(workflows[0]!).map(([name, { permissions }]) => [name, permissions])).toEqual([
      ["test", { contents: "read" }],
      ["tools", { contents: "read" }],
      ["packages", { contents: "read" }],
      ["kubernetes", { contents: "read" }],
    ]);
  });

  test("in a team's workflow the job that runs npm has no identity in AWS, and those with one run no npm", () => {
    const identities = jobs(workflows[1]!).map(([name, { permissions, steps }]) => ({
      name,
      identity: permissions?.["id-token"] === "write",
      npm: steps.some(({ run }) => /\bnp[mx]\b/.test(run ?? "")),
    }));
    expect(identities).toEqual([
      { name: "verify", identity: false, npm: true },
      { name: "plan", identity: true, npm: false },
      { name: "deploy", identity: true, npm: false },
    ]);
  });

  test("Node 20, 22 and 24 are tested", () => {
    expect(jobs(workflows[0]!)[0]![1].strategy?.matrix.node).toEqual(["20", "22", "24"]);
  });
});

describe("clusters", () => {
  const rows = read("scripts/tools/kind.txt").trim().split("\n");
  const minors = Array.from({ length: 8 }, (_, index) => `1.${28 + index}`);
  const { matrix } = jobs(workflows[0]!).find(([name]) => name === "kubernetes")![1].strategy!;

  test("every supported version of Kubernetes is tested, the first and the last with Helm 3, too", () => {
    expect(matrix.kubernetes).toEqual(minors);
    expect(matrix.helm).toEqual(["4"]);
    expect(matrix.include).toEqual([
      { kubernetes: minors[0], helm: "3" },
      { kubernetes: minors.at(-1), helm: "3" },
    ]);
    expect(parse(read("charts/runner-manager/Chart.yaml")).kubeVersion).toBe(`>=${minors[0]}.0-0`);
  });

  test("there is a kind and an image by digest for each of them", () => {
    expect(rows.map((row) => row.split(" ")[0])).toEqual(minors);
    for (const row of rows) {
      const [minor, kind, image] = row.split(" ");
      expect(kind).toMatch(/^sigs\.k8s\.io\/kind@v\d+\.\d+\.\d+$/);
      expect(image).toMatch(/^kindest\/node:v\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/);
      expect(image).toContain(`:v${minor}.`);
    }
  });
});

describe("the same commands everywhere", () => {
  const called = (text: string): string[] =>
    [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name!);

  const runs = jobs(workflows[0]!).flatMap(([, { steps }]) => steps.flatMap(({ run }) => run ?? []));
  const inWorkflow = new Set(runs.flatMap(called));
  const [, loop] = /^for check in (.*); do$/m.exec(read(".ci/run"))!;
  const inRun = new Set([...loop!.split(" "), ...called(read(".ci/run"))]);

  test("the workflow installs and calls npm scripts, and checks nothing by itself", () => {
    const installs = ["npm ci", "scripts/install-tools.sh", 'scripts/start-kind.sh "$KUBERNETES"'];
    const checks = runs.filter((run) => !installs.includes(run));
    expect(checks.length).toBeGreaterThan(3);
    for (const run of checks) expect(run).toMatch(/^npm run [\w:]+( -- --testNamePattern "[^"]+")?$/);
  });

  test("every npm script that is called exists", () => {
    expect([...inWorkflow, ...inRun].filter((name) => !(name in scripts))).toEqual([]);
  });

  test(".ci/run calls what the workflow calls, and the format check, linter, type-check, build and tests are in it", () => {
    // Pods run where Docker does.
    expect([...inRun, "test:kind"].sort()).toEqual([...inWorkflow].sort());
    expect([...inRun]).toEqual(expect.arrayContaining(["ci", "check:pack", "docs:api"]));
    expect(scripts.ci).toMatch(/npm run format:check && .*turbo run lint typecheck build test$/);
  });
});

describe("a team's GitLab pipeline", () => {
  const pipeline = parse(read("examples/ci/.gitlab-ci.yml"));

  test("has a verify, a plan and a deploy job", () => {
    const reserved = ["stages", "variables", "workflow", "default"];
    expect(Object.keys(pipeline).filter((key) => !reserved.includes(key) && !key.startsWith("."))).toEqual([
      "verify",
      "plan",
      "deploy",
    ]);
  });

  test("gives an identity in AWS to plan and deploy only", () => {
    expect(pipeline.verify).not.toHaveProperty("id_tokens");
    expect(pipeline.plan.extends).toBe(".aws");
    expect(pipeline.deploy.extends).toBe(".aws");
    expect(pipeline[".aws"].id_tokens).toEqual({ AWS_ID_TOKEN: { aud: "$CI_SERVER_URL" } });
  });

  test("deploys from the default branch, one at a time, into a protected environment", () => {
    expect(pipeline.deploy).toMatchObject({
      environment: "production",
      interruptible: false,
      resource_group: "runner-fleet",
      rules: [{ if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" }],
    });
  });
});

describe("what checkov skips", () => {
  const skipped = (text: string): { id: unknown; reason: string }[] => {
    const checks = parseDocument(text).get("skip-check");
    if (!isCollection(checks)) throw new Error(".checkov.yaml: 'skip-check' must be a list");
    return checks.items.map((item) => {
      if (!isScalar(item)) throw new Error(".checkov.yaml: 'skip-check' must be a list of ids");
      // The parser gives a comment above the first item to the list.
      const above = item.commentBefore ?? (item === checks.items[0] ? checks.commentBefore : undefined);
      return { id: item.value, reason: `${above ?? ""}${item.comment ?? ""}`.trim() };
    });
  };

  test("a reason is found above the id and behind it, and one that is missing is seen", () => {
    const text = "skip-check:\n  # One reason.\n  - CKV_AWS_1\n  - CKV_AWS_2 # Another reason.\n  - CKV_AWS_3\n";
    expect(skipped(text)).toEqual([
      { id: "CKV_AWS_1", reason: "One reason." },
      { id: "CKV_AWS_2", reason: "Another reason." },
      { id: "CKV_AWS_3", reason: "" },
    ]);
  });

  test("has a reason each", () => {
    expect(skipped(read(".checkov.yaml")).filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});
