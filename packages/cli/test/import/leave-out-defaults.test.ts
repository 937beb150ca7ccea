import { importConfig } from "../../src/import/import-config";
import { fleet, machine } from "./samples";

test("the description has what the report says is written, though it be the default", () => {
  const text = machine(
    'IdleTime = 1200\n[[runners.machine.autoscaling]]\nPeriods = ["* * 9-17 * * mon-fri *"]\nIdleTime = 1200\n',
  );
  expect(fleet(text, "linux")).toMatchObject({
    policies: [{ idleTime: "20m" }, { periods: ["* 9-17 * * mon-fri"], timezone: "UTC", idleTime: "20m" }],
  });
  expect(importConfig(text, "config.toml").yaml).toMatch(/zone that is meant\n +timezone: UTC\n/);
});
