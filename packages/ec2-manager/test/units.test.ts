import { managerFiles } from "../src/manager-files";

const text = (name: string) => managerFiles().find(({ path }) => path.endsWith(`/${name}`))!.content;
const runner = text("gitlab-runner.service").split("\n");

test("GitLab Runner does not start without the volume", () => {
  expect(runner).toContain("RequiresMountsFor=/var/lib/gitlab-runner");
  expect(text("var-lib-gitlab\\x2drunner.mount")).toContain("Requires=runner-fleet-volume.service\n");
  expect(text("var-lib-gitlab\\x2drunner.mount")).toContain("After=runner-fleet-volume.service\n");
});

test("nothing gives up on a volume that another instance has for days", () => {
  expect(text("runner-fleet-volume.service")).toContain("TimeoutStartSec=infinity\n");
  // systemd waits for what is below /dev for 90 seconds.
  expect(text("var-lib-gitlab\\x2drunner.mount")).not.toMatch(/^What=\/dev/m);
});

test("GitLab Runner drains when it is stopped, and no other signal reaches it or its plugin before", () => {
  for (const line of [
    "ExecStop=/usr/local/lib/runner-fleet/stop-runner $MAINPID",
    "KillSignal=SIGQUIT",
    "KillMode=mixed",
    "Restart=always",
  ]) {
    expect(runner).toContain(line);
  }
});

test("GitLab Runner is not root, and what it may write is its own", () => {
  for (const line of [
    "User=gitlab-runner",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "ProtectSystem=strict",
    "ReadWritePaths=/var/lib/gitlab-runner /var/lib/runner-fleet/plugins",
  ]) {
    expect(runner).toContain(line);
  }
});

test("every command of a unit is a script that is brought along", () => {
  const commands = managerFiles().flatMap(({ content }) =>
    [...content.matchAll(/^Exec\w+=\+?(\/\S+)/gm)].map(([, command]) => command!),
  );
  expect(commands.length).toBeGreaterThanOrEqual(8);
  const scripts = managerFiles().map(({ path }) => path);
  expect(commands.filter((command) => !scripts.includes(command))).toEqual([]);
});
