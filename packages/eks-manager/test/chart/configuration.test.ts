import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ciValues, environmentOf, renderChart, valuesWith, valuesWithToml, type RenderedChart } from "./render-chart";

let chart: RenderedChart;
beforeAll(() => {
  chart = renderChart(ciValues("default"));
});

const { toml } = ciValues("default").config;
const podOf = (rendered: RenderedChart) => JSON.stringify(rendered.statefulSet.spec.template);
const systemIdOf = (rendered: RenderedChart) =>
  /printf %s (\S+) > \/etc\/gitlab-runner\/\.runner_system_id/.exec(rendered.pod.initContainers[0].args[0])?.[1];

test("config.toml reaches the ConfigMap byte for byte", () => {
  const awkward = `  # begins with blanks\n${toml}\n\n# "quoted" 'single' \\ {{ braces }} %{ <x> && \t tab, é, blanks at the end  \n\n`;
  expect(renderChart(valuesWith({ config: { toml: awkward } })).configMap.data).toEqual({ "config.toml": awkward });
});

test("the configuration is mounted as a folder, which the kubelet keeps up to date", () => {
  const mount = chart.manager.volumeMounts.find(({ name }: { name: string }) => name === "config");
  expect(mount).toEqual({ name: "config", mountPath: "/etc/runner-manager", readOnly: true });
  expect(chart.pod.volumes[0]).toEqual({ name: "config", configMap: { name: chart.configMap.metadata.name } });
});

test("the manager reads the link and works in a home that it can write", () => {
  expect([...chart.manager.command, ...chart.manager.args]).toEqual([
    "gitlab-runner",
    "run",
    "--config",
    "/etc/gitlab-runner/config.toml",
    "--working-directory",
    "/home/gitlab-runner",
    "--listen-address",
    ":9252",
  ]);
  expect(environmentOf(chart.manager).HOME).toBe("/home/gitlab-runner");
});

describe("before the manager starts", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "configuration-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = () => {
    const { command, args } = chart.pod.initContainers[0];
    const [script] = args.map((text: string) => text.replaceAll("/etc/gitlab-runner/", `${folder}/`));
    execFileSync(command[0], [...command.slice(1), script]);
  };

  test("config.toml is a link to the mounted file", () => {
    start();
    expect(readlinkSync(join(folder, "config.toml"))).toBe("/etc/runner-manager/config.toml");
  });

  test("the manager's identity is written, at every start anew", () => {
    writeFileSync(join(folder, ".runner_system_id"), "s_000000000001");
    start();
    start();
    expect(readFileSync(join(folder, ".runner_system_id"), "utf8")).toBe(systemIdOf(chart));
  });
});

test("the identity has the form that GitLab Runner accepts and stays the same", () => {
  expect(systemIdOf(chart)).toMatch(/^r_[0-9a-zA-Z]{12}$/);
  expect(systemIdOf(renderChart(ciValues("default")))).toBe(systemIdOf(chart));
});

test.each([
  ["release", "other", "ci"],
  ["namespace", "linux", "other"],
])("another %s has another identity", (_name, release, namespace) => {
  expect(systemIdOf(renderChart(ciValues("default"), release, namespace))).not.toBe(systemIdOf(chart));
});

test("a given identity is used", () => {
  expect(systemIdOf(renderChart(ciValues("full")))).toBe("r_ciRunners001");
});

describe("without a restart checksum", () => {
  test("every change of config.toml gives the ConfigMap another name and so restarts the manager", () => {
    const changed = renderChart(valuesWithToml("alpine:3.22", "alpine:3.21"));
    expect(changed.configMap.metadata.name).not.toBe(chart.configMap.metadata.name);
    expect(podOf(changed)).not.toBe(podOf(chart));
  });

  test("an unchanged config.toml restarts nothing", () => {
    expect(podOf(renderChart(ciValues("default")))).toBe(podOf(chart));
  });
});

describe("with a restart checksum", () => {
  const withChecksum = (text: string, restartChecksum: string) =>
    renderChart(valuesWith({ config: { toml: text, restartChecksum } }));

  test("a changed config.toml changes the ConfigMap in place, and not a byte of the pod", () => {
    const before = withChecksum(toml, "one");
    const after = withChecksum(toml.replace("alpine:3.22", "alpine:3.21"), "one");
    expect(after.configMap.metadata.name).toBe(before.configMap.metadata.name);
    expect(after.configMap.data).not.toEqual(before.configMap.data);
    expect(podOf(after)).toBe(podOf(before));
  });

  test("a changed checksum restarts the manager with an unchanged config.toml", () => {
    const [before, after] = [withChecksum(toml, "one"), withChecksum(toml, "two")];
    expect(after.configMap.metadata.name).not.toBe(before.configMap.metadata.name);
    expect(podOf(after)).not.toBe(podOf(before));
  });

  test("the checksum may be any text", () => {
    expect(withChecksum(toml, "a b\n/Ü").configMap.metadata.name).toMatch(/^linux-runner-manager-[0-9a-f]{10}$/);
  });
});
