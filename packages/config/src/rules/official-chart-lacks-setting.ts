import { fleetsOf, hasPods } from "../fleets/fleet-kinds";
import type { Rule, RuleFinding } from "../rule/rule";
import type { KubernetesFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { formatGiven } from "../findings/finding";

/** A setting that the chart has nothing for. */
interface Lacking<Holder> {
  /** Where it is in its holder. */
  readonly path: readonly string[];
  readonly value: (holder: Holder) => unknown;
  /**
   * The only value that the chart can be said to have.
   *
   * @default - none; the setting must be left out
   */
  readonly only?: string;
  /** What the chart does or lacks, after "which". */
  readonly lacks: string;
}

const NO_GLOBALS = "writes the top of config.toml itself";
const NO_ALERTS = "makes no alerts and no dashboard";

const inDescription: readonly Lacking<RunnerFleetConfig>[] = [
  { path: ["manager", "labels"], value: ({ manager }) => manager.labels, lacks: NO_GLOBALS },
  { path: ["manager", "sessionServer"], value: ({ manager }) => manager.sessionServer, lacks: NO_GLOBALS },
  { path: ["manager", "experimental"], value: ({ manager }) => manager.experimental, lacks: NO_GLOBALS },
  { path: ["manager", "extra"], value: ({ manager }) => manager.extra, lacks: NO_GLOBALS },
  {
    path: ["cluster", "preflight"],
    value: ({ cluster }) => cluster.preflight,
    only: "none",
    lacks: "tries nothing before the manager is replaced",
  },
  {
    path: ["cluster", "disruption"],
    value: ({ cluster }) => cluster.disruption,
    only: "drain",
    lacks: "makes no PodDisruptionBudget",
  },
  { path: ["cluster", "volume"], value: ({ cluster }) => cluster.volume, lacks: "keeps no state" },
  { path: ["cluster", "networkPolicy"], value: ({ cluster }) => cluster.networkPolicy, lacks: "makes no policy" },
  {
    path: ["cluster", "networkPolicyFlavor"],
    value: ({ cluster }) => cluster.networkPolicyFlavor,
    only: "kubernetes",
    lacks: "makes no policy",
  },
  {
    path: ["cluster", "monitoring", "monitor"],
    value: ({ cluster }) => cluster.monitoring?.monitor ?? "PodMonitor",
    only: "PodMonitor",
    lacks: "loses sight of a manager that drains by any other",
  },
  ...(["disabledAlerts", "runbookUrl", "dashboardLabels", "dashboardAnnotations"] as const).map((key) => ({
    path: ["cluster", "monitoring", key],
    value: ({ cluster }: RunnerFleetConfig) => cluster.monitoring?.[key],
    lacks: NO_ALERTS,
  })),
  {
    path: ["trust", "caBundle"],
    value: ({ trust }) => trust.caBundle,
    lacks: "takes certificates from a Secret by GitLab's host name, and brings none to jobs",
  },
];

const inFleet: readonly Lacking<KubernetesFleet>[] = [
  { path: ["jobs", "networkPolicy"], value: ({ jobs }) => jobs.networkPolicy, lacks: "makes no policy" },
  {
    path: ["kubernetes", "autoscaler"],
    value: ({ kubernetes }) => kubernetes.autoscaler,
    lacks: "makes no PriorityClass for pause pods",
  },
];

/** Nothing is asked of GitLab's own chart that it can't do. */
export const officialChartLacksSetting: Rule = {
  id: "official-chart-lacks-setting",
  title: "Nothing is asked of GitLab's own chart that it can't do",
  why: "The chart takes any value and ignores those that it does not know, so that the setting would seem to be in force.",
  fix: "write it as the message says, or leave manager.chart out",
  severity: "error",
  *check(config) {
    if (config.manager.chart !== "gitlab-runner") {
      return;
    }
    yield* findings(inDescription, config, []);
    for (const [name, fleet] of fleetsOf(config, hasPods)) {
      yield* findings(inFleet, fleet, ["fleets", name]);
    }
  },
};

function* findings<Holder>(
  settings: readonly Lacking<Holder>[],
  holder: Holder,
  at: readonly string[],
): Iterable<RuleFinding> {
  for (const { path, value, only, lacks } of settings) {
    const given = value(holder);
    if (given !== only) {
      const must = only === undefined ? "be left out" : `be ${only}`;
      const shown = typeof given === "string" ? `, got ${formatGiven(given)}` : "";
      yield { path: [...at, ...path], message: `must ${must} with a chart of "gitlab-runner", which ${lacks}${shown}` };
    }
  }
}
