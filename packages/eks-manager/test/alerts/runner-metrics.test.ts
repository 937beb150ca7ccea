import { metricsOf, runnerMetrics } from "./runner-metrics";

test("a query's metrics are found, and nothing else in it", () => {
  const query = `
    histogram_quantile(0.5, sum by (le, runner) (rate(jobs_bucket{stage=~"a}b|c",mode!=''}[$__rate_interval]))) # jobs_sum
    / on (pod) group_left (name) (max without (le) (level:jobs:rate5m offset 1h) > bool 1e3)
    unless on(pod) -idle atan2 0x1F or absent(up{job="x"} == Inf) and sum(tasks) by (state)`;
  expect(metricsOf(query)).toEqual(["jobs_bucket", "level:jobs:rate5m", "idle", "up", "tasks"]);
});

test("a metric is named once, however often the query has it", () => {
  expect(metricsOf("jobs / jobs")).toEqual(["jobs"]);
});

test("a metric that is named by a label can't be checked, and so is in no list", () => {
  const found = metricsOf('{__name__=~"gitlab_runner_.*"}');
  expect(found).toEqual(["__name__"]);
  expect(found.filter((name) => runnerMetrics.has(name))).toEqual([]);
});

test("a histogram is known by its three series, not by its name", () => {
  const name = "gitlab_runner_job_duration_seconds";
  expect(["_bucket", "_sum", "_count", ""].map((part) => runnerMetrics.has(name + part))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
