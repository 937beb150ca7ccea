import { knownEntries, knownValue } from "../values/known-value";
import type { PodSettings } from "./pod-settings";

/** Whether a fleet ever has pause pods, as far as it is known now. */
export const hasPausePods = ({ autoscaler }: PodSettings): boolean =>
  knownEntries(autoscaler?.policies).some(
    ([, { idleCount, scaleFactor }]) => (knownValue(idleCount) ?? 0) > 0 || (knownValue(scaleFactor) ?? 0) > 0,
  );
