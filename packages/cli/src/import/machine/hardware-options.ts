import { formatGiven, instanceArchitecture } from "@runner-fleet/config";
import { isOn } from "./driver-option";
import type { OptionTable } from "./option-table";
import { changed, decision, dropped, kept } from "./option-verdict";
import { readTags } from "./tags";

const NO_SPOT = "had no effect without amazonec2-request-spot-instance";
const KMS_KEY_ARN = /^arn:aws[a-z-]*:kms:[^:]*:[^:]*:key\//;

/** What is said of volume types that gp3 takes the place of without loss. */
const KNOWN_VOLUMES: Readonly<Record<string, string>> = {
  gp3: "volumes are always gp3",
  gp2: "volumes are gp3, quicker than gp2 and cheaper",
  standard: "volumes are gp3, many times quicker than magnetic ones",
};

/** Options of the driver amazonec2 that say what a machine is: its type, price, disk, image and tags. */
export const hardwareOptions: OptionTable = {
  "amazonec2-instance-type": (type) => {
    const architecture = instanceArchitecture(type);
    return architecture === "arm64"
      ? kept("machines.instanceTypes", { instanceTypes: [type], architecture }, "and arm64 as machines.architecture")
      : kept("machines.instanceTypes", { instanceTypes: [type] });
  },
  "amazonec2-request-spot-instance": (on) =>
    isOn(on)
      ? changed(
          "machines.onDemandPercentageAboveBaseCapacity",
          { onDemandPercentageAboveBaseCapacity: 0 },
          "0: every machine is a spot machine",
        )
      : dropped("machines are on-demand by default"),
  "amazonec2-spot-price": (price, given) =>
    dropped(
      given.isOn("amazonec2-request-spot-instance")
        ? `no highest price (it was ${formatGiven(price)} dollars an hour): a spot machine never costs more than an ` +
            "on-demand one, and a lower limit only means more interruptions"
        : NO_SPOT,
    ),
  "amazonec2-block-duration-minutes": (_, given) =>
    dropped(
      given.isOn("amazonec2-request-spot-instance") ? "AWS no longer offers spot machines for a fixed time" : NO_SPOT,
    ),
  "amazonec2-root-size": (size) =>
    /^\d+$/.test(size)
      ? kept("machines.rootVolume.sizeGiB", { rootVolume: { sizeGiB: Number(size) } })
      : decision(`must be a number of GiB, got ${formatGiven(size)}`, "machines.rootVolume.sizeGiB"),
  "amazonec2-volume-type": (type) => {
    const known = KNOWN_VOLUMES[type];
    return known === undefined
      ? decision(
          `volumes are gp3, where they were ${formatGiven(type)}: raise iops and throughputMiBps if jobs wait for the disk`,
          "machines.rootVolume",
        )
      : dropped(known);
  },
  "amazonec2-volume-encrypted": () => dropped("volumes are always encrypted"),
  "amazonec2-volume-kms-key": (key) =>
    KMS_KEY_ARN.test(key)
      ? kept("machines.rootVolume.kmsKeyArn", { rootVolume: { kmsKeyArn: key } })
      : decision(
          `${formatGiven(key)} is an id or an alias: write the key's ARN, or leave it out for the account's own key`,
          "machines.rootVolume.kmsKeyArn",
        ),
  "amazonec2-use-ebs-optimized-instance": () => dropped("instance types of today are always optimised for EBS"),
  "amazonec2-ami": (id, given) =>
    decision(
      `written with ${imageText(given.value("amazonec2-ssh-user"))}, which follows from the SSH user: check os, and set ` +
        "docker to present if Docker is in the image already; an image of your own also grows old, while without id " +
        "machines start from the newest of AWS",
      "machines.image",
      { image: { id, ...imageOf(given.value("amazonec2-ssh-user")) } },
    ),
  "amazonec2-device-name": (name, given) =>
    given.has("amazonec2-ami")
      ? kept("machines.image.rootDeviceName", { image: { rootDeviceName: name } })
      : dropped("the name of the root device follows from the image"),
  "amazonec2-monitoring": (on) =>
    isOn(on) ? kept("machines.detailedMonitoring", { detailedMonitoring: true }) : dropped("off by default"),
  "amazonec2-tags": (text) => {
    const { tags, notes } = readTags(text);
    const parts = Object.keys(tags).length > 0 ? { tags } : {};
    return notes.length > 0 ? decision(notes.join("; "), "machines.tags", parts) : kept("machines.tags", parts);
  },
  "amazonec2-launch-template": () =>
    decision("the fleet has a launch template of its own: write what yours sets", "machines"),
  "amazonec2-use-fleet": () => dropped("machines are started by an Auto Scaling group, which chooses among types too"),
};

/** docker-machine logs in as `ubuntu` where no user is named, so an image without one is Ubuntu. */
function imageOf(user = "ubuntu"): Record<string, string> {
  return user === "ubuntu" ? { os: "ubuntu-24.04" } : user === "ec2-user" ? { os: "amazon-linux-2023" } : { user };
}

const imageText = (user?: string) =>
  Object.entries(imageOf(user))
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
