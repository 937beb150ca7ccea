import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const SSH = 22;

/** Machines are reached on a port that is open. */
export const sshPortNotOpen: Rule = {
  id: "ssh-port-not-open",
  title: "Machines are reached on a port that is open",
  why:
    "The fleet's own security group lets the manager in on port 22 alone. On another port every connection times out, and " +
    "machine after machine is replaced before it gets a job.",
  fix: "leave protocolPort out, or open the port by a group of machines.securityGroupIds and accept the rule",
  severity: "warning",
  check: everyMachineFleet(function* ({ autoscaler }, at) {
    const port = autoscaler.connectorConfig.protocolPort;
    if (typeof port === "number" && port !== SSH) {
      yield { path: at("autoscaler", "connectorConfig", "protocolPort"), message: `should be ${SSH}, got ${port}` };
    }
  }),
};
