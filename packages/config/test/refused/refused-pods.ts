import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** A name, settings of pods beside their image, and every line of the report, without the path of the settings. */
export type RefusedPods = readonly [name: string, kubernetes: object, ...says: string[]];

/** Descriptions of one fleet of pods, refused for its settings. */
export const refusedPods = (rows: readonly RefusedPods[]): Refusal[] =>
  rows.map(([name, kubernetes, ...says]) => ({
    name,
    input: descriptionWith({
      fleets: {
        pods: {
          executor: "kubernetes",
          limit: 10,
          kubernetes: { image: "ruby:3.4", ...kubernetes },
          // The level takes whatever the settings say, and the policy keeps its rule quiet.
          jobs: { podSecurity: "privileged", networkPolicy: {} },
        },
      },
    }),
    says: says.map((line) => `fleets.pods.kubernetes.${line}`),
  }));
