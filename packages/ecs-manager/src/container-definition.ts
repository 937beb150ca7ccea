import { METRICS_PORT } from "@runner-fleet/config";
import { MANAGER_USER, WORK_FOLDER } from "./manager-folders";

/** What the manager's container is made from. */
export interface ContainerDefinitionInput {
  /** The image with tag or digest. */
  readonly image: string;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** ARNs of the parameters or secrets with the tokens, by environment variable. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Number of the tokens: another one is another task, which reads them again. */
  readonly tokensRevision: string;
  /** Names of the task's volumes, by where they are mounted. */
  readonly volumes: Readonly<Record<string, string>>;
  /** Folder of config.toml. */
  readonly configFolder: string;
  /** Name of the log group. */
  readonly logGroupName: string;
  /** Region of the log group. */
  readonly region: string;
}

/** Name of the container. */
export const CONTAINER = "manager";

/** Seconds between ECS's stop signal and the end: the most that Fargate gives. */
export const STOP_TIMEOUT_SECONDS = 120;

const STATE_PAGE = `http://127.0.0.1:${METRICS_PORT}/debug/process/state`;

/** The manager's container as a task definition has it. Pure. */
export function containerDefinition(input: ContainerDefinitionInput): object {
  const pairs = (map: Readonly<Record<string, string>>, key: "value" | "valueFrom") =>
    Object.entries(map).map(([name, value]) => ({ name, [key]: value }));
  return {
    name: CONTAINER,
    image: input.image,
    essential: true,
    user: `${MANAGER_USER.uid}:${MANAGER_USER.gid}`,
    readonlyRootFilesystem: true,
    entryPoint: ["runner-supervisor"],
    command: [
      "gitlab-runner",
      "run",
      "--config",
      `${input.configFolder}/config.toml`,
      "--working-directory",
      WORK_FOLDER,
    ],
    environment: pairs(input.environment, "value"),
    secrets: pairs(input.secrets, "valueFrom"),
    dockerLabels: { "runner-fleet/tokens-revision": input.tokensRevision },
    mountPoints: Object.entries(input.volumes).map(([containerPath, sourceVolume]) => ({
      containerPath,
      sourceVolume,
      readOnly: false,
    })),
    portMappings: [{ containerPort: METRICS_PORT, hostPort: METRICS_PORT, protocol: "tcp" }],
    // A connection to every machine, and one to GitLab for every job.
    ulimits: [{ name: "nofile", softLimit: 65_535, hardLimit: 65_535 }],
    linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ["ALL"] } },
    stopTimeout: STOP_TIMEOUT_SECONDS,
    healthCheck: healthCheck(),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": input.logGroupName,
        "awslogs-region": input.region,
        "awslogs-stream-prefix": CONTAINER,
        // A manager that waits for CloudWatch Logs to take a line takes no jobs. Lines that don't fit are lost instead.
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
  };
}

/**
 * Whether the runner answers. ECS replaces an unhealthy task and so ends its jobs, whatever protects it, so it takes ten
 * minutes of silence: only a manager that hangs for good gets there, and what hangs does not drain either. Without a
 * check, though, a manager that ends as soon as it has started would count as a deployment that went well.
 */
function healthCheck(): object {
  return {
    // The page does not ask GitLab, and answers from the first second to the last, a drain included. A proxy could not
    // reach it, and not every wget knows NO_PROXY.
    command: ["CMD", "env", "-u", "http_proxy", "wget", "-q", "-T", "5", "-O", "/dev/null", STATE_PAGE],
    interval: 60,
    timeout: 10,
    retries: 10,
    startPeriod: 120,
  };
}
