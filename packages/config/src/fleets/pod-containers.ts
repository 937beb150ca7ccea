import { knownValue } from "../values/known-value";
import type { PodSettings } from "./pod-settings";

/** The keys of `kubernetes` that hold for one kind of container, and what GitLab Runner calls the container. */
export const CONTAINER_CONTEXTS = {
  buildContainerSecurityContext: "build",
  helperContainerSecurityContext: "helper",
  serviceContainerSecurityContext: "service",
  initPermissionsContainerSecurityContext: "init-permissions",
} as const satisfies Partial<Record<keyof PodSettings, string>>;

/** A key of `kubernetes` that holds for one kind of container. */
export type ContextKey = keyof typeof CONTAINER_CONTEXTS;

/** The keys that hold for one kind of container, in the order of a pod's containers. */
export const CONTEXT_KEYS = Object.keys(CONTAINER_CONTEXTS) as ContextKey[];

type Right = "privileged" | "allowPrivilegeEscalation";

/** A right of one kind of container, and the keys of `kubernetes` that say so. */
export interface ContainerRight {
  /** What holds for the container. */
  readonly value: boolean | undefined;
  /** The keys from `kubernetes` on. */
  readonly at: readonly string[];
}

/** A right of a kind of container: its own, or else that of all containers. A value that Terraform knows is none. */
export function containerRight(settings: PodSettings, context: ContextKey, right: Right): ContainerRight {
  const own = settings[context]?.[right];
  return own === undefined
    ? { value: knownValue(settings[right]), at: [right] }
    : { value: knownValue(own), at: [context, right] };
}

/** Where it says that containers are privileged, each place once, with the keys from `kubernetes` on. */
export function privilegedPlaces(settings: PodSettings): (readonly string[])[] {
  const places = CONTEXT_KEYS.map((context) => containerRight(settings, context, "privileged"))
    .filter(({ value }) => value === true)
    .map(({ at }) => at);
  return places.filter((at, index) => places.findIndex((other) => other.join() === at.join()) === index);
}
