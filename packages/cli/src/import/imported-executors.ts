/** How runners of an executor become fleets. */
export interface ImportedExecutor {
  /** The executor of the fleet. */
  readonly executor: "docker-autoscaler" | "instance" | "kubernetes";
  /** What comes of it. */
  readonly outcome: "kept" | "changed" | "decision";
  /**
   * Why, or what to do.
   *
   * @default - nothing needs saying
   */
  readonly note?: string;
}

/** The executors whose runners become fleets. */
export const importedExecutors: Readonly<Record<string, ImportedExecutor>> = {
  "docker-autoscaler": { executor: "docker-autoscaler", outcome: "kept" },
  instance: { executor: "instance", outcome: "kept" },
  kubernetes: { executor: "kubernetes", outcome: "kept" },
  "docker+machine": {
    executor: "docker-autoscaler",
    outcome: "changed",
    note: "docker+machine goes with GitLab Runner 20.0; docker-autoscaler does the same with an Auto Scaling group",
  },
  docker: {
    executor: "docker-autoscaler",
    outcome: "decision",
    note:
      "jobs ran on the manager's own machine; here each runs on a machine that is started for it. Choose the machines " +
      "and how many, and check docker.volumes for directories of the old machine",
  },
};

const OTHER_PLACES =
  "run its jobs in containers (docker-autoscaler or kubernetes), or on machines of their own (instance)";

/** Why runners of other executors do not become fleets, and what to do. */
export const foreignExecutors: Readonly<Record<string, string>> = {
  shell: `jobs ran on the manager itself, with its rights; no fleet does that. Import it with executor = "instance", by which the same scripts run on machines that are started for them`,
  ssh: `jobs ran on a machine of yours; machines of a fleet are started and removed. ${sentence(OTHER_PLACES)}`,
  virtualbox: `jobs ran in virtual machines of VirtualBox, which EC2 does not have. ${sentence(OTHER_PLACES)}`,
  parallels: `jobs ran in virtual machines on macOS; the machines of a fleet are Linux. Keep this runner where it is`,
  custom: `what a driver of your own did is not known here. ${sentence(OTHER_PLACES)}`,
  "docker-windows": "jobs ran in Windows containers; the machines of a fleet are Linux. Keep this runner where it is",
  "docker-ssh": `it was removed from GitLab Runner. ${sentence(OTHER_PLACES)}`,
  "docker-ssh+machine": `it was removed from GitLab Runner. ${sentence(OTHER_PLACES)}`,
};

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
