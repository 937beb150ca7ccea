import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** Every fleet is a runner of its own in GitLab. */
export const runnerIdShared: Rule = {
  id: "runner-id-shared",
  title: "Every fleet is a runner of its own in GitLab",
  why:
    "GitLab Runner tells the autoscalers of one manager apart by the ids of their runners. Two fleets with one id get one " +
    "autoscaler: the first one's group takes the jobs of both, and the other never starts a machine.",
  fix: "give each fleet the id of its own runner, or leave id out",
  severity: "error",
  *check({ fleets }) {
    const owners = new Map<number, string>();
    for (const [name, fleet] of Object.entries(fleets)) {
      const id = knownValue(fleet.id);
      const owner = id === undefined ? undefined : owners.get(id);
      if (owner !== undefined) {
        yield { path: ["fleets", name, "id"], message: `must not be that of fleet ${owner}, got ${id}` };
      } else if (id !== undefined) {
        owners.set(id, name);
      }
    }
  },
};
