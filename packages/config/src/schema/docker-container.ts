import { flag, text, textList, textMap } from "./value";

/** The keys of `[runners.docker]` about who runs in a container and how it is called. */
export const dockerContainer = {
  /**
   * User of a job's container, a name or an id.
   *
   * @default - the image's own
   */
  user: text().optional(),
  /**
   * Users that a job may choose.
   *
   * @default - `user` only when it is given, else every user
   */
  allowedUsers: textList().optional(),
  /**
   * Groups that a job's user belongs to as well, by name or id.
   *
   * @default - none
   */
  groupAdd: textList().optional(),
  /**
   * Whether a job's own `entrypoint` for its image is ignored.
   *
   * @default - false
   */
  disableEntrypointOverwrite: flag().optional(),
  /**
   * Host name of a job's container, at most 63 letters, digits and dashes.
   *
   * @default - made by the runner
   */
  hostname: text({
    pattern: /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
    expected: "a host name of at most 63 letters, digits and dashes",
  }).optional(),
  /**
   * Container runtime, by the name that the machine's Docker knows it by.
   *
   * @default - Docker's own
   */
  runtime: text().optional(),
  /**
   * Labels of every container that the runner makes. Values may name variables of the job.
   *
   * @default - the runner's own only
   */
  containerLabels: textMap().optional(),
  /**
   * What Docker's json-file log says of a container: variables under `env`, labels under `labels`, each with commas
   * between the names. Other options fail the job.
   *
   * @default - none
   * @since GitLab Runner 18.9
   */
  logOptions: textMap({
    keyPattern: /^(env|labels)$/,
    keyExpected: 'one of "env" and "labels"',
    since: "18.9",
  }).optional(),
} as const;
