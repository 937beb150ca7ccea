import * as z from "zod";
import { labelPatterns, patterns } from "./pattern";
import { section } from "./section";
import { choice, duration, flag, flagMap, integer, text, textList, textMap } from "./value";

/** `[runners.custom_build_dir]` */
export const customBuildDirSchema = section({
  /**
   * Whether a job may choose where its repository is cloned to, by `GIT_CLONE_PATH`, below `buildsDir`.
   *
   * @default - true; false with the executor instance
   */
  enabled: flag().optional(),
});

/** `[runners.artifact]`: how long the upload of a job's artifacts may take. */
export const artifactSchema = section({
  /**
   * How long an upload may take as a whole.
   *
   * @default - 1h
   * @since GitLab Runner 18.10
   */
  uploadTimeout: duration({ min: "1s", since: "18.10" }).optional(),
  /**
   * How long GitLab may take to answer once everything is sent.
   *
   * @default - 10m
   * @since GitLab Runner 18.10
   */
  responseHeaderTimeout: duration({ min: "1s", since: "18.10" }).optional(),
});

const cronexprField = String.raw`[A-Za-z0-9*/,?#-]+`;

/** `[[runners.monitoring.job_queuing_durations]]`: how long a job may wait, and when. */
export const jobQueuingDurationSchema = section({
  /**
   * When the threshold holds: each text is seven cron fields (second, minute, hour, day of month, month, day of week,
   * year), not the five of a scaling policy. Of several entries that hold at once the last one counts.
   */
  periods: textList({
    pattern: new RegExp(`^${cronexprField}( +${cronexprField}){6}$`),
    expected: 'seven cron fields, seconds first and the year last, such as "* * 8-17 * * mon-fri *"',
  }).refine((periods) => !Array.isArray(periods) || periods.length > 0, "must hold at least one period"),
  /**
   * IANA name of the time zone in which `periods` are read.
   *
   * @default - the manager's, UTC in its image
   */
  timezone: text().optional(),
  /** Waiting time above which a job counts in `gitlab_runner_acceptable_job_queuing_duration_exceeded_total`. */
  threshold: duration({ min: "1s" }),
  /**
   * Regular expression (of Go) for the number of jobs that the job's project had running, as GitLab tells it: only
   * jobs for which it matches are counted.
   *
   * @default - ".*", every job
   */
  jobsRunningForProject: text().optional(),
});

/** `[runners.monitoring]` */
export const monitoringSchema = section({
  /**
   * How long a job may wait before it counts as late.
   *
   * @default - nothing is counted
   */
  jobQueuingDurations: z.array(jobQueuingDurationSchema).optional(),
});

/** `[runners.experimental.boot_verify]`: a job of the manager's own before it takes others. */
export const bootVerifySchema = section({
  /**
   * Whether the manager runs a job of its own when it starts, which needs a machine, and exits when that job fails.
   * Until it is done `/health/ready` answers with 503.
   *
   * @default - false
   * @since GitLab Runner 19.2
   */
  enabled: flag({ since: "19.2" }).optional(),
  /**
   * How long the job may take, the start of its machine included.
   *
   * @default - 5m
   * @since GitLab Runner 19.2
   */
  timeout: duration({ min: "1s", since: "19.2" }).optional(),
  /**
   * The shortest pause between two attempts to get a machine.
   *
   * @default - 1s
   * @since GitLab Runner 19.2
   */
  acquireMinBackoff: duration({ min: "1ms", since: "19.2" }).optional(),
  /**
   * The longest pause between two attempts to get a machine.
   *
   * @default - 10s
   * @since GitLab Runner 19.2
   */
  acquireMaxBackoff: duration({ min: "1ms", since: "19.2" }).optional(),
});

/** `[runners.experimental]`: what GitLab may change or take away in any release. */
export const runnerExperimentalSchema = section({
  /**
   * A job of the manager's own before it takes others.
   *
   * @default - none
   */
  bootVerify: bootVerifySchema.optional(),
});

const script = () => text().optional();

