import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import type { MachineFleet } from "../schema/fleet";
import { knownValue } from "../values/known-value";

/** A machine that installs what jobs need at boot is not used before it has done so. */
export const readyCommandIgnoresCloudInit: Rule = {
  id: "ready-command-ignores-cloud-init",
  title: "A machine that installs what jobs need at boot is not used before it has done so",
  why:
    "SSH answers long before cloud-init has installed anything. A ready command that does not wait for it lets the first jobs " +
    "of every new machine fail: “Cannot connect to the Docker daemon”, or “git: command not found”.",
  fix: "begin the command with `(cloud-init status --wait >/dev/null || test $? -eq 2) &&`, or leave it out",
  severity: "warning",
  check: everyMachineFleet(function* ({ autoscaler, machines }, at) {
    const command = knownValue(autoscaler.instanceReadyCommand);
    const installed = installedAtBoot(machines);
    if (command !== undefined && installed.length > 0 && !command.includes("cloud-init")) {
      yield {
        path: at("autoscaler", "instanceReadyCommand"),
        message: `should wait for cloud-init, which installs ${new Intl.ListFormat("en-GB").format(installed)}`,
      };
    }
  }),
};

const installedAtBoot = ({ image }: MachineFleet["machines"]): string[] => [
  ...(image.docker === "install" ? ["Docker"] : []),
  ...("runner" in image && image.runner === "install" ? ["git", "gitlab-runner"] : []),
];
