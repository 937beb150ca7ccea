import { descriptionText } from "./description-text";
import { drained } from "./drained";
import { FakePrograms, type Answer } from "./fake-programs";

let programs: FakePrograms;
beforeEach(() => {
  programs = new FakePrograms();
});
afterEach(() => programs.remove());

const EKS = "arn:aws:eks:eu-west-1:123456789012:cluster/prod";

const workload = (replicas: number, kind = "StatefulSet"): Answer => ({
  json: {
    kind,
    spec: {
      replicas,
      selector: { matchLabels: { "app.kubernetes.io/instance": "ci", "app.kubernetes.io/component": "manager" } },
      template: { spec: { terminationGracePeriodSeconds: 4_000 } },
    },
  },
});
const pods = (...items: readonly object[]): Answer => ({ json: { kind: "List", items } });
const running = { metadata: { name: "ci-0" }, status: { phase: "Running" } };
const draining = {
  metadata: { name: "ci-0", deletionTimestamp: "2026-11-03T14:05:00Z" },
  status: { phase: "Running" },
};

interface Scene {
  readonly context?: Answer;
  readonly workload?: readonly Answer[];
  readonly pods?: readonly Answer[];
  readonly scale?: readonly Answer[];
}

/** kubectl of a cluster in which the manager drains for two looks, unless a test says otherwise. */
function play({ context = { out: `${EKS}\n` }, ...scene }: Scene = {}): void {
  programs.add("kubectl", [
    { to: "config current-context", answers: [context] },
    { to: " scale ", answers: scene.scale ?? [{ out: "scaled" }] },
    { to: "get pods", answers: scene.pods ?? [pods(running), pods(draining), pods(draining), pods()] },
    { to: "-o json", answers: scene.workload ?? [workload(1), workload(0)] },
  ]);
}

const onKubernetes = (...lines: readonly string[]) =>
  programs.file(
    "runner-fleet.yaml",
    descriptionText(["region: eu-west-1", "cluster: { name: prod, namespace: runners }", ...lines]),
  );

const WHERE = `--context ${EKS} --namespace runners --request-timeout=30s`;

