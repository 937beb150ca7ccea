import { section } from "./section";
import { flag } from "./value";

/** `[runners.instance]`: jobs that run on a machine itself. */
export const instanceSchema = section({
  /**
   * Whether every job finds its repository in the same directory of the machine, not in one named after the runner and
   * the slot. GitLab Runner heeds it only where each machine runs a single job: `maxUseCount` 1.
   *
   * @default - false
   */
  useCommonBuildDir: flag().optional(),
});
