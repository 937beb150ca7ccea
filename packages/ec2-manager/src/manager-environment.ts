import { managerGroupName, METRICS_PORT, type NumberOrExpression } from "@runner-fleet/config";
import { STATE_FOLDER } from "./cloudwatch-agent";
import { hookNames } from "./manager-names";
import type { ManagerEnvironment } from "./manager-statements";
import { heartbeatSeconds, jobSeconds, START_SECONDS, type Timed } from "./manager-times";
import { STATE_TAG } from "./tags";

/** What the scripts of an instance are told. Texts and numbers may be cdktf tokens. */
export interface ManagerEnvironmentInput {
  /** Name of the manager. */
  readonly name: string;
  /** Where the manager is. */
  readonly environment: Pick<ManagerEnvironment, "region" | "accountId">;
  /** Id of the volume with the manager's record of its machines. */
  readonly volumeId: string;
  /** Where the manager's config.toml is. */
  readonly configObject: { readonly bucket: string; readonly key: string };
  /** What keeps the runner tokens. */
  readonly tokenStore: "ssm" | "secrets-manager";
  /** A number that is another one whenever a token is. */
  readonly tokensRevision: number;
  /** The description. */
  readonly config: Timed;
}

/** The parameters of the scripts, which no script has written into it. */
export function managerEnvironment(
  input: ManagerEnvironmentInput,
): readonly (readonly [name: string, value: string | NumberOrExpression])[] {
  const { name, environment, volumeId, configObject, config } = input;
  return [
    ["MANAGER", name],
    ["GROUP", managerGroupName(name)],
    ["AWS_REGION", environment.region],
    ["AWS_DEFAULT_REGION", environment.region],
    ["ACCOUNT_ID", environment.accountId],
    // The aws command comes with certificates of its own, among which an authority of one's own is not.
    ["AWS_CA_BUNDLE", "/etc/pki/tls/certs/ca-bundle.crt"],
    ["INSTANCE_ID_FILE", "/var/lib/cloud/data/instance-id"],
    ["VOLUME_ID", volumeId],
    ["STATE_TAG", STATE_TAG],
    ["STATE_FOLDER", STATE_FOLDER],
    ["STATE_LINK", "/run/runner-fleet/state-volume"],
    ["DEVICE_FOLDER", "/dev/disk/by-id"],
    ["DEVICE_SECONDS", 120],
    ["CONFIG_BUCKET", configObject.bucket],
    ["CONFIG_KEY", configObject.key],
    ["CONFIG_FILE", "/var/lib/runner-fleet/config.toml"],
    ["RUNNER", "/usr/bin/gitlab-runner"],
    ["FLEETING_PLUGIN_PATH", "/var/lib/runner-fleet/plugins"],
    ["TOKEN_STORE", input.tokenStore],
    ["TOKENS_FILE", TOKENS_FILE],
    // Nothing reads it: another number is another instance, which reads the tokens again.
    ["TOKENS_REVISION", input.tokensRevision],
    ["METRICS_PORT", METRICS_PORT],
    ["LAUNCH_HOOK", hookNames.launch],
    ["TERMINATION_HOOK", hookNames.termination],
    ["HEARTBEAT_SECONDS", heartbeatSeconds(config)],
    ["JOB_SECONDS", jobSeconds(config)],
    ["SHUTDOWN_SECONDS", config.manager.shutdownTimeout],
    ["START_SECONDS", START_SECONDS],
    ["POLL_SECONDS", 10],
    ["ARRIVED_FILE", "/var/lib/runner-fleet/arrived"],
    ["PATCHED_FILE", "/var/lib/runner-fleet/patched"],
    ["BOOT_ID_FILE", "/proc/sys/kernel/random/boot_id"],
  ];
}

/** The file that names the runner tokens, by environment variable. */
export const TOKENS_FILE = "/etc/runner-fleet/tokens";
