import { joinedText, type Expression, type TextOrExpression } from "../values/expression";
import type { operatingSystems } from "../schema/machine-image";
import type { Machines } from "../schema/runner-fleet-config";

/** The user that an image of each system lets log in. */
const users: Readonly<Record<(typeof operatingSystems)[number], string>> = {
  "amazon-linux-2023": "ec2-user",
  "ubuntu-22.04": "ubuntu",
  "ubuntu-24.04": "ubuntu",
};

/** The user that the manager logs in as; it follows the image. */
export function sshUser(machines: Pick<Machines, "image">): string | Expression<"text"> {
  return machines.image.user ?? users[machines.image.os];
}

/** Where the manager finds the private key of a fleet that has a key of its own. */
export const sshKeyFolder = (fleet: TextOrExpression) => joinedText("/etc/gitlab-runner-ssh/", fleet);
