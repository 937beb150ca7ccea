import {
  namespaceName,
  terraformName,
  tokenKey,
  tokenPath,
  tokenSecretName,
  type LeftToTerraform,
  type RunnerFleetConfig,
} from "@runner-fleet/config";
import { askedVariables } from "../file/asked-variables";
import { shellWord } from "../terminal/shell-word";
import { docsAddress } from "./docs-address";

/** What there is to do with a description that was just written. */
export interface WrittenDescription {
  /** The file, as the user named it. */
  readonly file: string;
  /** The description. */
  readonly config: RunnerFleetConfig;
  /** What it leaves to Terraform. */
  readonly left: readonly LeftToTerraform[];
}

/** The next steps, one a line. Pure. */
export function nextSteps({ file, config, left }: WrittenDescription): string[] {
  const word = shellWord(file);
  return [
    "Next:",
    `  runner-fleet validate ${word}`,
    `  runner-fleet explain ${word}`,
    `  runner-fleet synth ${word} --to hcl -o terraform`,
    ...terraformSteps(left),
    "",
    "Before the first apply, create a runner in GitLab and put its token (glrt-…) where the manager reads it:",
    ...tokenSteps(config).map((line) => `  ${line}`),
    `More on tokens: ${docsAddress}/tokens.md`,
  ];
}

function terraformSteps(left: readonly LeftToTerraform[]): string[] {
  const names = askedVariables(left).map((name) => `TF_VAR_${terraformName(name)}`);
  return names.length === 0 ? [] : ["", `Write into the file, or give Terraform: ${names.join(", ")}`];
}

function tokenSteps(config: RunnerFleetConfig): string[] {
  const fleets = Object.keys(config.fleets);
  if (config.manager.platform !== "kubernetes") {
    return fleets.map(
      (fleet) =>
        `read -rs TOKEN && printf %s "$TOKEN" | aws ssm put-parameter --name ${String(tokenPath(config))}${String(tokenKey(config, fleet))}${regionFlag(config)} --type SecureString --value file:///dev/stdin`,
    );
  }
  const namespace = String(namespaceName(config));
  const secret = String(tokenSecretName(config));
  const kubectl = kubectlCall(config);
  return [
    ...kubeconfigSteps(config),
    `${kubectl} create namespace ${namespace}`,
    `${kubectl} label namespace ${namespace} pod-security.kubernetes.io/enforce=restricted`,
    ...fleets.map(
      (fleet) =>
        `read -rs TOKEN && ${kubectl} -n ${namespace} create secret generic ${secret} --from-file=${String(tokenKey(config, fleet))}=<(printf %s "$TOKEN")`,
    ),
  ];
}

/** The flag for a region that is written; where it is not, that of the shell is meant. */
const regionFlag = ({ region }: RunnerFleetConfig) => flag("--region", region);

/** `kubectl`, for the cluster of a kubeconfig file that is written. */
const kubectlCall = ({ cluster: { access } }: RunnerFleetConfig) =>
  `kubectl${flag("--kubeconfig", access?.kubeconfigPath)}${flag("--context", access?.kubeconfigContext)}`;

/** How kubectl gets to know an EKS cluster whose name is written. */
const kubeconfigSteps = ({ cluster: { name, access }, region }: RunnerFleetConfig) =>
  typeof name === "string" && access?.kubeconfigPath === undefined
    ? [`aws eks update-kubeconfig${flag("--name", name)}${flag("--region", region)}`]
    : [];

const flag = (name: string, value: unknown) => (typeof value === "string" ? ` ${name} ${flagValue(value)}` : "");

/** Terraform reads `~/` as the shell does, which it does not in quotes. */
const flagValue = (value: string) => (value.startsWith("~/") ? `~/${shellWord(value.slice(2))}` : shellWord(value));
