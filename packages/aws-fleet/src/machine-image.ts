import { DataAwsAmi } from "@cdktf/provider-aws/lib/data-aws-ami";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { Machines, Resolved } from "@runner-fleet/config";
import type { Construct } from "constructs";

type Image = Machines["image"];

/** What follows from the system of an image. */
export interface OperatingSystem {
  /** Public SSM parameter that names the newest image, by architecture. */
  readonly ssmParameter: Readonly<Record<Machines["architecture"], string>>;
  /** Name of the root device in the image. */
  readonly rootDeviceName: string;
  /** The package that holds dockerd and the docker command. */
  readonly dockerPackage: string;
}

const amazonLinux = (architecture: string) =>
  `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;

// Canonical's images have a gp3 root from 23.10 on, and are listed under gp2 before.
const ubuntu = (release: string, architecture: string, volume: string) =>
  `/aws/service/canonical/ubuntu/server/${release}/stable/current/${architecture}/hvm/ebs-${volume}/ami-id`;

// docker.io comes from Ubuntu's own signed archive: no foreign key to trust, no fingerprint to pin.
const ubuntuFacts = { rootDeviceName: "/dev/sda1", dockerPackage: "docker.io" } as const;

/** What follows from each system that the description knows. */
export const operatingSystemFacts: Readonly<Record<Image["os"], OperatingSystem>> = {
  "amazon-linux-2023": {
    ssmParameter: { amd64: amazonLinux("x86_64"), arm64: amazonLinux("arm64") },
    rootDeviceName: "/dev/xvda",
    dockerPackage: "docker",
  },
  "ubuntu-22.04": {
    ...ubuntuFacts,
    ssmParameter: { amd64: ubuntu("22.04", "amd64", "gp2"), arm64: ubuntu("22.04", "arm64", "gp2") },
  },
  "ubuntu-24.04": {
    ...ubuntuFacts,
    ssmParameter: { amd64: ubuntu("24.04", "amd64", "gp3"), arm64: ubuntu("24.04", "arm64", "gp3") },
  },
};

/** EC2's names of the architectures. */
const ec2Architecture: Readonly<Record<Machines["architecture"], string>> = { amd64: "x86_64", arm64: "arm64" };

/** The `image_id` of a launch template, with the data source behind it where one is needed. */
export function machineImageId(scope: Construct, { image, architecture }: Resolved<Machines>): string {
  if (image.id !== undefined) {
    return image.id;
  }
  if (image.nameFilter !== undefined) {
    return new DataAwsAmi(scope, "Image", {
      mostRecent: true,
      owners: [image.nameFilter.owner],
      filter: [
        { name: "name", values: [image.nameFilter.name] },
        { name: "architecture", values: [ec2Architecture[architecture]] },
      ],
    }).id;
  }
  const parameter = image.ssmParameter ?? operatingSystemFacts[image.os].ssmParameter[architecture];
  // `value` is sensitive whatever the parameter's type, and would hide the image in every plan.
  return image.follow === "launch"
    ? `resolve:ssm:${parameter}`
    : new DataAwsSsmParameter(scope, "Image", { name: parameter }).insecureValue;
}
