import type { Json } from "../chart/render-chart";

/** A service of a job, as `services` of .gitlab-ci.yml gives it. */
export interface JobService {
  readonly name: string;
  readonly alias?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly pullPolicy?: readonly string[];
  /** `kubernetes: { user: … }` of the service: a user id, or `user:group`. */
  readonly user?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** What a job of .gitlab-ci.yml says about its pod. Its ids and names are always the same. */
export interface Job {
  /** Image of the job; `kubernetes.image` of the runner if it has none. */
  readonly image?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly pullPolicy?: readonly string[];
  /** `image: { kubernetes: { user: … } }`: a user id, or `user:group`. */
  readonly user?: string;
  readonly services?: readonly (string | JobService)[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Seconds until GitLab ends the job. */
  readonly timeout?: number;
}

/** A `[[runners]]` table of config.toml with the kubernetes executor, as a TOML parser gives it. */
export type RunnerTable = Json;

/** The job, its project and its namespace, whichever job it is. */
export const ids = { job: 42, project: 7, namespace: 3, rootNamespace: 3, concurrent: 0 } as const;

/** Names and places that GitLab sends with every job. */
export const places = {
  projectName: "shop",
  namespace: "web",
  server: "https://gitlab.example.com",
  sha: "1ecfd275763eff1d6b4844ea3168962458c9f27a",
  beforeSha: "0000000000000000000000000000000000000000",
  ref: "main",
  jobName: "test",
} as const;
