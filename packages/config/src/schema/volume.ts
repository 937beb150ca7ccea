import { kubernetesPatterns } from "./kubernetes-pattern";
import { settings } from "./section";
import { text } from "./value";

/** The volume on which a manager keeps the record of its machines. */
export const volumeSchema = settings({
  /**
   * StorageClass of the volume. Choose one that encrypts, since the record holds how machines are logged in to, and
   * that waits for the pod (`volumeBindingMode: WaitForFirstConsumer`), since a volume of EBS ties it to a zone.
   */
  storageClass: text({ ...kubernetesPatterns.subdomain, expected: "a name of a StorageClass" }),
  /**
   * Size of the volume. A record takes a few kB for each machine, and 1Gi is the least that EBS makes.
   *
   * @default - 1Gi
   */
  size: text({ pattern: /^[1-9]\d*(Mi|Gi|Ti)$/, expected: 'a size such as "1Gi"' }).optional(),
});
