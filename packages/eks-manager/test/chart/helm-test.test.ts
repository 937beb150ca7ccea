import { ciValues, renderChart, type Json, type RenderedChart } from "./render-chart";
import { runScript } from "./run-script";

let chart: RenderedChart;
let pod: Json;
beforeAll(() => {
  chart = renderChart(ciValues("default"));
  pod = chart.objects.find(({ kind }) => kind === "Pod");
});

test("helm test runs one pod, with the manager's image and rights, and no credentials", () => {
  expect(pod.metadata.annotations["helm.sh/hook"]).toBe("test");
  const [container, ...more] = pod.spec.containers;
  expect(more).toEqual([]);
  expect(container).toMatchObject({ image: chart.manager.image, securityContext: chart.manager.securityContext });
  expect(pod.spec.securityContext).toEqual(chart.pod.securityContext);
  expect([container.env, container.volumeMounts, pod.spec.automountServiceAccountToken]).toEqual([
    undefined,
    undefined,
    false,
  ]);
});

describe("its script", () => {
  const metrics = (lines: string[]) => lines.join("\n");
  const good = ["gitlab_runner_configuration_loaded_total 2", "gitlab_runner_concurrent 10"];
  /** wget as the script calls it: the address is the last argument. */
  const answer = (state: string, lines: string[]) => `
    for address; do :; done
    case $address in
      http://linux-runner-manager:9252/debug/process/state) ${state} ;;
      http://linux-runner-manager:9252/metrics) printf '%s\\n' '${metrics(lines)}' ;;
      *) exit 1 ;;
    esac`;
  const run = (state: string, lines: string[] = good) =>
    runScript(pod.spec.containers[0], { programs: { wget: answer(state, lines) } });

  test("is content with a manager that answers and has read its configuration", () => {
    expect(run("echo running")).toMatchObject({
      status: 0,
      stdout: "The manager is in the state: running\nIt has read its configuration.\n",
    });
  });

  test.each([
    [
      "a manager that does not answer",
      "exit 1",
      good,
      "the manager does not answer at http://linux-runner-manager:9252;",
    ],
    ["a manager without a configuration", "echo running", ["gitlab_runner_concurrent 10"], "has not read config.toml"],
    [
      "a manager that read none",
      "echo running",
      ["gitlab_runner_configuration_loaded_total 0", "gitlab_runner_concurrent 10"],
      "has not read config.toml",
    ],
    [
      "a manager with another configuration",
      "echo running",
      ["gitlab_runner_configuration_loaded_total 1", "gitlab_runner_concurrent 1"],
      "concurrent must be 10 as in config.toml, got 1;",
    ],
  ])("names %s", (_name, state, lines, message) => {
    const { status, stderr } = run(state, lines);
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  });
});
