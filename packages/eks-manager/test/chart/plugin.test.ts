import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ciValues, environmentOf, renderChart, valuesWith, type RenderedChart } from "./render-chart";

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
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "plugin-"));
    mkdirSync(join(folder, "plugins"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the container's own script with a gitlab-runner that notes its arguments and then does what `body` says. */
  const start = ({ pod }: RenderedChart, body: string) => {
    const [, { command, args }] = pod.initContainers;
    writeFileSync(join(folder, "gitlab-runner"), `#!/bin/sh\necho "$CONFIG_FILE $*" >> ${folder}/calls\n${body}\n`);
    chmodSync(join(folder, "gitlab-runner"), 0o755);
    const [script, ...rest] = args.map((text: string) => text.replaceAll("/tmp/", `${folder}/`));
    const { status, stderr } = spawnSync(command[0], [...command.slice(1), script, ...rest], {
      encoding: "utf8",
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        CONFIG_FILE: "config.toml",
        FLEETING_PLUGIN_PATH: `${folder}/plugins`,
      },
    });
    return { status, stderr, calls: readFileSync(join(folder, "calls"), "utf8").trim().split("\n") };
  };

  const install = `[ "$2" = list ] || echo binary > "$FLEETING_PLUGIN_PATH/plugin"`;

  test("the given version is installed, then looked for as config.toml asks for it", () => {
    const { status, calls } = start(installed, install);
    expect(calls).toEqual([`${folder}/plugin.toml fleeting install`, "config.toml fleeting list"]);
    expect(readFileSync(join(folder, "plugin.toml"), "utf8")).toBe(
      '[[runners]]\n[runners.autoscaler]\nplugin = "aws:1.1.0"\n',
    );
    expect(status).toBe(0);
  });

  test("an installation that did nothing, and says it went well, stops the start", () => {
    const { status, stderr } = start(installed, "exit 0");
    expect(stderr).toBe(`plugin.install: aws:1.1.0 left no file in ${folder}/plugins; is the registry reached?\n`);
    expect(status).toBe(1);
  });

  test("an installation that failed stops the start", () => {
    expect(start(installed, "exit 1")).toMatchObject({ status: 1, calls: [`${folder}/plugin.toml fleeting install`] });
  });

  test("a plugin that config.toml asks for and the image lacks stops the start", () => {
    expect(start(baked, "exit 1")).toMatchObject({ status: 1, calls: ["config.toml fleeting list"] });
  });
});

test("GitLab's own image without a plugin to install is refused when config.toml names one", () => {
  expect(() => renderChart(valuesWith({ plugin: { install: "" } }))).toThrow(
    "plugin.install: must name the plugin that config.toml uses (aws:1.1.0), got nothing; GitLab's own image has no plugin in it",
  );
});
