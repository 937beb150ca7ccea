import { podNetworkRefusals } from "./pod-network-refusals";
import { podRefusals } from "./pod-refusals";
import { podResourceRefusals } from "./pod-resource-refusals";
import { podSchedulingRefusals } from "./pod-scheduling-refusals";
import { podSecurityRefusals } from "./pod-security-refusals";
import { podVolumeRefusals } from "./pod-volume-refusals";

/** Descriptions that are refused for what they say of pods. */
export const kubernetesRefusals = [
  ...podRefusals,
  ...podResourceRefusals,
  ...podSchedulingRefusals,
  ...podSecurityRefusals,
  ...podNetworkRefusals,
  ...podVolumeRefusals,
];
