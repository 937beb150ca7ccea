import { everyPolicy } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A policy that asks for jobs only when a machine is ready keeps machines ready. */
export const preemptiveWithoutIdle: Rule = {
  id: "preemptive-without-idle",
  title: "A policy that asks for jobs only when a machine is ready keeps machines ready",
  why:
    "In preemptive mode the manager asks for no job until an idle machine is there for it, and with an idle count of 0 it " +
    "starts none. Jobs stay pending, and nothing is logged. A scale factor does not help: it counts running jobs.",
  fix: "raise idleCount, or remove preemptiveMode",
  severity: "error",
  check: everyPolicy(function* ({ preemptiveMode, idleCount }, at) {
    if (preemptiveMode === true && idleCount === 0) {
      yield {
        path: at("preemptiveMode"),
        message: "must not be true with an idleCount of 0: no job would ever be taken",
      };
    }
  }),
};
