import { Instance } from "./instance";

let instance: Instance;

beforeEach(() => {
  instance = Instance.make();
  for (const program of ["install", "systemctl"]) {
    instance.add(program, `echo "${program} $*" >> "$ROOT/calls"`);
  }
});

afterEach(() => instance.removeCloud());

test("nothing of it waits for the volume, and an agent that does not start keeps no manager from starting", () => {
  const { status, output } = instance.run("set-up");
  expect(status).toBe(0);
  expect(output).toContain("the CloudWatch agent did not start");
  expect(instance.calls().at(-1)).toMatch(/^systemctl start --no-block /);
});

test("folders that services write to are there before the services", () => {
  instance.run("set-up");
  const calls = instance.calls();
  expect(calls[0]).toBe(
    `install --directory --owner=gitlab-runner --group=gitlab-runner --mode=0750 ${instance.path("plugins")}`,
  );
  expect(calls[1]).toContain("/var/log/gitlab-runner /var/log/runner-fleet");
});

test("all that a reboot must start is enabled", () => {
  instance.run("set-up");
  expect(instance.calls()).toContain(
    "systemctl enable runner-fleet-volume.service runner-fleet-config.timer runner-fleet-lifecycle.service gitlab-runner.service",
  );
});
