import { looksLikeSecret } from "@runner-fleet/config";
import { textOf } from "./text-of";
import type { TrackedTable } from "./tracked-table";

/** What the description calls a runner. */
export interface FleetName {
  /** The fleet's key. */
  readonly fleet: string;
  /**
   * The deployment's name, where config.toml was rendered from a description.
   *
   * @default - unknown
   */
  readonly deployment?: string;
}

const LONGEST = 32;

/** A name for each runner: valid, unique, and as near to its own as may be. */
export function fleetNames(runners: readonly TrackedTable[]): FleetName[] {
  const taken = new Set<string>();
  return runners.map((runner, index) => {
    const { fleet, deployment } = renderedName(runner) ?? { fleet: plainName(runner.value("name"), index) };
    const unique = uniqueName(fleet, taken);
    taken.add(unique);
    return { fleet: unique, ...(deployment !== undefined && { deployment }) };
  });
}

/** A config.toml that was rendered from a description names fleet and deployment in the runner's name and its token. */
function renderedName(runner: TrackedTable): FleetName | undefined {
  const [, variable] = /^\$\{RUNNER_TOKEN_([A-Z0-9_]+)\}$/.exec(textOf(runner.value("token")) ?? "") ?? [];
  const fleet = variable?.toLowerCase().replaceAll("_", "-");
  const name = textOf(runner.value("name")) ?? "";
  if (fleet === undefined || !isValid(fleet)) {
    return undefined;
  }
  // The number of a shard may follow.
  const [, deployment] = new RegExp(`^(.+)-${fleet}(-\\d+)?$`).exec(name) ?? [];
  return deployment !== undefined && isValid(deployment) ? { fleet, deployment } : undefined;
}

const isValid = (name: string) => /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= LONGEST;

function plainName(name: unknown, index: number): string {
  const plain =
    typeof name === "string" && !looksLikeSecret(name)
      ? name
          .normalize("NFKD")
          .replace(/\p{Mark}/gu, "")
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, "-")
          .replace(/^[-0-9]+/, "")
      : "";
  return trimmed(plain, LONGEST) || `fleet-${index + 1}`;
}

const trimmed = (name: string, length: number) => name.slice(0, length).replace(/-+$/, "");

function uniqueName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? "" : `-${number}`;
    const candidate = trimmed(name, LONGEST - suffix.length) + suffix;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}
