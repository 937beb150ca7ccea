import { everyFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A machine that installs Docker at boot is not used before it has done so. */
export const readyCommandIgnoresCloudInit: Rule = {
  id: "ready-command-ignores-cloud-init",
  title: "A machine that installs Docker at boot is not used before it has done so",
  why:
    "SSH answers long before cloud-init has installed Docker. A ready command that does not wait for it lets the first jobs " +
    "of every new machine fail: “Cannot connect to the Docker daemon”.",
  fix: "begin the command with `(cloud-init status --wait >/dev/null || test $? -eq 2) &&`, or leave it out",
  severity: "warning",
  check: everyFleet(function* ({ autoscaler, machines }, at) {
    const command = knownValue(autoscaler.instanceReadyCommand);
    if (command !== undefined && machines.image.docker === "install" && !command.includes("cloud-init")) {
      yield {
        path: at("autoscaler", "instanceReadyCommand"),
        message: "should wait for cloud-init, which installs Docker",
      };
    }
  }),
};
