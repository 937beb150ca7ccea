import type { KubernetesFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { amountText } from "./pod-amount-text";
import { namespaceMaker } from "./pod-namespace";
import {
  amountKeys,
  knownAmount,
  type Amount,
  type AmountKey,
  type AmountKeys,
  type PodPart,
  type PodResource,
} from "./pod-resources";
import { podSettings, type PodSettings } from "./pod-settings";

type LimitRange = NonNullable<KubernetesFleet["jobs"]["limitRange"]>;

/** What Kubernetes calls a resource. */
export const KUBERNETES_NAMES = {
  cpu: "cpu",
  memory: "memory",
  ephemeralStorage: "ephemeral-storage",
} as const satisfies Record<PodResource, string>;

/** Where the pods of a fleet find their requests and limits. */
export interface PodAmounts {
  /** The settings of the pods, with those of their profile. */
  readonly settings: PodSettings;
  /**
   * What the namespace gives containers that say nothing.
   *
   * @default - nothing
   */
  readonly limitRange?: LimitRange;
}

/** An amount, and where in the fleet it is written. */
export interface PlacedAmount extends Amount {
  /** The keys from the fleet on. */
  readonly at: readonly string[];
  /** What a message calls it. */
  readonly words: string;
}

/** What a pod requests of one resource. */
export interface PodRequest {
  /** In billionths of a core or of a byte. */
  readonly value: bigint;
  /** What it is put together from: `build 2, helper 500m`. */
  readonly words: string;
}

/**
 * Where the pods of a fleet find their requests and limits.
 *
 * @param key the key of a kubernetes fleet
 */
export const podAmounts = (config: RunnerFleetConfig, key: string): PodAmounts => ({
  settings: podSettings(config, key),
  limitRange: namespaceMaker(config, key).jobs.limitRange,
});

/**
 * The limit of a container: what is written, or else the default or the maximum of the namespace's limit range, which
 * says nothing of a pod as a whole.
 */
export function containerLimit(pod: PodAmounts, { part, resource, limit }: AmountKeys): PlacedAmount | undefined {
  if (isGiven(pod, limit) || part === "pod") {
    return written(pod, limit);
  }
  return ofRange(pod, "default", resource) ?? ofRange(pod, "max", resource);
}

/**
 * What a container requests: what is written, or else its limit, which Kubernetes puts in place before the namespace's
 * limit range has a say.
 */
export function containerRequest(pod: PodAmounts, keys: AmountKeys): PlacedAmount | undefined {
  const { resource, request, limit } = keys;
  if (isGiven(pod, request) || isGiven(pod, limit)) {
    return isGiven(pod, request) ? written(pod, request) : written(pod, limit);
  }
  return ofRange(pod, "defaultRequest", resource) ?? containerLimit(pod, keys) ?? ofRange(pod, "min", resource);
}

/** What all containers of a pod request together, as far as it is known; `undefined` where nothing is. */
export const containersRequest = (pod: PodAmounts, resource: PodResource): PodRequest | undefined =>
  sumOfContainers(pod, resource, (keys) => containerRequest(pod, keys)?.value);

/** What a pod requests whose job sets none of the variables for it. Services of the job come on top. */
export function podRequest(pod: PodAmounts, resource: PodResource): PodRequest | undefined {
  const keys = wholePodKeys(resource);
  if (keys && isGiven(pod, keys.request)) {
    return whole(pod, keys.request);
  }
  return containersRequest(pod, resource) ?? (keys && whole(pod, keys.limit));
}

/** What a pod requests at most, if its job sets the variables that it may. Services of the job come on top. */
export function largestPodRequest(pod: PodAmounts, resource: PodResource): PodRequest | undefined {
  const keys = wholePodKeys(resource);
  const usual =
    keys && isGiven(pod, keys.request)
      ? podRequest(pod, resource)
      : (sumOfContainers(pod, resource, (each) => largestContainerRequest(pod, each)) ?? podRequest(pod, resource));
  const most = keys && whole(pod, keys.requestMaximum);
  return most && most.value > (usual?.value ?? 0n) ? most : usual;
}

/** A job's own limit is its request, too, where no request is written. */
function largestContainerRequest(pod: PodAmounts, keys: AmountKeys): bigint | undefined {
  const values = [
    containerRequest(pod, keys),
    written(pod, keys.requestMaximum),
    isGiven(pod, keys.request) ? undefined : written(pod, keys.limitMaximum),
  ].flatMap((amount) => (amount ? [amount.value] : []));
  return values.length === 0 ? undefined : values.reduce((most, value) => (value > most ? value : most));
}

/** Init containers run before the others and are given what the helper is, or the build container: never more. */
function sumOfContainers(
  { settings: { services = [] } }: PodAmounts,
  resource: PodResource,
  requestOf: (keys: AmountKeys) => bigint | undefined,
): PodRequest | undefined {
  const parts = amountKeys
    .filter((keys) => keys.resource === resource && keys.part !== "pod")
    .map((keys) => ({
      part: keys.part,
      each: requestOf(keys) ?? 0n,
      count: keys.part === "service" ? services.length : 1,
    }))
    .filter(({ each, count }) => each * BigInt(count) > 0n);
  return parts.length === 0
    ? undefined
    : {
        value: parts.reduce((total, { each, count }) => total + each * BigInt(count), 0n),
        words: parts.map(({ part, each, count }) => partWords(part, amountText(resource, each), count)).join(", "),
      };
}

const partWords = (part: PodPart, amount: string, count: number) =>
  count === 1 ? `${part} ${amount}` : `${count} ${part}s ${amount} each`;

const wholePodKeys = (resource: PodResource) =>
  amountKeys.find((keys) => keys.part === "pod" && keys.resource === resource);

/** Whether a key is written, be it with a value that only Terraform knows. */
const isGiven = ({ settings }: PodAmounts, key: AmountKey) => settings[key] !== undefined;

function written({ settings }: PodAmounts, key: AmountKey): PlacedAmount | undefined {
  const amount = knownAmount(settings[key]);
  return amount && { ...amount, at: ["kubernetes", key], words: key };
}

function whole(pod: PodAmounts, key: AmountKey): PodRequest | undefined {
  const amount = written(pod, key);
  return amount && { value: amount.value, words: key };
}

function ofRange({ limitRange }: PodAmounts, kind: keyof LimitRange, resource: PodResource): PlacedAmount | undefined {
  const name = KUBERNETES_NAMES[resource];
  const amount = knownAmount(limitRange?.[kind]?.[name]);
  return amount && { ...amount, at: ["jobs", "limitRange", kind, name], words: `jobs.limitRange.${kind}.${name}` };
}
