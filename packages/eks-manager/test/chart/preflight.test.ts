import { ciValues, renderChart, valuesWith, type Json, type RenderedChart } from "./render-chart";
import { runScript, type ScriptWorld } from "./run-script";

const jobOf = ({ objects }: RenderedChart): Json => objects.find(({ kind }) => kind === "Job");
const containerOf = (chart: RenderedChart): Json => jobOf(chart).spec.template.spec.containers[0];

let chart: RenderedChart;
let full: RenderedChart;
beforeAll(() => {
  chart = renderChart(ciValues("default"));
  full = renderChart(ciValues("full"));
});

test("a Job runs before an install and before an upgrade, and only a failed one stays, for an hour", () => {
  expect(jobOf(chart).metadata.annotations).toEqual({
    "helm.sh/hook": "pre-install,pre-upgrade",
    "helm.sh/hook-delete-policy": "before-hook-creation,hook-succeeded",
    "helm.sh/hook-output-log-policy": "hook-failed",
  });
  expect(jobOf(chart).spec.ttlSecondsAfterFinished).toBe(3600);
});

test("it is tried once, and given up in time", () => {
  const { backoffLimit, activeDeadlineSeconds, template } = jobOf(full).spec;
  expect([backoffLimit, activeDeadlineSeconds, template.spec.restartPolicy]).toEqual([0, 600, "Never"]);
});

test("it runs the manager's image with the manager's rights, on the manager's nodes", () => {
  const { spec } = jobOf(full).spec.template;
  const { image, imagePullPolicy, securityContext } = full.manager;
  expect(spec.containers[0]).toMatchObject({ image, imagePullPolicy, securityContext });
  expect(spec.securityContext).toEqual(full.pod.securityContext);
  for (const key of ["nodeSelector", "tolerations", "affinity", "priorityClassName", "imagePullSecrets"]) {
    expect(spec[key]).toEqual(full.pod[key]);
  }
});

test("it brings the configuration with it: the release's ConfigMap is not there yet", () => {
  const { metadata, spec } = jobOf(full).spec.template;
  expect(metadata.annotations["runner-fleet/config.toml"]).toBe(full.configMap.data["config.toml"]);
  expect(metadata.annotations["runner-fleet/ca.pem"]).toBe(ciValues("full").caCertificates.pem);
  const fields = spec.volumes.flatMap(({ name, downwardAPI }: Json) =>
    downwardAPI ? [[name, downwardAPI.items[0].path, downwardAPI.items[0].fieldRef.fieldPath]] : [],
  );
  expect(fields).toEqual([
    ["config", "config.toml", "metadata.annotations['runner-fleet/config.toml']"],
    ["ca", "ca.pem", "metadata.annotations['runner-fleet/ca.pem']"],
  ]);
  expect(spec.volumes.some(({ configMap }: Json) => configMap !== undefined)).toBe(false);
});

test("it does not touch the volume, which the working manager has", () => {
  const state = jobOf(full).spec.template.spec.volumes.find(({ name }: Json) => name === "state");
  expect(state).toEqual({ name: "state", emptyDir: {} });
});

test("it sees the manager's files at the manager's paths", () => {
  const paths = ({ volumeMounts }: Json) => volumeMounts.map(({ mountPath }: Json) => mountPath);
  expect(paths(containerOf(chart))).toEqual(paths(chart.manager));
});

test("it has the manager's environment, but a missing Secret does not keep it from starting and saying so", () => {
  const required = containerOf(full).env.map((entry: Json) => {
    const { optional, ...reference } = entry.valueFrom?.secretKeyRef ?? {};
    expect(optional).toBe(entry.valueFrom ? true : undefined);
    return entry.valueFrom ? { ...entry, valueFrom: { secretKeyRef: reference } } : entry;
  });
  expect(required).toEqual(full.manager.env);
});

test("it uses a service account that is there, and none that the chart makes", () => {
  expect(jobOf(chart).spec.template.spec.serviceAccountName).toBeUndefined();
  const existing = renderChart(valuesWith({ serviceAccount: { create: false, name: "existing" } }));
  expect(jobOf(existing).spec.template.spec.serviceAccountName).toBe("existing");
});

test("switched off there is none", () => {
  expect(jobOf(renderChart(valuesWith({ preflight: { enabled: false } })))).toBeUndefined();
});

