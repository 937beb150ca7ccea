import { fleet, outcome, pods } from "./samples";

describe("a fleet of pods", () => {
  test("has its namespace, which is there already", () => {
    const text = pods('namespace = "ci-jobs"\ncpu_request = "500m"');
    expect(fleet(text, "pods")).toMatchObject({
      executor: "kubernetes",
      limit: 4,
      jobs: { namespacePolicy: "existing" },
      kubernetes: { image: "alpine:3.22", namespace: "ci-jobs", cpuRequest: "500m" },
    });
  });

  test("takes a name of a chart's template for no namespace", () => {
    const text = pods('namespace = "{{.Release.Namespace}}"');
    expect(fleet(text, "pods")).toEqual({ executor: "kubernetes", limit: 4, kubernetes: { image: "alpine:3.22" } });
    expect(outcome(text, "runners[0].kubernetes.namespace")).toMatchObject({
      outcome: "decision",
      to: "fleets.pods.kubernetes.namespace",
      note: expect.stringMatching(/^left out: must be .*\{\{\.Release\.Namespace\}\}/) as string,
    });
  });

  test("is restricted, and says what that sets", () => {
    expect(outcome(pods(), "fleets.pods.profile")).toMatchObject({
      outcome: "decision",
      note: expect.stringMatching(
        /^restricted, the default, sets what config\.toml did not: privileged, allowPrivilegeEscalation, .*podSecurityContext\.runAsUser/,
      ) as string,
    });
  });

  test("is privileged where its pods are", () => {
    expect(fleet(pods("privileged = true"), "pods")).toMatchObject({ profile: "privileged" });
    const build = "[runners.kubernetes.build_container_security_context]\nprivileged = true";
    expect(fleet(pods(build), "pods")).toMatchObject({ profile: "privileged" });
  });

  test.each([
    ["limit = 0", "runners[0].limit", "0 is no limit"],
    ["", "fleets.pods.limit", "config.toml has no limit"],
  ])("has as many jobs as concurrent let it have, and says so, where its limit is %j", (limit, key, none) => {
    const text = pods().replace("limit = 4", limit);
    expect(fleet(text, "pods")).toMatchObject({ limit: 8 });
    expect(outcome(text, key)).toEqual({
      outcome: "decision",
      to: "fleets.pods.limit",
      note: `${none}, so that concurrent was the limit; check whether the fleet should have as much`,
    });
  });

  test("has its policies of pause pods, volumes and tables of any depth", () => {
    const text = pods(`
[[runners.kubernetes.volumes.empty_dir]]
name = "x"
mount_path = "/x"
[runners.kubernetes.node_selector]
"kubernetes.io/arch" = "arm64"
[runners.kubernetes.autoscaler]
max_pause_pods = 3
[[runners.kubernetes.autoscaler.policy]]
idle_count = 2
`);
    expect(fleet(text, "pods")).toMatchObject({
      kubernetes: {
        volumes: { emptyDir: [{ name: "x", mountPath: "/x" }] },
        nodeSelector: { "kubernetes.io/arch": "arm64" },
        autoscaler: { maxPausePods: 3, policies: [{ idleCount: 2 }] },
      },
    });
    expect(outcome(text, "runners[0].kubernetes.autoscaler.policy[0].idle_count")).toEqual({
      outcome: "kept",
      to: "fleets.pods.kubernetes.autoscaler.policies[0].idleCount",
    });
  });

  test("keeps what would follow from another setting that it keeps", () => {
    const text = pods(
      "[runners.kubernetes.pod_security_context]\nrun_as_user = 1000",
      'builds_dir = "/work"\ncache_dir = "/builds/.cache"',
    );
    expect(fleet(text, "pods")).toMatchObject({ buildsDir: "/work", cacheDir: "/builds/.cache" });
  });
});
