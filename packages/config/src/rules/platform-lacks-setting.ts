import { formatGiven } from "../findings/finding";
import type { Rule, RuleFinding } from "../rule/rule";
import type { Fleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

type Platform = RunnerFleetConfig["manager"]["platform"];

/** A setting that a manager outside Kubernetes has nothing for. */
interface Lacking<Holder> {
  /** Where it is in its holder. */
  readonly path: readonly string[];
  /** What is given that can't be had; `undefined` where nothing is. */
  readonly value: (holder: Holder) => unknown;
  /**
   * What it must do instead, after "must".
   *
   * @default "be left out"
   */
  readonly must?: string;
  /** What the platform lacks, after "which". */
  readonly lacks: string;
  /** What to do instead. */
  readonly fix: string;
  /**
   * The platforms that lack it, where not both do.
   *
   * @default - EC2 and Fargate
   */
  readonly on?: readonly Platform[];
}

const NO_SECRETS = "has no Kubernetes Secrets";

const inDescription: readonly Lacking<RunnerFleetConfig>[] = [
  ...(["tlsCaFile", "tlsCertFile", "tlsKeyFile"] as const).map((key) => ({
    path: ["gitlab", key],
    // An image of one's own may have the file.
    value: ({ gitlab, ec2 }: RunnerFleetConfig) => (ec2?.imageId === undefined ? gitlab[key] : undefined),
    lacks: "puts no such file on the public image",
    fix: "set ec2.imageId to an image that has the file; for an authority of your own give its certificate as trust.caBundle instead",
    on: ["ec2"] as const,
  })),
  {
    path: ["manager", "sessionServer"],
    value: ({ manager }) => manager.sessionServer,
    lacks: "lets nobody in but Prometheus",
    fix: "remove it, or run the managers on Kubernetes",
  },
  ...(["credentialsSecretName", "inCluster"] as const).map((key) => ({
    path: ["cache", key],
    value: ({ cache }: RunnerFleetConfig) => cache?.[key],
    lacks: key === "inCluster" ? "has no cluster" : NO_SECRETS,
    fix: "keep the cache in S3, which the manager reaches by its role",
  })),
  {
    path: ["ecr", "pods"],
    value: ({ ecr }) => (ecr?.pods === "node-role" ? ecr.pods : undefined),
    lacks: "runs no pods",
    fix: "remove it",
  },
];

const inFleet: readonly Lacking<Fleet>[] = [
  {
    path: ["executor"],
    value: ({ executor }) => (executor === "kubernetes" ? executor : undefined),
    must: "be docker-autoscaler or instance",
    lacks: "has no cluster for pods",
    fix: "describe fleets of pods as a deployment of their own, with a platform of kubernetes",
  },
  {
    path: ["machines", "ssh"],
    value: (fleet) => (fleet.executor === "kubernetes" ? undefined : fleet.machines.ssh),
    lacks: NO_SECRETS,
    fix: "remove it: the manager then logs in by EC2 Instance Connect, with a new key for every connection",
  },
];

/** Nothing is asked of a manager outside Kubernetes that it can't do. */
export const platformLacksSetting: Rule = {
  id: "platform-lacks-setting",
  title: "Nothing is asked of a manager outside Kubernetes that it can't do",
  why:
    "An EC2 instance and a Fargate task have no cluster: no pods, no Secrets, no Service that GitLab could reach. What " +
    "needs one would be missing, and jobs would fail one by one.",
  fix: "do as the message says, or run the managers on Kubernetes",
  severity: "error",
  *check(config) {
    if (config.manager.platform === "kubernetes") {
      return;
    }
    yield* findings(inDescription, config, [], config.manager.platform);
    for (const [name, fleet] of Object.entries(config.fleets)) {
      yield* findings(inFleet, fleet, ["fleets", name], config.manager.platform);
    }
  },
};

function* findings<Holder>(
  settings: readonly Lacking<Holder>[],
  holder: Holder,
  at: readonly string[],
  platform: Platform,
): Iterable<RuleFinding> {
  for (const { path, value, must = "be left out", lacks, fix, on } of settings) {
    const given = value(holder);
    if (given === undefined || (on && !on.includes(platform))) {
      continue;
    }
    const shown = typeof given === "string" ? `, got ${formatGiven(given)}` : "";
    yield {
      path: [...at, ...path],
      message: `must ${must} with a platform of "${platform}", which ${lacks}${shown}`,
      fix,
    };
  }
}
