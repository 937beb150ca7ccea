import type { Machines } from "@runner-fleet/config";
import type { AwsEnvironment } from "./aws-environment";

// Image Builder follows these itself. Of an image by its parameter or id it does not say when there is a newer one.
const managedImages: Readonly<Record<Machines["image"]["os"], Readonly<Record<Machines["architecture"], string>>>> = {
  "amazon-linux-2023": { amd64: "amazon-linux-2023-x86", arm64: "amazon-linux-2023-arm64" },
  "ubuntu-22.04": { amd64: "ubuntu-server-22-lts-x86", arm64: "ubuntu-server-22-lts-arm64" },
  "ubuntu-24.04": { amd64: "ubuntu-server-24-lts-x86", arm64: "ubuntu-server-24-lts-arm64" },
};

/** The newest version of the image that a system's own publisher maintains, as Image Builder calls it. */
export const baseImageArn = (
  { partition, region }: Pick<AwsEnvironment, "partition" | "region">,
  { image, architecture }: Pick<Machines, "image" | "architecture">,
): string => `arn:${partition}:imagebuilder:${region}:aws:image/${managedImages[image.os][architecture]}/x.x.x`;
