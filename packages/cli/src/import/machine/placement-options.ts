import { formatGiven } from "@runner-fleet/config";
import { isOn } from "./driver-option";
import type { OptionTable } from "./option-table";
import { changed, decision, dropped, kept } from "./option-verdict";

const PRIVATE =
  "the manager connects to the private address; to reach machines by the public one from another network, set " +
  "autoscaler.connectorConfig.useExternalAddr to true";
const PUBLIC = { associatePublicIpAddress: true };

/** Options of the driver amazonec2 that say where in AWS a machine is, and who reaches it. */
export const placementOptions: OptionTable = {
  "amazonec2-region": (region) => ({ outcome: "kept", to: "region", region }),
  "amazonec2-vpc-id": (id) => kept("machines.vpcId", { vpcId: id }),
  "amazonec2-subnet-id": (id) =>
    kept(
      "machines.subnetIds",
      { subnetIds: [id] },
      "one subnet is one zone: add subnets of others, so that machines start when a zone has none left",
    ),
  "amazonec2-zone": (_, given) =>
    given.has("amazonec2-subnet-id")
      ? dropped("the zone is that of the subnet")
      : decision("a zone alone is no place: write subnets of the zones you want", "machines.subnetIds"),
  "amazonec2-security-group": (name) =>
    name === "docker-machine"
      ? dropped("machines get a security group of their own, which lets in SSH from the manager and nothing else")
      : decision(
          `${formatGiven(name)} is a name, and machines get a security group of their own, which lets in SSH from the ` +
            "manager alone; if jobs need other rules of that group, such as access to a database, write its id here " +
            "(docker-machine opened 22 and 2376 to the world in it, unless it was read-only: take those rules out)",
          "machines.securityGroupIds",
        ),
  "amazonec2-security-group-readonly": () => dropped("no security group that exists is changed"),
  "amazonec2-open-port": (port) =>
    decision(
      `${formatGiven(port)} was open to the internet, and nothing of a machine is here; if something must reach it, make ` +
        "a security group that allows that much and write its id here",
      "machines.securityGroupIds",
    ),
  "amazonec2-use-private-address": (on) =>
    isOn(on) ? dropped("the manager always connects to the private address") : dropped(PRIVATE),
  "amazonec2-private-address-only": (on) =>
    isOn(on)
      ? changed("machines.associatePublicIpAddress", { associatePublicIpAddress: false }, "false: no public address")
      : changed("machines.associatePublicIpAddress", PUBLIC, "true: machines had a public address"),
};