/** The keys of `[[runners]]` that a user may set, beside sizes and tables of their own. */
export const runnerSettings = {
  /**
   * Id of the runner in GitLab, from 1. With it, a manager that gets a new token keeps its machines (GitLab Runner 19.2
   * and newer).
   *
   * @default - not written
   */
  id: integer({ min: 1 }).optional(),
  /**
   * The longest job log, in kilobytes, from 1. What comes after is cut off.
   *
   * @default - 4096
   */
  outputLimit: integer({ min: 1 }).optional(),
  /**
   * Questions for jobs that may be open at GitLab at once, from 1. The runner adapts between 1 and this.
   *
   * @default - by the size of the fleet
   */
  requestConcurrency: integer({ min: 1 }).optional(),
  /**
   * Whether the manager waits for its check interval also when it has just got a job.
   *
   * @default - false, it asks again at once
   * @since GitLab Runner 18.9
   */
  strictCheckInterval: flag({ since: "18.9" }).optional(),
  /**
   * Failed questions for jobs in a row, from 1, after which the runner pauses.
   *
   * @default - 3
   */
  unhealthyRequestsLimit: integer({ min: 1 }).optional(),
  /**
   * How long it pauses then.
   *
   * @default - 1h
   */
  unhealthyInterval: duration({ min: "1s" }).optional(),
  /**
   * Attempts, from 1, to tell GitLab how a job ended.
   *
   * @default - 10
   * @since GitLab Runner 17.9
   */
  jobStatusFinalUpdateRetryLimit: integer({ min: 1, since: "17.9" }).optional(),
  /**
   * Labels of the runner, shown in GitLab, over those of the manager; together at most 32.
   *
   * @default - those of the manager
   * @since GitLab Runner 18.5
   */
  labels: textMap({ ...labelPatterns, since: "18.5" }).optional(),
  /**
   * Directory below which repositories are cloned, an absolute path: in the job's container, or on the machine where
   * jobs run without containers, which then makes it for them.
   *
   * @default - /builds; `builds` in the home of the user who runs jobs without containers
   */
  buildsDir: text(patterns.absolutePath).optional(),
  /**
   * Directory where a job's cache is put together, an absolute path. In containers it must be one of `docker.volumes`; on
   * a machine whose jobs run without containers it is made for them.
   *
   * @default - /cache; `cache` in the home of the user who runs jobs without containers
   */
  cacheDir: text(patterns.absolutePath).optional(),
  /**
   * Address, by http or https, from which jobs clone when they can't reach GitLab by its own.
   *
   * @default - the address of the GitLab instance
   */
  cloneUrl: text(patterns.webAddress).optional(),
  /**
   * Variables of every job, each as `NAME=value`. They are in plain text in config.toml: secrets belong in GitLab.
   *
   * @default - none
   */
  environment: textList(patterns.environmentEntry).optional(),
  /**
   * Whether a job's scripts run through the runner's helper binary, which masks secrets in what they print. An
   * experiment of GitLab's.
   *
   * @default - false
   * @since GitLab Runner 17.10
   */
  proxyExec: flag({ since: "17.10" }).optional(),
  /**
   * Shell commands before a job's repository is fetched, such as settings of Git.
   *
   * @default - none
   */
  preGetSourcesScript: script(),
  /**
   * Shell commands after a job's repository and submodules are fetched.
   *
   * @default - none
   */
  postGetSourcesScript: script(),
  /**
   * Shell commands before a job's own, in the same shell. When they fail the job fails.
   *
   * @default - none
   */
  preBuildScript: script(),
  /**
   * Shell commands after a job's own, in the same shell and before `after_script`. Skipped when the job's own fail.
   *
   * @default - none
   */
  postBuildScript: script(),
  /**
   * How long a job may take to prepare: to get its machine and to pull its images. `0s` for as long as the job.
   *
   * @default - as long as the job
   * @since GitLab Runner 19.0
   */
  prepareTimeout: duration({ since: "19.0" }).optional(),
  /**
   * How long a job may take to fetch its repository and submodules. `0s` for as long as the job.
   *
   * @default - as long as the job
   * @since GitLab Runner 19.1
   */
  getSourcesTimeout: duration({ since: "19.1" }).optional(),
  /**
   * Whether `CI_DEBUG_TRACE`, which prints every variable of a job to its log, is ignored.
   *
   * @default - false
   */
  debugTraceDisabled: flag().optional(),
  /**
   * Whether Git in a job trusts its repository whoever owns the directory (`safe.directory`).
   *
   * @default - true; false with the executor instance, where one user owns them all
   */
  safeDirectoryCheckout: flag().optional(),
  /**
   * Whether settings, hooks and locks that an earlier job left in a repository's Git directory are removed.
   *
   * @default - true, unless the job's GIT_STRATEGY is none
   * @since GitLab Runner 17.10
   */
  cleanGitConfig: flag({ since: "17.10" }).optional(),
  /**
   * Shell of a job's scripts.
   *
   * @default - "bash", and "sh" in images of containers without it
   */
  shell: choice(["bash", "sh"]).optional(),
  /**
   * Feature flags of GitLab Runner by name, on or off.
   *
   * @default - what the fleet needs, see the rendered config.toml
   */
  featureFlags: flagMap({ keyPattern: /^FF_[A-Z0-9_]+$/, keyExpected: "a feature flag, FF_…" }).optional(),
  /**
   * Whether jobs of one machine run in cgroups of their own, named after the slot they use. Jobs without containers are
   * told the name in `GITLAB_RUNNER_SLOT_CGROUP`, and put what they start there themselves.
   *
   * @default - false
   * @since GitLab Runner 18.6
   */
  useSlotCgroups: flag({ since: "18.6" }).optional(),
  /**
   * Name of such a cgroup, a slice of systemd such as `runner-slot-${slot}.slice`; `${slot}` stands for the slot's number.
   *
   * @default - "gitlab-runner/slot-${slot}", which is no slice: with `useSlotCgroups` it must be given
   * @since GitLab Runner 18.6
   */
  slotCgroupTemplate: text({ ...patterns.slotTemplate, since: "18.6" }).optional(),
  /**
   * Image from which the program that runs CI/CD steps is taken.
   *
   * @default - the image that GitLab publishes for the runner's version
   * @since GitLab Runner 17.9
   */
  stepRunnerImage: text({ since: "17.9" }).optional(),
  /**
   * Whether jobs may choose where their repository is cloned to.
   *
   * @default - they may, but for those of the executor instance
   */
  customBuildDir: customBuildDirSchema.optional(),
  /**
   * How long the upload of a job's artifacts may take.
   *
   * @default - an hour
   */
  artifact: artifactSchema.optional(),
  /**
   * What is counted as a late job.
   *
   * @default - nothing
   */
  monitoring: monitoringSchema.optional(),
  /**
   * What GitLab may change or take away in any release.
   *
   * @default - nothing
   */
  experimental: runnerExperimentalSchema.optional(),
} as const;
