import type { Job, RunnerTable } from "./job";
import type { Variables } from "./job-variables";

/** What containers are made of. */
export interface PodParts {
  readonly runner: RunnerTable;
  readonly job: Job;
  readonly variables: Variables;
}
