import { everyMachineFleet } from "../rule/every-fleet";
import { hasContainers } from "../fleets/fleet-kinds";
import { formatGiven } from "../findings/finding";
import { instanceArchitecture } from "../fleets/instance-architecture";
import { knownEntries, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

const MAKERS = { amd64: ["intel", "amd"], arm64: ["amazon-web-services"] } as const;
const HELPER_PREFIXES = { amd64: "x86_64", arm64: "arm64" } as const;

/** Everything in a fleet is built for its architecture. */
export const architectureMismatch: Rule = {
  id: "architecture-mismatch",
  title: "Everything in a fleet is built for its architecture",
  why:
    "A fleet has one image and one helper. EC2 refuses to boot an image on a machine of another architecture, and a helper " +
    "of another one ends with “exec format error”: no job of the fleet ever starts.",
  fix: "choose types of the fleet's architecture, or set machines.architecture; two architectures are two fleets",
  severity: "error",
  check: everyMachineFleet(function* (fleet, at) {
    const { machines } = fleet;
    const { architecture, instanceRequirements: requirements } = machines;
    const lists = [
      [["instanceTypes"], machines.instanceTypes],
      [["instanceRequirements", "allowedInstanceTypes"], requirements?.allowedInstanceTypes],
    ] as const;
    const builder = knownValue(machines.image.prepare?.instanceType);
    const types = [
      ...lists.flatMap(([keys, list]) => knownEntries(list).map(([index, type]) => [[...keys, index], type] as const)),
      ...(builder === undefined ? [] : [[["image", "prepare", "instanceType"], builder] as const]),
    ];
    for (const [keys, type] of types) {
      const found = instanceArchitecture(type);
      if (found && found !== architecture) {
        yield {
          path: at("machines", ...keys),
          message: `must be a type of architecture ${architecture}, got ${formatGiven(type)} (${found})`,
        };
      }
    }
    const makers: readonly string[] = MAKERS[architecture];
    for (const [index, maker] of (requirements?.cpuManufacturers ?? []).entries()) {
      if (!makers.includes(maker)) {
        yield {
          path: at("machines", "instanceRequirements", "cpuManufacturers", index),
          message: `must be a maker of ${architecture} (${makers.join(", ")}), got ${formatGiven(maker)}`,
        };
      }
    }
    const [, helper] =
      /:(?:[a-z0-9.]+-)?(x86_64|arm64)-/.exec(
        knownValue(hasContainers(fleet) ? fleet.docker.helperImage : undefined) ?? "",
      ) ?? [];
    if (helper !== undefined && helper !== HELPER_PREFIXES[architecture]) {
      yield {
        path: at("docker", "helperImage"),
        message: `must be an image for ${HELPER_PREFIXES[architecture]}, got one for ${helper}`,
        fix: "name the helper of the fleet's architecture, or leave it out",
      };
    }
  }),
};
