import { formatGiven } from "@runner-fleet/config";
import type { GivenOptions } from "./given-options";
import type { OptionTable } from "./option-table";
import { changed, decision, dropped, kept } from "./option-verdict";

const CREDENTIALS =
  "the manager has a role and needs no key; delete the key in IAM once the old manager is gone, since it has been written down";
const KEY_PAIR =
  "no key pair: the manager logs in by EC2 Instance Connect, a new key for every connection; a key of your own goes into machines.ssh";
const OWN_SSH_USER = "the SSH user follows from the image";

const hopLimit = (given: GivenOptions) => Number(given.value("amazonec2-metadata-token-response-hop-limit") ?? 1);
const hasRole = (given: GivenOptions) => given.has("amazonec2-iam-instance-profile");

/** Options of the driver amazonec2 that say as whom something is done: keys, roles, SSH, the address of EC2 itself. */
export const accessOptions: OptionTable = {
  "amazonec2-access-key": () => dropped(CREDENTIALS),
  "amazonec2-secret-key": () => dropped(CREDENTIALS),
  "amazonec2-session-token": () => dropped(CREDENTIALS),
  "amazonec2-iam-instance-profile": (name, given) => {
    const parts = { instanceProfileName: name };
    return given.value("amazonec2-metadata-token") === "required" || hopLimit(given) > 1
      ? kept("machines.instanceProfileName", parts)
      : decision(
          "kept, but jobs could use its role by IMDSv1, which is off here: if they need AWS, let them ask for a role with " +
            "GitLab's ID tokens, or set machines.jobsMayUseInstanceRole to true; if they don't, remove the profile",
          "machines.instanceProfileName",
          parts,
        );
  },
  "amazonec2-metadata-token": (setting) =>
    dropped(
      setting === "required"
        ? "the instance metadata service always requires a token"
        : `the instance metadata service always requires a token, where it was ${formatGiven(setting)}`,
    ),
  "amazonec2-metadata-token-response-hop-limit": (_, given) =>
    hopLimit(given) > 1 && hasRole(given)
      ? changed(
          "machines.jobsMayUseInstanceRole",
          { jobsMayUseInstanceRole: true },
          "true: a hop limit of 2, with which containers of jobs reach the machine's role",
        )
      : dropped(
          hopLimit(given) > 1 ? "without an instance profile there is no role to reach" : "the limit is 1 by default",
        ),
  "amazonec2-ssh-user": (_, given) =>
    given.has("amazonec2-ami")
      ? changed("machines.image", {}, "says which system the image is built from, see amazonec2-ami")
      : dropped(OWN_SSH_USER),
  "amazonec2-ssh-port": (port) =>
    port === "22"
      ? dropped("22 by default")
      : decision(
          `machines let the manager in on port 22 alone, where it was ${formatGiven(port)}; SSH must listen there`,
        ),
  "amazonec2-ssh-keypath": () => dropped(KEY_PAIR),
  "amazonec2-keypair-name": () => dropped(KEY_PAIR),
  "amazonec2-userdata": () =>
    decision("a file on the old manager: put here what is in it, and no secret with it", "machines.userDataParts"),
  "amazonec2-endpoint": (address) =>
    decision(
      `${formatGiven(address)} took the place of EC2's own address: with an endpoint of your VPC and its private DNS ` +
        "names nothing need be written; an EC2 that is not of AWS is not supported",
    ),
  "amazonec2-insecure-transport": () => dropped("AWS is always called by TLS"),
  "amazonec2-retries": () => dropped("the Auto Scaling group tries again by itself"),
};
