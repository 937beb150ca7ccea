import { Expression, METRICS_PORT, type RunnerFleetInput } from "@runner-fleet/config";
import type { EcsManagerProps } from "../src";
import { configOf, containerOf, environmentOf, managerProps, only, synthesiseManager } from "./synthesise";

const least = synthesiseManager();
const container = containerOf(least);

const environmentWith = (input: Partial<RunnerFleetInput>) => environmentOf(containerOf(synthesiseManager(input)));

describe("the container", () => {
  test("is the runner under the supervisor, as the image's user", () => {
    expect(container).toMatchObject({
      essential: true,
      user: "100:65533",
      entryPoint: ["runner-supervisor"],
      command: [
        "gitlab-runner",
        "run",
        "--config",
        "/var/lib/runner-fleet/config.toml",
        "--working-directory",
        "/var/lib/runner-fleet",
      ],
    });
  });

  test("writes nowhere but into its work folder, where its home and its temporary files are", () => {
    expect(container.readonlyRootFilesystem).toBe(true);
    expect(container.mountPoints).toEqual([
      { containerPath: "/var/lib/runner-fleet", sourceVolume: "work", readOnly: false },
    ]);
    expect(only(least, "aws_ecs_task_definition").volume).toEqual([{ name: "work" }]);
    expect(environmentOf(container)).toMatchObject({
      CONFIG_DIR: "/var/lib/runner-fleet",
      HOME: "/var/lib/runner-fleet",
      TMPDIR: "/var/lib/runner-fleet",
    });
  });

  test("has an init process and no capabilities", () => {
    expect(container.linuxParameters).toEqual({
      initProcessEnabled: true,
      capabilities: { add: [], drop: ["ALL"] },
    });
  });

  test("has as long to stop as Fargate gives, and the supervisor knows it", () => {
    expect(container.stopTimeout).toBe(120);
    expect(environmentOf(container).STOP_TIMEOUT).toBe("120s");
  });

  test("gets the tokens from where they are, and is another one when there are other tokens", () => {
    expect(container.secrets).toEqual([
      { name: "RUNNER_TOKEN_LINUX", valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/ci/linux" },
    ]);
    const revision = (input: Partial<RunnerFleetInput>, props: Partial<EcsManagerProps> = {}) =>
      containerOf(synthesiseManager(input, props)).dockerLabels;
    expect(revision({})).toEqual({ "runner-fleet/tokens-revision": "1" });
    expect(revision({ fargate: { tokens: { revision: 7 } } })).toEqual({ "runner-fleet/tokens-revision": "7" });
    expect(revision({}, { tokensRevision: 9 })).toEqual({ "runner-fleet/tokens-revision": "9" });
    // ECS takes texts alone, and JSON tells a number from one.
    expect(revision({ fargate: { tokens: { revision: Expression.number("var.revision") } } })).toEqual({
      "runner-fleet/tokens-revision": "${tostring(var.revision)}",
    });
  });

  test("has no token in its environment, nor config.toml", () => {
    expect(Object.keys(environmentOf(container)).filter((name) => /TOKEN|SECRET|PASSWORD|KEY$/.test(name))).toEqual([
      "CONFIG_KEY",
    ]);
    expect(least.text).not.toContain("[[runners]]");
  });

  test("never waits for its log", () => {
    expect(container.logConfiguration).toEqual({
      logDriver: "awslogs",
      options: {
        "awslogs-group": expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.Manager_Log_\w+\.name\}$/),
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "manager",
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    });
  });

  test("has its metrics on their port", () => {
    expect(container.portMappings).toEqual([{ containerPort: METRICS_PORT, hostPort: METRICS_PORT, protocol: "tcp" }]);
  });

  test("is replaced only after ten minutes in which the runner does not answer", () => {
    const { interval, retries, timeout, startPeriod } = container.healthCheck;
    expect(interval * retries).toBe(600);
    // What ECS takes: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
    expect([interval, retries, timeout, startPeriod]).toEqual([60, 10, 10, 120]);
  });

  test("finds its configuration", () => {
    expect(environmentOf(container)).toMatchObject({
      CONFIG_BUCKET: "ci-config",
      CONFIG_KEY: "ci/0123456789abcdef.toml",
      DRAIN_TIMEOUT: "1h",
    });
    expect(environmentWith({ manager: { drainTimeout: "90m" } }).DRAIN_TIMEOUT).toBe("90m");
  });

  test("has an id for GitLab that stays, another one a shard", () => {
    const idOf = (input: Partial<RunnerFleetInput>, shard = 0) =>
      environmentOf(containerOf(synthesiseManager(input, { shard }))).SYSTEM_ID;
    expect(idOf({})).toBe(idOf({ manager: { shards: 2 } }));
    const ids = [idOf({}), idOf({ name: "other" }), idOf({ manager: { shards: 2 } }, 1)];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) {
      expect(id).toMatch(/^r_[0-9a-f]{12}$/);
    }
    expect(idOf({ name: Expression.text("var.name") })).toBe(
      'r_${substr(sha256(join("/", [var.name, var.name])), 0, 12)}',
    );
  });
});

describe("whom the manager trusts", () => {
  // The construct does not look into it, and the description's own check does.
  const caBundle = Expression.text("var.ca");

  test("is in its environment, with the proxies, and ECS's own address goes by none", () => {
    const environment = environmentWith({
      trust: { caBundle, httpsProxy: "http://proxy.example.com:3128", noProxy: [".example.com"] },
    });
    expect(environment).toMatchObject({
      CA_BUNDLE: "${var.ca}",
      HTTPS_PROXY: "http://proxy.example.com:3128",
      https_proxy: "http://proxy.example.com:3128",
      no_proxy: environment.NO_PROXY,
    });
    expect(environment.NO_PROXY!.split(",")).toEqual(
      expect.arrayContaining(["169.254.170.2", "169.254.169.254", "localhost", ".example.com"]),
    );
    expect(environment).not.toHaveProperty("HTTP_PROXY");
  });

  test("says nothing of proxies where there are none", () => {
    expect(Object.keys(environmentWith({})).filter((name) => /proxy/i.test(name))).toEqual([]);
    expect(environmentWith({})).not.toHaveProperty("CA_BUNDLE");
  });

  test("must fit into a task definition", () => {
    const config = configOf();
    const bundled = (length: number) => () =>
      synthesiseManager({}, { config: { ...config, trust: { ...config.trust, caBundle: "x".repeat(length) } } });
    expect(bundled(48_000)).not.toThrow();
    expect(bundled(48_001)).toThrow(
      "test/Manager: 'config.trust.caBundle' must be at most 48000 characters for a manager on Fargate, got 48001; leave out what the image trusts already",
    );
  });
});

test("an image with a digest is named by it", () => {
  const imageOf = (image: Partial<EcsManagerProps["image"]>) =>
    containerOf(synthesiseManager({}, { image: { ...managerProps.image, ...image } })).image;
  expect(imageOf({ repository: "r.example.com/m", tag: "1.2" })).toBe("r.example.com/m:1.2");
  expect(imageOf({ repository: "r.example.com/m", digest: "sha256:0123" })).toBe("r.example.com/m@sha256:0123");
});
