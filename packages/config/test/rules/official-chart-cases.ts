import { formatGiven } from "../../src/findings/finding";
import { Expression } from "../../src/values/expression";
import { certificates } from "../certificates";
import { podFleet, pods } from "./pods";
import type { RuleCases } from "./rule-cases";

const PODS_FIX =
  "leave manager.chart out, or give the fleet of pods a deployment of its own [official-chart-needs-pods]";
const LACKS_FIX = "write it as the message says, or leave manager.chart out [official-chart-lacks-setting]";
const ALERTS_FIX =
  "bring your own alerts and accept the rule, or leave manager.chart out [official-chart-without-alerts]";

const WITH = 'with a chart of "gitlab-runner"';
const NO_GLOBALS = `must be left out ${WITH}, which writes the top of config.toml itself; ${LACKS_FIX}`;
const NO_ALERTS = `must be left out ${WITH}, which makes no alerts and no dashboard; ${LACKS_FIX}`;

const official = { "manager.chart": "gitlab-runner", "cluster.preflight": "none" };

/** What the rules about GitLab's own chart find and let pass. */
export const officialChartCases: RuleCases = {
  "official-chart-needs-pods": {
    fires: [
      {
        when: official,
        says: [`fleets.linux.executor: must be kubernetes ${WITH}, got docker-autoscaler; ${PODS_FIX}`],
      },
      {
        when: { ...official, fleets: { pods: podFleet(), more: podFleet() } },
        says: [`fleets: must be one ${WITH}, got 2; ${PODS_FIX}`],
      },
    ],
    quiet: [{}, { "manager.chart": "runner-manager" }, { ...official, ...pods() }],
  },
  "official-chart-lacks-setting": {
    fires: [
      {
        when: { ...pods(), "manager.chart": "gitlab-runner" },
        says: [
          `cluster.preflight: must be none ${WITH}, which tries nothing before the manager is replaced, got "full"; ${LACKS_FIX}`,
        ],
      },
      {
        when: { ...pods(), ...official, "cluster.preflight": Expression.text("var.preflight") },
        says: [
          `cluster.preflight: must be none ${WITH}, which tries nothing before the manager is replaced; ${LACKS_FIX}`,
        ],
      },
      {
        when: {
          ...pods(),
          ...official,
          "manager.labels": { team: "ci" },
          "manager.sessionServer": { listenAddress: "0.0.0.0:8093" },
          "manager.experimental": {},
          "manager.extra": { brand_new: true },
        },
        says: ["labels", "sessionServer", "experimental", "extra"].map((key) => `manager.${key}: ${NO_GLOBALS}`),
      },
      {
        when: {
          ...pods(),
          ...official,
          "cluster.disruption": "block",
          "cluster.volume": { storageClass: "gp3" },
          "cluster.networkPolicy": { apiServerCidrs: ["10.100.0.1/32"] },
          "cluster.networkPolicyFlavor": "cilium",
        },
        says: [
          `cluster.disruption: must be drain ${WITH}, which makes no PodDisruptionBudget, got "block"; ${LACKS_FIX}`,
          `cluster.volume: must be left out ${WITH}, which keeps no state; ${LACKS_FIX}`,
          `cluster.networkPolicy: must be left out ${WITH}, which makes no policy; ${LACKS_FIX}`,
          `cluster.networkPolicyFlavor: must be kubernetes ${WITH}, which makes no policy, got "cilium"; ${LACKS_FIX}`,
        ],
      },
      {
        when: {
          ...pods(),
          ...official,
          "cluster.monitoring": {
            monitor: "ServiceMonitor",
            disabledAlerts: ["QueueSlow"],
            runbookUrl: "https://runbooks.example.com",
            dashboardLabels: { team: "ci" },
            dashboardAnnotations: { folder: "ci" },
          },
        },
        says: [
          `cluster.monitoring.monitor: must be PodMonitor ${WITH}, which loses sight of a manager that drains by any other, got "ServiceMonitor"; ${LACKS_FIX}`,
          ...["disabledAlerts", "runbookUrl", "dashboardLabels", "dashboardAnnotations"].map((key) =>
            key === "runbookUrl"
              ? `cluster.monitoring.${key}: ${NO_ALERTS.replace(";", ', got "https://runbooks.example.com";')}`
              : `cluster.monitoring.${key}: ${NO_ALERTS}`,
          ),
        ],
      },
      {
        when: { ...pods(), ...official, "trust.caBundle": certificates[0] },
        says: [
          `trust.caBundle: must be left out ${WITH}, which takes certificates from a Secret by GitLab's host name, and brings none to jobs, got ${formatGiven(certificates[0])}; ${LACKS_FIX}`,
        ],
      },
      {
        when: { ...pods({ autoscaler: {} }, { jobs: { networkPolicy: {} } }), ...official },
        says: [
          `fleets.pods.jobs.networkPolicy: must be left out ${WITH}, which makes no policy; ${LACKS_FIX}`,
          `fleets.pods.kubernetes.autoscaler: must be left out ${WITH}, which makes no PriorityClass for pause pods; ${LACKS_FIX}`,
        ],
      },
    ],
    quiet: [
      { ...pods(), "manager.labels": { team: "ci" }, "cluster.disruption": "block" },
      {
        ...pods({}, { jobs: { resourceQuota: { pods: "20" }, serviceAccounts: { deploy: {} } } }),
        ...official,
        "manager.shards": 2,
        "manager.checkInterval": 5,
        "cluster.monitoring": { interval: "15s", labels: { release: "prometheus" } },
        "trust.httpsProxy": "http://proxy.example.com:3128",
      },
    ],
  },
  "official-chart-without-alerts": {
    fires: [
      {
        when: { ...pods(), ...official, "cluster.monitoring": {} },
        says: [`cluster.monitoring: gives no alerts and no dashboard ${WITH}; ${ALERTS_FIX}`],
      },
    ],
    quiet: [
      { ...pods(), ...official },
      { ...pods(), "cluster.monitoring": {} },
    ],
  },
};
