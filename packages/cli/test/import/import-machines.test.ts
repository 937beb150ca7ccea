import { importConfig } from "../../src/import/import-config";
import { autoscaler, fleet, outcome, outcomes } from "./samples";

describe("a fleet with machines", () => {
  test("has the sizes, policies and containers of its runner", () => {
    expect(importConfig(autoscaler, "config.toml").description).toEqual({
      gitlab: { url: "https://gitlab.example.com" },
      fleets: {
        linux: {
          executor: "docker-autoscaler",
          maxInstances: 10,
          policies: [{ idleCount: 5 }],
          machines: {},
          docker: { image: "alpine:3.22" },
        },
      },
    });
  });

  test("reuses its machines where nothing limited their use, and holds them no longer than the runner did", () => {
    const text = autoscaler.replace("max_use_count = 1\n", "").replace('idle_time = "20m0s"\n', "");
    expect(fleet(text, "linux")).toMatchObject({ maxUseCount: 0, policies: [{ idleCount: 5, idleTime: "0s" }] });
  });

  test("has no policy for what holds outside of all policies", () => {
    const implied = '[[runners.autoscaler.policy]]\nperiods = ["* * * * *"]\nidle_count = 0\nidle_time = "20m0s"\n';
    const text = autoscaler.replace("[[runners.autoscaler.policy]]", `${implied}[[runners.autoscaler.policy]]`);
    expect(fleet(text, "linux")).toMatchObject({ policies: [{ idleCount: 5 }] });
    expect(outcome(text, "runners[0].autoscaler.policy[1].idle_count")).toEqual({
      outcome: "kept",
      to: "fleets.linux.policies[0].idleCount",
    });
    expect(outcome(text, "runners[0].autoscaler.policy[0].idle_time")).toEqual({
      outcome: "kept",
      to: "fleets.linux.policies",
      note: "what holds where no policy does",
    });
  });

  test.each([
    ["", "periods"],
    ['\ntimezone = ""', "timezone"],
  ])("needs a decision where its periods were read in the zone of the manager's host: %j", (zone, key) => {
    const text = autoscaler.replace("idle_count = 5", `idle_count = 5\nperiods = ["* 8-17 * * mon-fri"]${zone}`);
    expect(outcome(text, `runners[0].autoscaler.policy[0].${key}`)).toEqual({
      outcome: "decision",
      to: "fleets.linux.policies[0].timezone",
      note:
        "without a timezone the periods were read in that of the manager's host, and here they are read in UTC: put in the " +
        "zone that is meant",
    });
    expect(fleet(text, "linux")).toMatchObject({ policies: [{ periods: ["* 8-17 * * mon-fri"], idleCount: 5 }] });
  });

  test("has the time zone of its periods", () => {
    const zoned = 'idle_count = 5\nperiods = ["* 8-17 * * mon-fri"]\ntimezone = "Europe/Paris"';
    const text = autoscaler.replace("idle_count = 5", zoned);
    expect(outcome(text, "runners[0].autoscaler.policy[0].periods")).toMatchObject({ outcome: "kept" });
    expect(fleet(text, "linux")).toMatchObject({ policies: [{ timezone: "Europe/Paris" }] });
  });

  test.each(['""', "0"])("holds its machines no longer than the runner did: an idle time of %s", (time) => {
    const text = autoscaler.replace('idle_time = "20m0s"', `idle_time = ${time}`);
    expect(fleet(text, "linux")).toMatchObject({ policies: [{ idleCount: 5, idleTime: "0s" }] });
    expect(outcome(text, "runners[0].autoscaler.policy[0].idle_time")).toMatchObject({ outcome: "changed" });
  });

  test("makes a group of its own, so that the old one needs a decision", () => {
    expect(outcome(autoscaler, "runners[0].autoscaler.plugin_config.name")).toMatchObject({
      outcome: "decision",
      note: expect.stringContaining("the fleet makes its own") as string,
    });
  });

  test("has as many machines as limit let it have where max_instances is missing", () => {
    const text = autoscaler
      .replace("max_instances = 10\n", "")
      .replace("capacity_per_instance = 1", "capacity_per_instance = 4")
      .replace('executor = "docker-autoscaler"', 'executor = "docker-autoscaler"\nlimit = 9');
    expect(fleet(text, "linux")).toMatchObject({ maxInstances: 3, capacityPerInstance: 4 });
    expect(outcome(text, "runners[0].limit")).toEqual({
      outcome: "changed",
      to: "fleets.linux.maxInstances",
      note: "jobs at once follow from the number of machines and what each takes",
    });
  });

  const NONE = "config.toml has no limit";
  const machine = autoscaler
    .replace('"docker-autoscaler"', '"docker+machine"')
    .replace(/\[runners\.autoscaler\][^]*/, '[runners.machine]\nIdleCount = 20\nMachineDriver = "amazonec2"\n');
  const docker = autoscaler.replace('"docker-autoscaler"', '"docker"').replace(/\[runners\.autoscaler\][^]*/, "");

  test.each([
    ["max_instances is 0", autoscaler.replace("max_instances = 10", "max_instances = 0"), "autoscaler.max_instances"],
    ["nothing is said", autoscaler.replace("max_instances = 10\n", ""), undefined],
    [
      "limit is 0",
      autoscaler.replace("max_instances = 10\n", "").replace("[runners.docker]", "limit = 0\n[runners.docker]"),
      "limit",
    ],
    ["docker+machine has a limit of 0", machine.replace("[runners.docker]", "limit = 0\n[runners.docker]"), "limit"],
    ["docker+machine has no limit", machine, undefined],
    ["docker has no limit", docker, undefined],
  ])("has as many as concurrent let it have, and says so, where %s", (_, text, key) => {
    const to = "fleets.linux.maxInstances";
    expect(fleet(text, "linux")).toMatchObject({ maxInstances: 10 });
    expect(outcome(text, key === undefined ? to : `runners[0].${key}`)).toEqual({
      outcome: "decision",
      to,
      note: `${key === undefined ? NONE : "0 is no limit"}, so that concurrent was the limit; check whether the fleet should have as much`,
    });
  });

  test("of docker+machine has no more idle machines than concurrent lets it have", () => {
    expect(fleet(machine, "linux")).toMatchObject({ policies: [{ idleCount: 10 }] });
  });

  test("needs a decision, and one alone, where concurrent is not said either", () => {
    for (const text of [autoscaler.replace("max_instances = 10\n", ""), machine, docker]) {
      const unlimited = text.replace("concurrent = 10\n", "");
      expect(fleet(unlimited, "linux")).not.toHaveProperty("maxInstances");
      expect(outcome(unlimited, "fleets.linux.maxInstances")).toEqual({
        outcome: "decision",
        to: "fleets.linux.maxInstances",
        note: `${NONE}, and a fleet must have one: write how much it may have`,
      });
    }
  });

  test.each([
    ["capacity_per_instance = 1", "capacity_per_instance = -1", "must be a whole number from 0, got -1; taken as 0"],
    ["max_use_count = 1", 'max_use_count = "1"', 'must be a number, got "1"; taken as 0'],
    ["max_use_count = 1", "max_use_count = 1.5", "must be a whole number from 0, got 1.5; taken as 0"],
  ])("needs a decision where a size is none: %s, %s", (size, none, note) => {
    const key = `runners[0].autoscaler.${size.replace(/ .*/, "")}`;
    expect(outcome(autoscaler.replace(size, none), key)).toEqual({ outcome: "decision", note });
  });

  test("needs a decision where limit or concurrent held it to fewer jobs than its machines can take", () => {
    const text = autoscaler
      .replace("concurrent = 10", "concurrent = 7")
      .replace("[runners.docker]", "limit = 3\n[runners.docker]");
    expect(outcome(text, "runners[0].limit")).toEqual({
      outcome: "decision",
      to: "fleets.linux.maxInstances",
      note: "it held the fleet to 3 jobs at once, and maxInstances × capacityPerInstance is 10; lower maxInstances to keep that",
    });
    expect(outcome(text, "concurrent")).toEqual({
      outcome: "decision",
      to: "fleets",
      note: "it held all runners together to 7 jobs at once, and the fleets come to 10; make them smaller to keep that",
    });
  });

  test.each([
    ['"aws:latest"', "changed"],
    ['"aws:1"', "changed"],
    ['"fleeting-plugin-aws"', "changed"],
    ['"aws:1.1.0"', "kept"],
    ['"aws:1.0.0"', "decision"],
    ['"googlecloud"', "decision"],
  ])("whose plugin is %s: %s", (plugin, expected) => {
    const text = autoscaler.replace('plugin = "aws"', `plugin = ${plugin}`);
    expect(outcomes(text, "runners[0].autoscaler.plugin")[0]).toMatchObject({ outcome: expected });
    expect(importConfig(text, "config.toml").description.manager).toEqual(
      plugin === '"aws:1.0.0"' ? { pluginVersion: "1.0.0" } : undefined,
    );
  });

  test("is of the architecture, and has the user, that its runner connects to", () => {
    const text = `${autoscaler}[runners.autoscaler.connector_config]\nusername = "ubuntu"\narch = "arm64"\nos = "linux"\n`;
    expect(fleet(text, "linux")).toMatchObject({ machines: { architecture: "arm64", image: { user: "ubuntu" } } });
    expect(outcome(text, "runners[0].autoscaler.connector_config.username")).toMatchObject({
      outcome: "decision",
      to: "fleets.linux.machines.image.user",
    });
    expect(outcome(text, "runners[0].autoscaler.connector_config.os")).toMatchObject({ outcome: "dropped" });
  });

  test("needs a decision where its machines ran Windows, or had a key of their own", () => {
    const text = `${autoscaler}[runners.autoscaler.connector_config]\nos = "windows"\nprotocol = "winrm"\nuse_static_credentials = true\nkey_path = "/key"\n`;
    for (const key of ["os", "protocol", "use_static_credentials", "key_path"]) {
      expect(outcome(text, `runners[0].autoscaler.connector_config.${key}`)).toMatchObject({ outcome: "decision" });
    }
  });

  test("has jobs on machines themselves where the executor is instance", () => {
    const text = autoscaler
      .replace('"docker-autoscaler"', '"instance"')
      .replace('[runners.docker]\nimage = "alpine:3.22"', "[runners.instance]\nuse_common_build_dir = true");
    expect(fleet(text, "linux")).toMatchObject({ executor: "instance", instance: { useCommonBuildDir: true } });
  });
});
