import { parseQuantity } from "../values/quantity";
import { knownValue } from "../values/known-value";
import type { TextOrExpression } from "../values/expression";
import type { PodSettings } from "./pod-settings";

/** What a node has to give to pods, as the keys of the description call it. */
export type PodResource = keyof typeof RESOURCE_NAMES;

/** The resources of nodes in words. */
export const RESOURCE_NAMES = { cpu: "CPU", memory: "memory", ephemeralStorage: "disk space" } as const;

/** The resources of nodes, by their keys in the description. */
export const POD_RESOURCES = Object.keys(RESOURCE_NAMES) as PodResource[];

/** A kind of container of a job's pod, or the pod as a whole. */
export type PodPart = "build" | "helper" | "service" | "pod";

/** A key of `kubernetes` that holds an amount of a resource. */
export type AmountKey = Extract<
  keyof PodSettings,
  `${string}${"pu" | "emory" | "torage"}${"Request" | "Limit"}${"" | "OverwriteMaxAllowed"}`
>;

/** The keys about one resource of one part of a pod. */
export interface AmountKeys {
  /** Whose amounts they are. */
  readonly part: PodPart;
  /** The resource. */
  readonly resource: PodResource;
  /** What a node must have left. */
  readonly request: AmountKey;
  /** The most that there is to use. */
  readonly limit: AmountKey;
  /** The most that a job may set as the request. */
  readonly requestMaximum: AmountKey;
  /** The most that a job may set as the limit. */
  readonly limitMaximum: AmountKey;
}

/** How the keys of a part begin, and the resources that it has keys for. */
const PARTS = {
  build: { prefix: "", resources: ["cpu", "memory", "ephemeralStorage"] },
  helper: { prefix: "helper", resources: ["cpu", "memory", "ephemeralStorage"] },
  service: { prefix: "service", resources: ["cpu", "memory", "ephemeralStorage"] },
  pod: { prefix: "pod", resources: ["cpu", "memory"] },
} as const;

/** The keys of every part of a pod, resource by resource. */
export const amountKeys: readonly AmountKeys[] = Object.entries(PARTS).flatMap(([part, { prefix, resources }]) =>
  resources.map((resource) => {
    const start = prefix === "" ? resource : `${prefix}${resource[0]?.toUpperCase()}${resource.slice(1)}`;
    const key = (end: string) => `${start}${end}` as AmountKey;
    return {
      part: part as PodPart,
      resource,
      request: key("Request"),
      limit: key("Limit"),
      requestMaximum: key("RequestOverwriteMaxAllowed"),
      limitMaximum: key("LimitOverwriteMaxAllowed"),
    };
  }),
);

/** An amount that a description names. */
export interface Amount {
  /** As it is written. */
  readonly text: string;
  /** In billionths of a core or of a byte. */
  readonly value: bigint;
}

/** The amount that is written somewhere; `undefined` when there is none, or only Terraform knows it. */
export function knownAmount(written: TextOrExpression | undefined): Amount | undefined {
  const text = knownValue(written);
  return text === undefined ? undefined : { text, value: parseQuantity(text) };
}
