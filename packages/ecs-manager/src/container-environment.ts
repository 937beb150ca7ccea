import { alwaysDirect, hasProxy, noProxyText, type RunnerFleetConfig } from "@runner-fleet/config";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import { WORK_FOLDER } from "./manager-folders";

/** What the manager's environment is made from. */
export interface ContainerEnvironmentInput {
  /** The description. */
  readonly config: RunnerFleetConfig;
  /** Where config.toml is in S3. */
  readonly configObject: { readonly bucket: string; readonly key: string };
  /** Folder of config.toml and of the manager's record. */
  readonly configFolder: string;
  /** How GitLab tells the manager from others. */
  readonly systemId: string;
  /** Seconds between ECS's stop signal and the end. */
  readonly stopTimeoutSeconds: number;
}

/** Where ECS hands out the task's credentials and takes its requests for protection. */
const ECS_AGENT = "169.254.170.2";

/** The environment of the manager's container: what the supervisor, the runner and its plugin read. Nothing is secret. */
export function containerEnvironment(input: ContainerEnvironmentInput): Record<string, string> {
  const { config, configObject, configFolder, systemId, stopTimeoutSeconds } = input;
  const { caBundle } = resolveExpressions(config.trust);
  return {
    CONFIG_BUCKET: configObject.bucket,
    CONFIG_KEY: configObject.key,
    CONFIG_DIR: configFolder,
    SYSTEM_ID: systemId,
    DRAIN_TIMEOUT: resolveExpressions(config.manager.drainTimeout).toString(),
    STOP_TIMEOUT: `${stopTimeoutSeconds}s`,
    ...(caBundle === undefined ? {} : { CA_BUNDLE: caBundle }),
    // The plugins' sockets and what programs keep for their user, for which the image's own folders are read-only.
    HOME: WORK_FOLDER,
    TMPDIR: WORK_FOLDER,
    ...proxyEnvironment(config),
  };
}

function proxyEnvironment({ trust }: RunnerFleetConfig): Record<string, string> {
  if (!hasProxy(trust)) {
    return {};
  }
  const { httpProxy, httpsProxy } = resolveExpressions(trust);
  const noProxy = resolveExpressions(noProxyText([...alwaysDirect, ECS_AGENT], trust.noProxy));
  return Object.fromEntries(
    Object.entries({ HTTP_PROXY: httpProxy, HTTPS_PROXY: httpsProxy, NO_PROXY: noProxy })
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      // Some programs read a variable of a proxy in capitals, some in small letters.
      .flatMap(([name, value]) => [
        [name, value],
        [name.toLowerCase(), value],
      ]),
  );
}
