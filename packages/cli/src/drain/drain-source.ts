import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { Duration, secondsOf, type RunnerFleetConfig } from "@runner-fleet/config";
import { readDescription } from "../file/read-description";
import { commandLine } from "./command-line";
import type { DrainOptions } from "./drain-options";
import type { ManagerPlace } from "./manager-place";
import { known, placesInDescription } from "./places-in-description";
import { placesInOutputs } from "./places-in-outputs";
import { readOutputs } from "./read-outputs";
import type { Run } from "./run-command";

/** What says where managers are. */
export interface DrainSource {
  /** What messages call it. */
  readonly name: string;
  /** Where the managers are, in the order of their shards; none where nothing is deployed. */
  readonly places: readonly ManagerPlace[];
  /**
   * The longest that a manager waits for its jobs and then ends them, in seconds.
   *
   * @default - it does not say
   */
  readonly drainSeconds?: number;
  /**
   * Name of the EKS cluster that managers on Kubernetes are in.
   *
   * @default - it does not say
   */
  readonly clusterName?: string;
  /** How to destroy the deployment. */
  readonly destroy: string;
}

/**
 * Reads a description, or the outputs of the state that a folder has.
 *
 * @param chosen the program that reads a state, as TERRAFORM_BINARY_NAME names it
 * @throws CommandError when it can't be read, or does not say where the managers are
 */
export async function drainSource(options: DrainOptions, run: Run, chosen: string | undefined): Promise<DrainSource> {
  const { stack } = options;
  if (stack !== undefined && existsSync(stack) && statSync(stack).isDirectory()) {
    return stateSource(stack, options, run, chosen);
  }
  const { source, config } = await readDescription(stack);
  return {
    name: source,
    places: placesInDescription(config, options),
    drainSeconds: drainSeconds(config),
    clusterName: known(config.cluster.name),
    destroy: "npx cdktf destroy, terraform destroy or helm uninstall, by what made it",
  };
}

/** Where Terraform alone knows a part of it, nobody here does. */
function drainSeconds({ manager: { drainTimeout, shutdownTimeout } }: RunnerFleetConfig): number | undefined {
  const parts = [secondsOf(drainTimeout), shutdownTimeout];
  return parts.every((part) => typeof part === "number") ? parts.reduce((sum, part) => sum + part, 0) : undefined;
}

async function stateSource(
  folder: string,
  options: DrainOptions,
  run: Run,
  chosen: string | undefined,
): Promise<DrainSource> {
  const { program, values, isDeployed } = await readOutputs(run, folder, chosen);
  const destroy = destroyCommand(program, folder);
  if (!isDeployed) {
    return { name: folder, places: [], destroy };
  }
  const { places, drainTimeouts } = placesInOutputs(values, options, folder);
  const seconds = drainTimeouts.map((timeout) => Duration.parse(timeout).seconds);
  return {
    name: folder,
    places,
    drainSeconds: seconds.length > 0 ? Math.max(...seconds) : undefined,
    destroy,
  };
}

/** In a folder that cdktf has written its own command is the right one: it synthesises before. */
function destroyCommand(program: string, folder: string): string {
  const path = resolve(folder);
  return /[\\/]cdktf\.out[\\/]stacks[\\/][^\\/]+$/.test(path)
    ? commandLine("npx", ["cdktf", "destroy", basename(path)])
    : commandLine(program, [`-chdir=${folder}`, "destroy"]);
}
