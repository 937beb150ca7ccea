import { patterns } from "./pattern";
import { section } from "./section";
import { text, textList } from "./value";

/** `[[runners.docker.services]]`: a container that is started beside every job's own. */
export const dockerServiceSchema = section({
  /** Image of the service. It may name variables of the job, which the runner fills in. */
  name: text(),
  /**
   * Host names under which the job reaches the service, with commas or spaces between them.
   *
   * @default - made from the image's name
   */
  alias: text().optional(),
  /**
   * Command of the service's container, a word an entry.
   *
   * @default - the image's own
   */
  command: textList().optional(),
  /**
   * Entry point of the service's container, a word an entry.
   *
   * @default - the image's own
   */
  entrypoint: textList().optional(),
  /**
   * Variables of the service's container, each as `NAME=value`.
   *
   * @default - the job's variables only
   */
  environment: textList(patterns.environmentEntry).optional(),
});
