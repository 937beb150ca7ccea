import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

/** A volume that a description may give its managers for nothing but the record of their machines, by platform. */
export const recordVolumes = {
  kubernetes: { path: ["cluster", "volume"], given: ({ cluster }: RunnerFleetConfig) => cluster.volume !== undefined },
  fargate: {
    path: ["fargate", "fileSystem"],
    given: ({ fargate }: RunnerFleetConfig) => fargate?.fileSystem !== undefined,
  },
} as const;

/** Where a description gives its managers such a volume; `undefined` where it does not. */
export function givenRecordVolume(config: RunnerFleetConfig): readonly string[] | undefined {
  const { platform } = config.manager;
  return platform !== "ec2" && recordVolumes[platform].given(config) ? recordVolumes[platform].path : undefined;
}

/** Whether a manager's record of its machines is there for the next manager. On EC2 it always is, on the state volume. */
export const recordOutlivesManager = (config: RunnerFleetConfig): boolean =>
  config.manager.platform === "ec2" || givenRecordVolume(config) !== undefined;
