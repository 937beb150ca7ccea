import type { Rule } from "../rule/rule";

/** A manager with a volume runs on nodes. */
export const volumeOnFargate: Rule = {
  id: "volume-on-fargate",
  title: "A manager with a volume runs on nodes",
  why: "A pod on a Fargate profile cannot mount a volume of EBS. The manager's pod stays pending, and the apply waits for it.",
  fix: 'remove cluster.volume, or set cluster.compute to "nodes"',
  severity: "error",
  *check({ cluster }) {
    if (cluster.volume !== undefined && cluster.compute === "fargate") {
      yield { path: ["cluster", "volume"], message: 'must not be given with a compute of "fargate"' };
    }
  },
};
