import type { IResolvable } from "cdktf";

/** What GitLab is told of one runner. */
export interface RunnerProps {
  /**
   * Tags of the jobs that the runner takes, up to 255 characters each. Must be given unless `runUntagged` is true.
   *
   * @default - none
   */
  readonly tags?: readonly string[];
  /**
   * Whether the runner takes jobs without tags.
   *
   * @default false
   */
  readonly runUntagged?: boolean | IResolvable;
  /**
   * Whether the runner takes jobs of protected branches and tags alone.
   *
   * @default false
   */
  readonly protected?: boolean | IResolvable;
  /**
   * Whether the runner stays with its project. Only for runners of a project.
   *
   * @default - true for a runner of a project
   */
  readonly locked?: boolean | IResolvable;
  /**
   * Seconds after which GitLab ends a job of this runner, at least 600. Once set it can be changed, but only in GitLab be
   * taken away: the provider keeps what it no longer finds in the configuration.
   *
   * @default - the limit of the job's project
   */
  readonly maximumTimeoutSeconds?: number;
  /**
   * What GitLab shows as the runner's description.
   *
   * @default - the key of the runner
   */
  readonly description?: string;
  /**
   * Whether the runner takes no jobs.
   *
   * @default false
   */
  readonly paused?: boolean | IResolvable;
  /**
   * A note for GitLab's administrators, up to 1024 characters. Once set it can be changed, but only in GitLab be taken
   * away, as with `maximumTimeoutSeconds`.
   *
   * @default - none
   */
  readonly maintenanceNote?: string;
}

/** Which runners are created, and for whom they work. */
export interface RunnerRegistrationProps {
  /** Whose jobs the runners take: those of the whole instance (administrators only), of a group, or of a project. */
  readonly type: "instance" | "group" | "project";
  /**
   * Number of the group. Must be given for `group`, and for `group` alone.
   *
   * @default - none
   */
  readonly groupId?: string;
  /**
   * Number of the project. Must be given for `project`, and for `project` alone.
   *
   * @default - none
   */
  readonly projectId?: string;
  /** The runners by name: one a fleet, which all managers of the fleet share. */
  readonly runners: Readonly<Record<string, RunnerProps>>;
  /**
   * A number to raise for new runners with new tokens in place of all old ones.
   *
   * @default 1
   */
  readonly revision?: number;
}

/** A runner that was created in GitLab. */
export interface RegisteredRunner {
  /** Number of the runner: `id` in config.toml. A runner that takes its place has another one. */
  readonly id: number;
  /** The runner's authentication token, sensitive, as an attribute of the resource: it is in the state, and nowhere else. */
  readonly token: string;
}