describe("a manager on Kubernetes", () => {
  test("is scaled to 0 replicas, and waited for until its pod is gone", async () => {
    play();

    const { exitCode, out, said, progress } = await drained({ stack: onKubernetes(), yes: true });

    expect(exitCode).toBe(0);
    expect(out).toBe("ci: drained\n");
    expect(said).toContain(
      `This scales down:\n  ci: StatefulSet ci in namespace runners, context ${EKS}: from 1 to 0 replicas\n`,
    );
    expect(said).toContain("Now destroy: npx cdktf destroy, terraform destroy or helm uninstall");
    expect(progress).toContain("ci: pod ci-0 (drains, until 2026-11-03T14:05:00Z at most); less than 1m of 1h21m");
    expect(programs.calls).toEqual([
      "kubectl config current-context",
      `kubectl ${WHERE} get statefulset/ci --ignore-not-found -o json`,
      `kubectl ${WHERE} get pods -l app.kubernetes.io/instance=ci,app.kubernetes.io/component=manager -o json`,
      `kubectl ${WHERE} scale statefulset/ci --replicas=0`,
      ...Array<string[]>(3)
        .fill([
          `kubectl ${WHERE} get statefulset/ci --ignore-not-found -o json`,
          `kubectl ${WHERE} get pods -l app.kubernetes.io/instance=ci,app.kubernetes.io/component=manager -o json`,
        ])
        .flat(),
    ]);
  });

  test("is one command in English, without a pager", async () => {
    play();

    await drained({ stack: onKubernetes(), yes: true });

    expect(new Set(programs.environments)).toEqual(new Set(["LC_ALL=C AWS_PAGER="]));
  });

  test("that has drained already is left as it is", async () => {
    play({ workload: [workload(0)], pods: [pods()] });

    const { exitCode, out, said } = await drained({ stack: onKubernetes(), yes: true });

    expect(exitCode).toBe(0);
    expect(out).toBe("ci: drained\n");
    expect(said).toContain("ci: has drained already");
    expect(programs.calls.join("\n")).not.toContain(" scale ");
  });

  test("that was removed without waiting is waited for by the labels of the chart", async () => {
    play({ workload: [{}], pods: [pods(draining), pods(draining), pods()] });

    const { exitCode, out } = await drained({ stack: onKubernetes(), yes: true });

    expect(exitCode).toBe(0);
    expect(out).toBe("ci: removed\n");
    expect(programs.calls.join("\n")).not.toContain(" scale ");
    expect(programs.calls.filter((call) => call.includes("get pods"))).toEqual(
      Array(3).fill(
        `kubectl ${WHERE} get pods -l app.kubernetes.io/instance=ci,app.kubernetes.io/component=manager -o json`,
      ),
    );
  });

  test("counts no pod that has come to its end", async () => {
    const evicted = { metadata: { name: "ci-0" }, status: { phase: "Failed" } };
    play({ workload: [workload(0)], pods: [pods(evicted)] });

    const { out, said } = await drained({ stack: onKubernetes(), yes: true });

    expect(out).toBe("ci: drained\n");
    expect(said).toContain("ci: has drained already");
  });

  test("from GitLab's chart is a Deployment", async () => {
    play({ workload: [workload(1, "Deployment"), workload(0, "Deployment")] });
    const stack = programs.file(
      "runner-fleet.yaml",
      [
        "name: ci",
        "gitlab: { url: https://gitlab.com }",
        "manager: { chart: gitlab-runner }",
        "cluster: { namespace: runners, preflight: none }",
        "fleets: { pods: { executor: kubernetes, limit: 5, kubernetes: { image: alpine:3.22 } } }",
        "",
      ].join("\n"),
    );

    const { exitCode, error } = await drained({ stack, yes: true });

    expect([exitCode, error?.message]).toEqual([0, undefined]);
    expect(programs.calls).toContain(`kubectl ${WHERE} get deployment/ci --ignore-not-found -o json`);
    expect(programs.calls).toContain(`kubectl ${WHERE} scale deployment/ci --replicas=0`);
  });

  test("is not looked for by a current context of another cluster", async () => {
    play({ context: { out: "arn:aws:eks:eu-west-1:123456789012:cluster/test\n" } });

    const { error } = await drained({ stack: onKubernetes(), yes: true });

    expect(error?.message).toBe(
      "kubectl's current context must be one of the cluster 'prod' (cluster.name), got 'arn:aws:eks:eu-west-1:123456789012:cluster/test'; give --context",
    );
    expect(programs.calls).toEqual(["kubectl config current-context"]);
  });

  test("is looked for by the context and the file that are given", async () => {
    play({ workload: [workload(0)], pods: [pods()] });

    await drained({ stack: onKubernetes(), yes: true, context: "mine", kubeconfig: "/k", namespace: "other" });

    expect(programs.calls[0]).toBe(
      "kubectl --kubeconfig /k --context mine --namespace other --request-timeout=30s get statefulset/ci --ignore-not-found -o json",
    );
  });

  test("that is nowhere is an error where the context may be the wrong one", async () => {
    play({ context: { out: "some-cluster\n" }, workload: [{}], pods: [pods()] });

    const { error } = await drained({ stack: onKubernetes(), yes: true });

    expect(error?.message).toContain(
      "none is: no StatefulSet ci in namespace runners, context some-cluster; that may be the wrong place: give --context, or see whether they were removed",
    );
  });

  test("that is not in the cluster of the description was removed", async () => {
    play({ workload: [{}], pods: [pods()] });

    const { exitCode, out, said } = await drained({ stack: onKubernetes(), yes: true });

    expect(exitCode).toBe(0);
    expect(out).toBe("ci: removed\n");
    expect(said).toContain("ci: is not there, so removed already");
  });

  test("whose API is overloaded is asked again, and then waited for all the same", async () => {
    const busy = { err: "Error from server (TooManyRequests): the server has received too many requests\n" };
    play({ scale: [busy, busy, { out: "scaled" }], workload: [busy, workload(1), busy, busy, workload(0)] });

    const { exitCode, said } = await drained({ stack: onKubernetes(), yes: true });

    expect(exitCode).toBe(0);
    expect(said.match(/kubectl gets no good answer/g)).toHaveLength(1);
    expect(programs.calls.filter((call) => call.includes(" scale "))).toHaveLength(3);
  });

  test("that may not be scaled is an error with what is missing", async () => {
    play({
      scale: [
        {
          err: 'Error from server (Forbidden): statefulsets.apps "ci" is forbidden: User "ann" cannot patch resource "statefulsets/scale" in API group "apps" in the namespace "runners"\n',
        },
      ],
    });

    const { error } = await drained({ stack: onKubernetes(), yes: true });

    expect(error?.message).toContain("ci: no permission for 'patch statefulsets/scale'; allow it");
    expect(error?.exitCode).toBe(1);
  });

  test("that something scales up again while it drains is an error", async () => {
    play({
      workload: [workload(1), workload(0), workload(1), workload(1), workload(0)],
      pods: [...Array<Answer>(4).fill(pods(running)), pods()],
    });

    const { error } = await drained({ stack: onKubernetes(), yes: true });

    expect(error?.message).toContain("ci: must stay at 0 replicas, but something scaled it to 1 again");
  });

  test("that was once seen at its old size is not taken for scaled up again", async () => {
    play({ workload: [workload(1), workload(1), workload(0)] });

    const { exitCode } = await drained({ stack: onKubernetes(), yes: true });

    expect(exitCode).toBe(0);
  });

  test("that does not end in time is an error that says what is there and what to do", async () => {
    play({ pods: [pods(running), pods(draining)] });
    let now = 0;

    const { error, out, said } = await drained(
      { stack: onKubernetes(), yes: true, timeout: "1m" },
      { now: () => (now += 40_000) },
    );

    expect(error?.message).toBe("ci: must have let go within 1m, but has not; do not destroy yet: jobs may still run");
    expect(error?.exitCode).toBe(1);
    expect(out).toBe("");
    expect(said).toContain(
      `jobs that still run: kubectl --context ${EKS} --namespace runners exec ci-0 -- wget -qO- localhost:9252/debug/jobs/list`,
    );
    expect(said).toContain("still there: ci: pod ci-0 (drains, until 2026-11-03T14:05:00Z at most)");
    expect(said).toContain(
      `To have ci again when it has ended: kubectl --context ${EKS} --namespace runners scale statefulset/ci --replicas=1`,
    );
  });

  test("is asked for its jobs by the name that its pod has", async () => {
    play({ pods: [pods({ ...draining, metadata: { name: "ci-7d9c-x" } })] });
    let now = 0;

    const { said } = await drained({ stack: onKubernetes(), yes: true, timeout: "1s" }, { now: () => (now += 1_000) });

    expect(said).toContain("exec ci-7d9c-x -- wget");
  });

  test("needs kubectl", async () => {
    const { error } = await drained({ stack: onKubernetes(), yes: true });

    expect(error?.message).toBe(
      "kubectl: must be installed and in PATH, but is not; see https://kubernetes.io/docs/tasks/tools/",
    );
  });
});