describe("its script", () => {
  const runner = (lines: string[] = []) => ['case "$*" in', ...lines, "esac"].join("\n");
  const world = (overrides: Partial<ScriptWorld> = {}): ScriptWorld => ({
    programs: { "gitlab-runner": runner() },
    files: { "/tmp/plugins/aws": "binary" },
    ...overrides,
    env: { RUNNER_TOKEN: "glrt-secret", FLEETING_PLUGIN_PATH: "/tmp/plugins", ...overrides.env },
  });
  const token = "glrt-secret";

  test("installs the plugin, looks for it, checks config.toml and asks GitLab, in this order", () => {
    const { status, calls } = runScript(containerOf(chart), world());
    expect(calls).toEqual([
      "gitlab-runner fleeting install",
      "gitlab-runner fleeting list",
      "gitlab-runner lint --help",
      "gitlab-runner lint",
      "gitlab-runner verify",
    ]);
    expect(status).toBe(0);
  });

  test.each([124, 143])(
    "goes on when GitLab does not answer in time, which one program says by status %i",
    (status) => {
      const silent = { "gitlab-runner": runner(), timeout: `shift; "$@"; exit ${status}` };
      const run = runScript(containerOf(chart), world({ programs: silent }));
      expect(run.calls.slice(-2)).toEqual(["timeout 60 gitlab-runner verify", "gitlab-runner verify"]);
      expect(run.stdout).toContain("GitLab did not answer within a minute, so the tokens were not checked");
      expect(run.status).toBe(0);
    },
  );

  test("says what to do when GitLab rejects a token", () => {
    const { stderr } = runScript(
      containerOf(chart),
      world({ programs: { "gitlab-runner": runner(["verify) exit 1 ;;"]) } }),
    );
    expect(stderr).toBe(
      "preflight: GitLab rejects a token, see the line above; put the right one into the Secret runner-tokens, or set " +
        "preflight.verify to false\n",
    );
  });

  test("does not check config.toml with a GitLab Runner that can't", () => {
    const { status, calls } = runScript(
      containerOf(chart),
      world({ programs: { "gitlab-runner": runner(["lint*) exit 1 ;;"]) } }),
    );
    expect(calls).not.toContain("gitlab-runner lint");
    expect(status).toBe(0);
  });

  test("does not ask GitLab where that is not wanted", () => {
    const offline = renderChart(valuesWith({ preflight: { verify: false } }));
    const { status, calls } = runScript(containerOf(offline), world());
    expect(calls.at(-1)).toBe("gitlab-runner lint");
    expect(status).toBe(0);
  });

  test.each([
    ["the plugin can't be installed", "'fleeting install') exit 1 ;;", "gitlab-runner fleeting install"],
    ["config.toml asks for another plugin", "'fleeting list') exit 1 ;;", "gitlab-runner fleeting list"],
    ["config.toml has an unknown key", "lint) exit 1 ;;", "gitlab-runner lint"],
    ["GitLab rejects the token", "verify) exit 1 ;;", "gitlab-runner verify"],
  ])("fails when %s", (_name, failing, last) => {
    const { status, calls } = runScript(
      containerOf(chart),
      world({ programs: { "gitlab-runner": runner([failing]) } }),
    );
    expect([status, calls.at(-1)]).toEqual([1, last]);
  });

  test.each([
    [
      "a missing token",
      { RUNNER_TOKEN: "" },
      "preflight: tokens.env.RUNNER_TOKEN: the Secret runner-tokens is missing, or its key linux is missing or empty; create it in ci\n",
    ],
    [
      "a token with a line break",
      { RUNNER_TOKEN: `${token}\n` },
      "preflight: tokens.env.RUNNER_TOKEN: the key linux of the Secret runner-tokens has a blank or a line break in it; write the token alone\n",
    ],
  ])("names %s, and calls nothing", (_name, env, message) => {
    const { status, stderr, calls } = runScript(containerOf(chart), world({ env }));
    expect({ status, stderr, calls }).toEqual({ status: 1, stderr: message, calls: [] });
  });

  test("never prints a token", () => {
    const runs = ["", "*) exit 1 ;;"].map((line) =>
      runScript(containerOf(chart), world({ programs: { "gitlab-runner": runner([line]) } })),
    );
    for (const { stdout, stderr, calls } of runs) {
      expect([stdout, stderr, ...calls].join("\n")).not.toContain(token);
    }
  });

  test.each([
    ["private key", { sshKeys: { linux: "linux-ssh-key" } }, "/etc/gitlab-runner-ssh/linux", "sshKeys.linux"],
    [
      "certificate",
      { caCertificates: { pem: "", secretName: "example-ca" } },
      "/etc/runner-manager-ca",
      "caCertificates.secretName",
    ],
  ])("names the missing Secret of a %s, which its pod may start without", (_name, values, mountPath, value) => {
    const rendered = renderChart(valuesWith(values));
    const secrets = jobOf(rendered).spec.template.spec.volumes.filter(({ secret }: Json) => secret !== undefined);
    expect(secrets.map(({ secret }: Json) => secret.optional)).toEqual([true]);
    const missing = runScript(containerOf(rendered), world({ folders: [mountPath] }));
    expect(missing.stderr).toMatch(
      new RegExp(`^preflight: ${value}: the Secret \\S+ is missing or empty; create it in ci\n$`),
    );
    expect(missing.status).toBe(1);
    const there = runScript(
      containerOf(rendered),
      world({ files: { "/tmp/plugins/aws": "", [`${mountPath}/a`]: "" } }),
    );
    expect(there.status).toBe(0);
  });
});
