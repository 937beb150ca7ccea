import { labelPatterns, patterns } from "./pattern";
import { section } from "./section";
import { choice, duration, flag, integer, text, textMap } from "./value";

/** `[session_server]`: where GitLab reaches the manager for the interactive web terminal. A change needs a restart. */
export const sessionServerSchema = section({
  /** Address that the manager listens on, `host:port`. */
  listenAddress: text(patterns.hostAndPort),
  /**
   * Address, `host:port`, under which GitLab reaches it.
   *
   * @default - `listenAddress`
   */
  advertiseAddress: text(patterns.hostAndPort).optional(),
  /**
   * Seconds for which a terminal stays open after its job, from 1. The job does not end before.
   *
   * @default - 1800
   */
  sessionTimeout: integer({ min: 1 }).optional(),
});

/** `[experimental.usage_logger.logrotate]`: the files of the usage log. */
export const usageLogFilesSchema = section({
  /**
   * Directory of the files, an absolute path that the manager can write to.
   *
   * @default - `usage-log` beside config.toml
   * @since GitLab Runner 19.2
   */
  logDir: text({ ...patterns.absolutePath, since: "19.2" }).optional(),
  /**
   * Rotated files that are kept, from 1.
   *
   * @default - 14
   * @since GitLab Runner 19.2
   */
  maxBackupFiles: integer({ min: 1, since: "19.2" }).optional(),
  /**
   * How long a file is written to before the next one is begun.
   *
   * @default - 24h
   * @since GitLab Runner 19.2
   */
  maxRotationAge: duration({ min: "1s", since: "19.2" }).optional(),
  /**
   * Keys and values that every record carries.
   *
   * @default - none
   * @since GitLab Runner 19.2
   */
  labels: textMap({ since: "19.2" }).optional(),
});

/** `[experimental.usage_logger]`: a record of every finished job, as JSON lines in files on the manager. */
export const usageLoggerSchema = section({
  /**
   * Whether the records are written.
   *
   * @default true
   * @since GitLab Runner 17.9
   */
  enabled: flag({ since: "17.9" }).default(true),
  /**
   * The files of the records.
   *
   * @default - 14 files of a day each, in `usage-log` beside config.toml
   */
  logrotate: usageLogFilesSchema.optional(),
});

/** `[experimental]`: what GitLab may change or take away in any release. */
export const managerExperimentalSchema = section({
  /**
   * A record of every finished job.
   *
   * @default - none
   */
  usageLogger: usageLoggerSchema.optional(),
});

/** The keys at the top of config.toml that a user may set. */
export const managerSettings = {
  /**
   * Seconds between two questions for jobs, from 1, divided over the runners.
   *
   * @default - 3
   */
  checkInterval: integer({ min: 1 }).optional(),
  /**
   * The least that is logged.
   *
   * @default - "info"
   */
  logLevel: choice(["debug", "info", "warn", "error", "fatal", "panic"]).optional(),
  /**
   * How a line of the log is written: `json`, `text` (key=value), or `runner` (for terminals, with colours).
   *
   * @default "json"
   */
  logFormat: choice(["runner", "text", "json"]).default("json"),
  /**
   * How long a TLS connection to GitLab is used again; `0s` for as long as possible.
   *
   * @default - 15m
   */
  connectionMaxAge: duration().optional(),
  /**
   * Seconds for a forced shutdown, 1 to 3600: what is left for ending jobs and removing machines once waiting is over.
   *
   * @default 120
   */
  shutdownTimeout: integer({ min: 1, max: 3_600 }).default(120),
  /**
   * Labels of every runner, shown in GitLab. A fleet's own come on top; together at most 32.
   *
   * @default - none
   * @since GitLab Runner 18.5
   */
  labels: textMap({ ...labelPatterns, since: "18.5" }).optional(),
  /**
   * Where GitLab reaches the manager for the interactive web terminal.
   *
   * @default - no web terminal
   */
  sessionServer: sessionServerSchema.optional(),
  /**
   * What GitLab may change or take away in any release.
   *
   * @default - nothing
   */
  experimental: managerExperimentalSchema.optional(),
} as const;

/** What the manager is told, beside what the fleets say. */
export const managerSchema = section(managerSettings);
