import { Expression, readConfig, type KubernetesFleet, type RunnerFleetInput } from "@runner-fleet/config";
import { managerValues } from "../src";
import { officialRights } from "../src/official-rights";
import { mapChartValue } from "../src/map-chart-value";
import { renderChart, type Json } from "./chart/render-chart";
import { podDescription } from "./pod-fleets";
import { image } from "./synthesise";

type Changes = NonNullable<Parameters<typeof podDescription>[0]>;
type KubernetesChanges = Partial<NonNullable<Changes["kubernetes"]>>;

const fleetOf = (input: RunnerFleetInput) => readConfig(input).config.fleets.pods as KubernetesFleet;
const rightsWith = (changes: Changes) => officialRights(fleetOf(podDescription(changes)));

/** The rules of the Role that the project's own chart makes for the same fleet. */
function rulesOfOwnChart(changes: Changes): Json[] {
  const values = managerValues(readConfig(podDescription(changes)).config, 0, { image });
  const plain = mapChartValue(values, { text: (text) => text, template: String, checksum: () => "0".repeat(64) });
  const roles = renderChart(JSON.parse(JSON.stringify(plain))).objects.filter(({ kind }) => kind === "Role");
  expect(roles).toHaveLength(1);
  return roles[0].rules;
}

const byResource = (rules: readonly Json[]) =>
  [...rules].sort((a, b) => (String(a.resources) < String(b.resources) ? -1 : 1));

const flag = (name: string, value = true) => ({ featureFlags: { [name]: value } });

test.each<[string, Changes]>([
  ["settings of its own", {}],
  ["events as they happen", flag("FF_PRINT_POD_EVENTS")],
  ["the older strategy", flag("FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY")],
  [
    "the older strategy and entrypoints",
    { featureFlags: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true, FF_KUBERNETES_HONOR_ENTRYPOINT: true } },
  ],
  [
    "the older strategy and waiting for the pod",
    { featureFlags: { FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: true, FF_WAIT_FOR_POD_TO_BE_REACHABLE: true } },
  ],
  ["suspendable environments", flag("FF_SUSPENDABLE_ENVIRONMENTS")],
  ["a flag in the environment", { environment: ["FF_PRINT_POD_EVENTS=1", "FF_SUSPENDABLE_ENVIRONMENTS=no"] }],
  [
    "a flag that is off whatever the environment says",
    { ...flag("FF_PRINT_POD_EVENTS", false), environment: ["FF_PRINT_POD_EVENTS=true"] },
  ],
])("a fleet with %s has the rights that the project's own chart gives it", (_what, changes) => {
  expect(byResource(rightsWith(changes))).toEqual(byResource(rulesOfOwnChart(changes)));
});

test.each<[string, KubernetesChanges]>([
  ["no events in the log", { printPodWarningEvents: false }],
  ["a PodDisruptionBudget for each job", { podDisruptionBudget: true }],
])("a fleet with %s, too", (_what, kubernetes) => {
  const changes = { kubernetes: { image: "alpine:3.22", ...kubernetes } };
  expect(byResource(rightsWith(changes))).toEqual(byResource(rulesOfOwnChart(changes)));
});

test("a flag that Terraform alone knows counts as on", () => {
  const rules = rightsWith({ featureFlags: { FF_PRINT_POD_EVENTS: Expression.flag("var.events") } });
  expect(rules.find(({ resources }) => resources[0] === "events")?.verbs).toEqual(["list", "watch"]);
});
