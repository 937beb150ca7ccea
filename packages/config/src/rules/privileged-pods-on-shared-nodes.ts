import { privilegedPlaces } from "../fleets/pod-containers";
import { enforcedLevel } from "../fleets/pod-namespace";
import { podSettings, type PodSettings } from "../fleets/pod-settings";
import { everyKubernetesFleet } from "../rule/every-fleet";
import { Expression } from "../values/expression";
import type { Rule } from "../rule/rule";

/** Labels that nodes have whomever they are for. */
const COMMON_LABELS = ["kubernetes.io/arch", "kubernetes.io/os"];

/** Privileged pods have nodes of their own. */
export const privilegedPodsOnSharedNodes: Rule = {
  id: "privileged-pods-on-shared-nodes",
  title: "Privileged pods have nodes of their own",
  why:
    "A job in a privileged container can take over its node. On a node that other pods share it reads their secrets, and " +
    "those of the manager among them. Only a label keeps these pods on their nodes, and only a taint keeps others away.",
  fix:
    "label and taint nodes for this fleet alone, name the label in nodeSelector or in a required nodeAffinity, and the taint " +
    "in nodeTolerations",
  severity: "error",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const settings = podSettings(config, name);
    const level = enforcedLevel(config, name) ?? "privileged";
    if (level !== "privileged" || privilegedPlaces(settings).length === 0) {
      return;
    }
    if (!choosesNodes(settings)) {
      yield {
        path: at("kubernetes", "nodeSelector"),
        message: "must name a label that no other nodes have, got none, and none in a required nodeAffinity",
      };
    }
    if (Object.keys(settings.nodeTolerations ?? {}).length === 0) {
      yield { path: at("kubernetes", "nodeTolerations"), message: "must name the taint of those nodes, got none" };
    }
  }),
};

function choosesNodes({ nodeSelector, affinity }: PodSettings): boolean {
  if (Object.keys(nodeSelector ?? {}).some(isOwnLabel)) {
    return true;
  }
  // A node that meets any of the terms will do, so each of them must choose.
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return (
    terms.length > 0 &&
    terms.every(
      ({ matchExpressions = [], matchFields = [] }) =>
        matchFields.length > 0 || matchExpressions.some(({ key }) => Expression.is(key) || isOwnLabel(key)),
    )
  );
}

const isOwnLabel = (label: string) => !COMMON_LABELS.includes(label);
