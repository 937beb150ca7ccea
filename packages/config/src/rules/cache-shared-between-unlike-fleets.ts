import { Expression } from "../values/expression";
import { knownValue } from "../values/known-value";
import { privilegedKeys } from "../fleets/privileged";
import type { Rule } from "../rule/rule";
import type { Fleet } from "../schema/runner-fleet-config";

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
  *check({ cache, fleets }) {
    if (knownValue(cache?.shared) !== true) {
      return;
    }
    const path = ["cache", "shared"];
    const firstWith = (holds: (fleet: Fleet) => boolean) =>
      Object.entries(fleets).find(([, fleet]) => holds(fleet))?.[0];
    const [amd64, arm64] = (["amd64", "arm64"] as const).map((name) =>
      firstWith(({ machines }) => machines.architecture === name),
    );
    if (amd64 !== undefined && arm64 !== undefined) {
      yield {
        path,
        message: `should be false where fleets differ in architecture, got amd64 (${amd64}) and arm64 (${arm64})`,
      };
    }
    const privileged = firstWith((fleet) => privilegedKeys(fleet).length > 0);
    const plain = firstWith((fleet) => isUnprivileged(fleet));
    if (privileged !== undefined && plain !== undefined) {
      yield {
        path,
        message: `should be false where some fleets have privileged containers and others have not, got ${privileged} with and ${plain} without`,
      };
    }
  },
};

const isUnprivileged = (fleet: Fleet) =>
  privilegedKeys(fleet).length === 0 &&
  !Expression.is(fleet.docker.privileged) &&
  !Expression.is(fleet.docker.servicesPrivileged);
