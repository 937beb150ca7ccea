import { knownEntries } from "../values/known-value";
import type { PodSettings } from "./pod-settings";

/** Whether a fleet ever has pause pods. Numbers that only Terraform knows may be any. */
export const hasPausePods = ({ autoscaler }: PodSettings): boolean =>
  knownEntries(autoscaler?.policies).some(([, { idleCount, scaleFactor = 0 }]) => idleCount !== 0 || scaleFactor !== 0);
