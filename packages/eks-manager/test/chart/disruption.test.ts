import { ciValues, renderChart, valuesWith, type Json, type RenderedChart } from "./render-chart";

const budgetOf = ({ objects }: RenderedChart): Json => objects.find(({ kind }) => kind === "PodDisruptionBudget");

test("an eviction is the drain, unless told otherwise", () => {
  expect(budgetOf(renderChart(ciValues("default")))).toBeUndefined();
});

test("with `block` an eviction of the manager is refused, and of nothing else", () => {
  const chart = renderChart(valuesWith({ disruption: "block" }));
  expect(budgetOf(chart).spec).toEqual({
    maxUnavailable: 0,
    unhealthyPodEvictionPolicy: "AlwaysAllow",
    selector: chart.statefulSet.spec.selector,
  });
});

test("the manager's pod is the same either way: the choice restarts nothing", () => {
  expect(renderChart(valuesWith({ disruption: "block" })).statefulSet).toEqual(
    renderChart(ciValues("default")).statefulSet,
  );
});
