import { formatGiven } from "@runner-fleet/config";
import { isSecretText } from "../secret-entry";
import type { OptionTable } from "./option-table";
import { decision, dropped, kept, secretOption } from "./option-verdict";

const SWARM = "no machine is part of a swarm";
const PROXY = /^(https?|no)_proxy=/i;

const TRUST = "write the proxy into trust.httpProxy, httpsProxy and noProxy, from where dockerd and jobs get it";
const LOGIN =
  "; its address here holds what looks like a login (not shown), and there none may be: let the proxy know the machines by " +
  "their addresses";

/** Options of docker-machine itself, whatever the driver: Docker on the machine. */
export const engineOptions: OptionTable = {
  "engine-install-url": () =>
    dropped(
      "Docker comes from the packages of the image's system; for another package see machines.image.dockerPackage, for " +
        "Docker in an image of your own machines.image.docker",
    ),
  "engine-registry-mirror": (address) => kept("machines.registryMirrors", { registryMirrors: [address] }),
  "engine-insecure-registry": (address) =>
    decision(
      `${formatGiven(address)}: no registry is spoken to without TLS; give it a certificate, and its CA to trust.caBundle ` +
        "if it is your own",
    ),
  "engine-env": (entry) =>
    PROXY.test(entry)
      ? decision(isSecretText(entry) ? TRUST + LOGIN : TRUST)
      : isSecretText(entry)
        ? secretOption
        : decision("a variable of dockerd: if it is still needed, set it by a script here", "machines.userDataParts"),
  "engine-opt": (flag) =>
    decision(
      `${formatGiven(flag)} is a flag of dockerd: if it is still needed, set it by a script here, or in an image of your ` +
        "own with machines.image.docker present",
      "machines.userDataParts",
    ),
  "engine-label": () => dropped("a label of dockerd, which no job sees"),
  "engine-storage-driver": (driver) =>
    driver === "overlay2"
      ? dropped("what Docker chooses by itself")
      : decision(`Docker chooses its storage driver, where it was ${formatGiven(driver)}; remove what relies on that`),
  "tls-san": () => dropped("the manager speaks to Docker through SSH, without certificates"),
  swarm: () => dropped(SWARM),
  "swarm-addr": () => dropped(SWARM),
  "swarm-discovery": () => dropped(SWARM),
  "swarm-experimental": () => dropped(SWARM),
  "swarm-host": () => dropped(SWARM),
  "swarm-image": () => dropped(SWARM),
  "swarm-join-opt": () => dropped(SWARM),
  "swarm-master": () => dropped(SWARM),
  "swarm-opt": () => dropped(SWARM),
  "swarm-strategy": () => dropped(SWARM),
};
