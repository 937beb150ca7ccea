import type { MachineFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import type { Trust } from "../schema/trust";
import type { TextOrExpression } from "../values/expression";
import { hasContainers } from "./fleet-kinds";

/** What machines must know beside what the description says of them. */
export interface JobsOnMachines {
  /**
   * Version of gitlab-runner on the machines: the manager's.
   *
   * @default - the version that the project pins
   */
  readonly runnerVersion?: string;
  /**
   * Directories that jobs write to and that the user who runs them could not make, as absolute paths.
   *
   * @default - none; jobs keep to the user's home
   */
  readonly jobDirectories?: readonly TextOrExpression[];
  /**
   * Whom machines trust beside the usual authorities, and the proxy that they reach the world by.
   *
   * @default - nobody else, and no proxy
   */
  readonly trust?: Trust;
}

/** What the machines of a fleet must know; of its jobs nothing where they run in containers. */
export function jobsOnMachines({ manager, trust }: RunnerFleetConfig, fleet: MachineFleet): JobsOnMachines {
  return {
    ...(!hasContainers(fleet) && {
      runnerVersion: manager.runnerVersion,
      jobDirectories: [fleet.buildsDir, fleet.cacheDir].filter((directory) => directory !== undefined),
    }),
    ...(Object.values(trust).some((value) => value !== undefined) && { trust }),
  };
}
