import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Machines that are reached by a public address have one. */
export const externalAddressWithoutOne: Rule = {
  id: "external-address-without-one",
  title: "Machines that are reached by a public address have one",
  why:
    "The manager falls back to the private address without a word. Routes and security groups that were made for the public " +
    "one then let every connection time out.",
  fix: "remove useExternalAddr, or give machines a public address",
  severity: "warning",
  check: everyMachineFleet(function* ({ autoscaler, machines }, at) {
    if (autoscaler.connectorConfig.useExternalAddr === true && machines.associatePublicIpAddress === false) {
      yield {
        path: at("autoscaler", "connectorConfig", "useExternalAddr"),
        message: "has no effect with machines.associatePublicIpAddress false",
      };
    }
  }),
};
