import { importConfig } from "../../src/import/import-config";
import { machine } from "./samples";

test("a finding names the period that it is about", () => {
  const text = machine(
    '[[runners.machine.autoscaling]]\nPeriods = ["* * 9-17 * * mon-fri *", "* * 9-17 * * mon-fri *", "* 30 9 * * * *"]\n',
  );
  const found = importConfig(text, "config.toml").report.filter(({ note }) => note?.includes("longer than a minute"));
  expect(found).toEqual([
    expect.objectContaining({
      key: "runners[0].machine.autoscaling[0].Periods[2]",
      to: "fleets.linux.policies[1].periods[1]",
    }),
  ]);
});

test("a finding names the option that it is about, of several for one list", () => {
  const text = machine(
    'MachineOptions = ["engine-registry-mirror=https://one.example.com", "engine-registry-mirror=two"]\n',
  );
  const [found, ...more] = importConfig(text, "config.toml").report.filter(({ to }) => to?.endsWith("Mirrors[1]"));
  expect(more).toEqual([]);
  expect(found?.key).toBe("runners[0].machine.MachineOptions[1] (engine-registry-mirror)");
});
