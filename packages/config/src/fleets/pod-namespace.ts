import { profiles } from "../profiles/profiles";
import type { PodSecurityLevel } from "../profiles/profile";
import type { KubernetesFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { fleetsOf, hasPods } from "./fleet-kinds";
import { jobsNamespace } from "./names";

/** The levels of the Pod Security Standards, the strictest first. */
export const LEVELS: readonly PodSecurityLevel[] = ["restricted", "baseline", "privileged"];

/** The strictest Pod Security level that takes the pods of a fleet's profile. */
export const profileLevel = ({ profile }: KubernetesFleet): PodSecurityLevel => profiles[profile].podSecurity;

/** Whether a fleet makes the namespace of its pods, or something in it. */
export const makesInNamespace = ({ jobs: { namespacePolicy, podSecurity: _, ...things } }: KubernetesFleet): boolean =>
  namespacePolicy === "create" || Object.values(things).some((thing) => thing !== undefined);

/** The fleets whose pods are in the same namespace as a fleet's, itself among them, as far as names are known. */
export function fleetsInNamespace(config: RunnerFleetConfig, key: string): [string, KubernetesFleet][] {
  const namespace = jobsNamespace(config, key);
  return fleetsOf(config, hasPods).filter(
    ([other]) => other === key || (typeof namespace === "string" && jobsNamespace(config, other) === namespace),
  );
}

/**
 * The fleet that says what is in the namespace of a fleet's pods: the one that makes something there, or the fleet
 * itself where none does.
 *
 * @param key the key of a kubernetes fleet
 */
export function namespaceMaker(config: RunnerFleetConfig, key: string): KubernetesFleet {
  const own = config.fleets[key] as KubernetesFleet;
  return makesInNamespace(own)
    ? own
    : (fleetsInNamespace(config, key).find(([, fleet]) => makesInNamespace(fleet))?.[1] ?? own);
}

/**
 * The Pod Security level that the namespace of a fleet's pods enforces; `undefined` where somebody else makes the
 * namespace, and labels it or not.
 *
 * @param key the key of a kubernetes fleet
 */
export function enforcedLevel(config: RunnerFleetConfig, key: string): PodSecurityLevel | undefined {
  const maker = namespaceMaker(config, key);
  return maker.jobs.namespacePolicy === "create" ? (maker.jobs.podSecurity ?? profileLevel(maker)) : undefined;
}
