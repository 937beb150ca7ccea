import { Expression, jsonDocument, operand, sum } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import { SCRIPT_FOLDER } from "./manager-files";
import { drainSeconds, HOOK_LIMIT_SECONDS, START_SECONDS, type Timed } from "./manager-times";

/** Seconds, besides the drain and the start, for upgrading packages. */
const UPGRADE_SECONDS = 1_800;

/**
 * The document of Systems Manager by which a person, or a maintenance window, drains, restarts, patches or replaces the
 * manager. What it does is a script on the instance; the parameters are held against their patterns before they reach it.
 *
 * @param manager name of the manager
 * @param config the description, for how long a drain may take
 */
export const maintenanceDocument = (manager: string, config: Timed): string =>
  jsonDocument({
    schemaVersion: "2.2",
    description: `Drains, restarts, patches or replaces the GitLab Runner manager ${manager}.`,
    parameters: {
      action: {
        type: "String",
        description:
          "drain: wait for jobs and stay stopped. restart: drain and start again. patch: drain, upgrade packages and reboot. replace: drain and start another instance.",
        allowedValues: ["drain", "restart", "patch", "replace"],
      },
      release: {
        type: "String",
        description:
          "For patch: the release of Amazon Linux 2023 to upgrade to, by its version or as latest; or security, for security updates alone.",
        default: "latest",
        allowedPattern: "^(latest|security|2023[.][0-9]{1,3}[.][0-9]{8})$",
      },
      executionTimeout: {
        type: "String",
        description: "Seconds that the action may take, at most 172800.",
        default: longestAction(config),
        allowedPattern: "^[1-9][0-9]{0,5}$",
      },
    },
    mainSteps: [
      {
        action: "aws:runShellScript",
        name: "maintain",
        precondition: { StringEquals: ["platformType", "Linux"] },
        inputs: {
          timeoutSeconds: "{{ executionTimeout }}",
          // In place of the shell, so that its exit code 194 reaches the agent, which then reboots.
          runCommand: [`exec ${SCRIPT_FOLDER}/maintain '{{ action }}' '{{ release }}'`],
        },
      },
    ],
  });

/** As long as the longest action may take, and no longer than Systems Manager lets a command take. */
function longestAction(config: Timed): string {
  const seconds = sum([drainSeconds(config), START_SECONDS, UPGRADE_SECONDS]);
  return Expression.is(seconds)
    ? resolveExpressions(Expression.text(`min(${HOOK_LIMIT_SECONDS}, ${operand(seconds)})`))
    : String(Math.min(HOOK_LIMIT_SECONDS, seconds));
}
