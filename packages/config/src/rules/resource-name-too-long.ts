import { longNames } from "../fleets/name-limits";
import type { Rule } from "../rule/rule";

/** Names are as long as AWS, Helm and Kubernetes take them. */
export const resourceNameTooLong: Rule = {
  id: "resource-name-too-long",
  title: "Names are as long as AWS, Helm and Kubernetes take them",
  why:
    "Names are made of the deployment, the fleet and the shard. One that is too long is refused in the middle of an apply, " +
    "and a shorter one later replaces what was made by then.",
  fix: "shorten the name of the deployment or of the fleet",
  severity: "error",
  *check(config) {
    for (const { kind, most, name, path } of longNames(config)) {
      yield {
        path,
        message: `must give the ${kind} a name of at most ${most} characters, got ${name.length}: ${name}`,
      };
    }
  },
};
