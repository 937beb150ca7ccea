import type { GivenOptions } from "./given-options";
import { changed, decision, type Verdict } from "./option-verdict";

interface Omission {
  /** Options of which none is given, so that docker-machine's own default counted. */
  readonly without: readonly string[];
  readonly verdict: (given: GivenOptions) => Verdict;
}

/** What docker-machine did where an option is left out and the description does something else. */
const omissions: readonly Omission[] = [
  {
    without: ["amazonec2-region"],
    verdict: () =>
      decision("no amazonec2-region: it was AWS_DEFAULT_REGION of the old manager, else us-east-1", "region"),
  },
  {
    without: ["amazonec2-subnet-id"],
    verdict: (given) =>
      decision(
        `no amazonec2-subnet-id: it was a subnet of zone ${given.value("amazonec2-zone") ?? "a"} in ` +
          `${given.has("amazonec2-vpc-id") ? "that VPC" : "the default VPC"}; write subnets, best of several zones`,
        "machines.subnetIds",
      ),
  },
  {
    without: ["amazonec2-instance-type"],
    verdict: () =>
      decision("no amazonec2-instance-type: it was t2.micro, too small for most jobs", "machines.instanceTypes"),
  },
  {
    without: ["amazonec2-private-address-only"],
    verdict: () =>
      changed(
        "machines.associatePublicIpAddress",
        { associatePublicIpAddress: true },
        "no amazonec2-private-address-only: machines had a public address; remove it where the subnet has a NAT gateway",
      ),
  },
  {
    without: ["amazonec2-private-address-only", "amazonec2-use-private-address"],
    verdict: () =>
      decision(
        "no amazonec2-use-private-address: the manager reached machines by their public address, and now by the private " +
          "one; where it is in another network, set this to true",
        "autoscaler.connectorConfig.useExternalAddr",
      ),
  },
  {
    without: ["amazonec2-ami"],
    verdict: () =>
      changed(
        "machines.image",
        {},
        "no amazonec2-ami: it was an Ubuntu image out of docker-machine's own list, and is now the newest Amazon Linux " +
          "2023; jobs in containers see no difference",
      ),
  },
  {
    without: ["amazonec2-root-size"],
    verdict: () =>
      changed(
        "machines.rootVolume.sizeGiB",
        {},
        "no amazonec2-root-size: it was 16 GiB, and is now 50 GiB unless you write less",
      ),
  },
];

/** What became of the defaults of docker-machine's driver amazonec2 that its options left in place. */
export function omittedOptions(given: GivenOptions): readonly Verdict[] {
  return omissions.flatMap(({ without, verdict }) => (without.some((name) => given.has(name)) ? [] : [verdict(given)]));
}
