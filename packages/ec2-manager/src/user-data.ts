import {
  cloudConfig,
  installGitlabRunner,
  trustOnMachine,
  type CloudConfigPart,
  type Line,
  type Piece,
  type ValueOf,
} from "@runner-fleet/cloud-init";
import {
  escapeTemplate,
  Expression,
  managerLogsInToEcr,
  sum,
  type RunnerFleetConfig,
  type Template,
} from "@runner-fleet/config";
import { Fn, Token } from "cdktf";
import { cloudWatchAgentConfig } from "./cloudwatch-agent";
import { managerEnvironment, TOKENS_FILE, type ManagerEnvironmentInput } from "./manager-environment";
import { managerFiles, SCRIPT_FOLDER, type ManagerFile } from "./manager-files";
import { logGroupName } from "./manager-names";
import { jobSeconds } from "./manager-times";

/** What an instance is told when it boots. Texts and numbers may be cdktf tokens. */
export interface ManagerUserData extends Omit<ManagerEnvironmentInput, "config"> {
  /** The description: version of GitLab Runner, times, whom to trust, whether images come from ECR. */
  readonly config: RunnerFleetConfig;
  /** Architecture of the instance, `arm64` or `amd64`. */
  readonly architecture: string;
  /** What holds the runner tokens, by the environment variable that config.toml names. */
  readonly tokens: Readonly<Record<string, { readonly name: string }>>;
}

/** Seconds, after jobs and machines, until systemd kills a GitLab Runner that does not end. */
const KILL_SECONDS = 120;

const PURPOSE = "which is the manager. It is started by gitlab-runner.service, once the volume is there.";

/**
 * Renders what cloud-init does on a manager's instance: whom it trusts, the user, packages, GitLab Runner, scripts, units
 * and their parameters. It holds names of tokens and no token. Pure: the same input gives the same text.
 *
 * @throws Error when the proxy's `noProxy` is a list that only Terraform knows
 */
export function renderManagerUserData(input: ManagerUserData): Template {
  const { config, name, architecture, tokens } = input;
  const { runnerVersion, shutdownTimeout } = config.manager;
  const stopSeconds = sum([jobSeconds(config), shutdownTimeout, KILL_SECONDS]);
  const manager: CloudConfigPart = {
    files: [
      ...managerFiles().flatMap(literalFile),
      ...file("/etc/runner-fleet/manager.env", managerEnvironment(input).map(assignment)),
      ...file(
        TOKENS_FILE,
        Object.entries(tokens).map(([variable, token]) => assignment([variable, token.name])),
      ),
      ...file("/etc/systemd/system/gitlab-runner.service.d/10-times.conf", [
        ["[Service]"],
        assignment(["TimeoutStopSec", stopSeconds]),
      ]),
      ...file("/etc/runner-fleet/cloudwatch-agent.json", [[cloudWatchAgentConfig(name, logGroupName(name))]]),
      ...["amazon-ssm-agent", "amazon-cloudwatch-agent"].flatMap((unit) =>
        file(`/etc/systemd/system/${unit}.service.d/10-proxy.conf`, [
          ["[Service]"],
          ["EnvironmentFile=-/etc/runner-fleet/proxy.env"],
        ]),
      ),
    ],
    packages: [
      "amazon-cloudwatch-agent",
      "e2fsprogs",
      "logrotate",
      ...(managerLogsInToEcr(config) ? ["amazon-ecr-credential-helper"] : []),
    ],
  };
  return cloudConfig({
    parts: [
      trustOnMachine({ os: "amazon-linux-2023", docker: "none" }, config.trust, value),
      manager,
      // Not GitLab's package: it starts a service of its own, as root, before there is a volume or a configuration.
      installGitlabRunner({ version: runnerVersion, architecture, purpose: PURPOSE }, value),
      { commands: [`  - [${SCRIPT_FOLDER}/set-up]`] },
    ],
    users: [
      "users:",
      "  - default",
      "  - name: gitlab-runner",
      "    system: true",
      "    no_create_home: true",
      "    homedir: /var/lib/gitlab-runner",
      "    shell: /usr/sbin/nologin",
      "    lock_passwd: true",
    ],
  });
}

/** User data as a Terraform template, with cdktf's tokens in it as they are. */
export const userDataTemplate = ({ parts }: Template): string =>
  parts
    .map((part) => (typeof part === "string" && !Token.isUnresolved(part) ? escapeTemplate(part) : String(part)))
    .join("");

/** The JSON of a value, which YAML takes as it is. */
const value: ValueOf = (piece) =>
  Expression.is(piece)
    ? Expression.text(`jsonencode(${piece.terraform})`)
    : Token.isUnresolved(piece)
      ? Fn.jsonencode(piece)
      : JSON.stringify(piece);

const assignment = ([name, given]: readonly [string, string | number | Expression]): Piece[] => [
  `${name}=`,
  typeof given !== "number" ? given : Token.isUnresolved(given) ? Token.asString(given) : String(given),
];

/** Lines of a file, which stand in the document as they are: names, numbers and paths, none of which has a line break. */
const file = (path: string, lines: readonly Piece[][], permissions?: string): Line[] => [
  `  - path: ${path}`,
  ...(permissions === undefined ? [] : [`    permissions: "${permissions}"`]),
  "    content: |",
  ...lines.map((pieces) => (pieces.length === 1 && pieces[0] === "" ? "" : ["      ", ...pieces])),
];

const literalFile = ({ path, content, permissions }: ManagerFile): Line[] =>
  file(
    path,
    content
      .trimEnd()
      .split("\n")
      .map((text) => [text]),
    permissions,
  );
