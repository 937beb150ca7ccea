import { ciValues, environmentOf, renderChart, valuesWith, type RenderedChart } from "./render-chart";
import { runScript } from "./run-script";

let installed: RenderedChart;
let baked: RenderedChart;
beforeAll(() => {
  installed = renderChart(ciValues("default"));
  baked = renderChart(
    valuesWith({ plugin: { install: "" }, image: { repository: "registry.example.com/manager", tag: "1" } }),
  );
});

test("the plugin is installed where the manager looks for it", () => {
  const [, plugin] = installed.pod.initContainers;
  for (const container of [plugin, installed.manager]) {
    expect(environmentOf(container).FLEETING_PLUGIN_PATH).toBe("/opt/fleeting");
    expect(container.volumeMounts).toContainEqual({ name: "plugins", mountPath: "/opt/fleeting" });
  }
});

test("a plugin in the image stays visible", () => {
  expect(environmentOf(baked.manager)).not.toHaveProperty("FLEETING_PLUGIN_PATH");
  expect(JSON.stringify(baked.pod)).not.toContain("/opt/fleeting");
});

describe("before the manager starts", () => {
  /** Runs the container's own script with a gitlab-runner that shows its configuration and then does what `body` says. */
  const start = ({ pod }: RenderedChart, body: string) =>
    runScript(pod.initContainers[1], {
      programs: { "gitlab-runner": `echo "$CONFIG_FILE"; cat "$CONFIG_FILE"\n${body}` },
      files: { "/etc/gitlab-runner/config.toml": "the whole file\n" },
      folders: ["/tmp/plugins"],
      env: { CONFIG_FILE: "/etc/gitlab-runner/config.toml", FLEETING_PLUGIN_PATH: "/tmp/plugins" },
    });

  const install = `[ "$2" = list ] || echo binary > "$FLEETING_PLUGIN_PATH/plugin"`;

  test("the given version is installed, then looked for as config.toml asks for it", () => {
    const { status, stdout, calls } = start(installed, install);
    expect(calls).toEqual(["gitlab-runner fleeting install", "gitlab-runner fleeting list"]);
    expect(stdout).toBe(
      '/tmp/plugin.toml\n[[runners]]\n[runners.autoscaler]\nplugin = "aws:1.1.0"\n' +
        "/etc/gitlab-runner/config.toml\nthe whole file\n",
    );
    expect(status).toBe(0);
  });

  test("an installation that did nothing, and says it went well, stops the start", () => {
    const { status, stderr } = start(installed, "exit 0");
    expect(stderr).toBe("plugin.install: aws:1.1.0 left no file in /tmp/plugins; is the registry reached?\n");
    expect(status).toBe(1);
  });

  test("an installation that failed stops the start", () => {
    expect(start(installed, "exit 1")).toMatchObject({ status: 1, calls: ["gitlab-runner fleeting install"] });
  });

  test("a plugin that config.toml asks for and the image lacks stops the start", () => {
    expect(start(baked, "exit 1")).toMatchObject({ status: 1, calls: ["gitlab-runner fleeting list"] });
  });
});

test("a manager whose jobs are all pods looks for no plugin", () => {
  const { pod } = renderChart(ciValues("kubernetes-executor"));
  expect(pod.initContainers.map(({ name }: { name: string }) => name)).toEqual(["configuration"]);
});

test("GitLab's own image without a plugin to install is refused when config.toml names one", () => {
  expect(() => renderChart(valuesWith({ plugin: { install: "" } }))).toThrow(
    "plugin.install: must name the plugin that config.toml uses (aws:1.1.0), got nothing; GitLab's own image has no plugin in it",
  );
});
