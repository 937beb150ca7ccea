import { Expression } from "../values/expression";
import { knownValue } from "../values/known-value";
import { privilegedKeys } from "../fleets/privileged";
import type { Rule } from "../rule/rule";
import { hasContainers, hasMachines, hasPods } from "../fleets/fleet-kinds";
import { CONTEXT_KEYS, containerRight, privilegedPlaces } from "../fleets/pod-containers";
import { podSettings } from "../fleets/pod-settings";
import type { Fleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

/** Fleets that share a cache are alike. */
export const cacheSharedBetweenUnlikeFleets: Rule = {
  id: "cache-shared-between-unlike-fleets",
  title: "Fleets that share a cache are alike",
  why:
    "With a shared cache a project's jobs find a key's archive whatever fleet put it there. Programs and libraries that " +
    "were built for another architecture fail with “exec format error”, and what a job with a privileged container left " +
    "in a cache is run by jobs that were kept from such power. The shards of a fleet share its cache without the key.",
  fix: "leave cache.shared out, or describe the unlike fleets as a deployment of their own",
  severity: "warning",
  *check(config) {
    const { cache, fleets } = config;
    if (knownValue(cache?.shared) !== true) {
      return;
    }
    const path = ["cache", "shared"];
    const firstWith = (holds: (fleet: Fleet, key: string) => boolean) =>
      Object.entries(fleets).find(([key, fleet]) => holds(fleet, key))?.[0];
    const [amd64, arm64] = (["amd64", "arm64"] as const).map((name) =>
      firstWith((fleet) => hasMachines(fleet) && fleet.machines.architecture === name),
    );
    if (amd64 !== undefined && arm64 !== undefined) {
      yield {
        path,
        message: `should be false where fleets differ in architecture, got amd64 (${amd64}) and arm64 (${arm64})`,
      };
    }
    const privileged = firstWith((fleet, key) => isPrivileged(config, fleet, key));
    const plain = firstWith((fleet, key) => isUnprivileged(config, fleet, key));
    if (privileged !== undefined && plain !== undefined) {
      yield {
        path,
        message: `should be false where some fleets have privileged containers and others have not, got ${privileged} with and ${plain} without`,
      };
    }
  },
};

const isPrivileged = (config: RunnerFleetConfig, fleet: Fleet, key: string) =>
  hasPods(fleet)
    ? privilegedPlaces(podSettings(config, key)).length > 0
    : hasContainers(fleet) && privilegedKeys(fleet).length > 0;

const isUnprivileged = (config: RunnerFleetConfig, fleet: Fleet, key: string) =>
  hasPods(fleet)
    ? CONTEXT_KEYS.every((context) => {
        const settings = podSettings(config, key);
        return containerRight(settings, context, "privileged").value === false;
      })
    : hasContainers(fleet) &&
      privilegedKeys(fleet).length === 0 &&
      !Expression.is(fleet.docker.privileged) &&
      !Expression.is(fleet.docker.servicesPrivileged);
