import { kubernetesPatterns } from "../kubernetes-pattern";
import { text } from "../value";

/** An amount of CPU, 0 or above. */
export const cpu = (since?: string) => text({ ...kubernetesPatterns.cpu, since }).optional();

/** An amount of memory or of disk space, 0 or above. */
export const size = (since?: string) => text({ ...kubernetesPatterns.size, since }).optional();
