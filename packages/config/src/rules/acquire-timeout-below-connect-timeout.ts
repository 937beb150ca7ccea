import { everyMachineFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A job waits for a machine at least as long as the manager tries to connect to it. */
export const acquireTimeoutBelowConnectTimeout: Rule = {
  id: "acquire-timeout-below-connect-timeout",
  title: "A job waits for a machine at least as long as the manager tries to connect to it",
  why:
    "A job without an idle machine waits for a new one to boot. When it gives up while the manager still tries to connect, " +
    "the job fails, and the machine that was started for it idles.",
  fix: "raise instanceAcquireTimeout, or lower connectorConfig.timeout",
  severity: "warning",
  check: everyMachineFleet(function* ({ autoscaler }, at) {
    const acquire = knownValue(autoscaler.instanceAcquireTimeout);
    const connect = knownValue(autoscaler.connectorConfig.timeout);
    if (acquire && connect && acquire.milliseconds < connect.milliseconds) {
      yield {
        path: at("autoscaler", "instanceAcquireTimeout"),
        message: `should be at least connectorConfig.timeout (${connect}), got ${acquire}`,
      };
    }
  }),
};
