import { Duration } from "../../src/values/duration";
import { Expression } from "../../src/values/expression";
import { runnerSettings } from "../../src/schema/runner-settings";
import { section } from "../../src/schema/section";
import { refusals } from "../refusals";

const schema = section(runnerSettings);
const lateJobs = (entry: object) => ({
  monitoring: { jobQueuingDurations: [{ periods: ["* * * * * * *"], threshold: "30s", ...entry }] },
});

describe("[[runners]]", () => {
  test("needs nothing and has no defaults of its own", () => {
    expect(schema.parse({})).toEqual({});
  });

  test.each<[object]>([
    [{ id: 1 }],
    [{ outputLimit: 16_384 }],
    [{ requestConcurrency: 1 }],
    [{ requestConcurrency: Expression.number("var.n") }],
    [{ strictCheckInterval: true }],
    [{ unhealthyRequestsLimit: 1 }],
    [{ jobStatusFinalUpdateRetryLimit: 1 }],
    [{ labels: { team: "build", "cost.center": "4711" } }],
    [{ buildsDir: "/builds" }],
    [{ cacheDir: "/cache" }],
    [{ cloneUrl: "http://gitlab.internal:8080" }],
    [{ environment: ["LC_ALL=C.UTF-8", "_x=", "MULTI=a\nb"] }],
    [{ environment: Expression.list("var.environment") }],
    [{ preGetSourcesScript: "git config --global http.proxy $PROXY\n" }],
    [{ shell: "sh" }],
    [{ featureFlags: { FF_NETWORK_PER_BUILD: true, FF_TIMESTAMPS: Expression.flag("var.timestamps") } }],
    [{ useSlotCgroups: true, slotCgroupTemplate: "jobs/${slot}" }],
    [{ stepRunnerImage: "registry.example.com/step-runner:0.3.0" }],
    [{ customBuildDir: { enabled: false } }],
    [{ experimental: { bootVerify: { enabled: true } } }],
  ])("takes %j", (input) => {
    expect(schema.parse(input)).toEqual(input);
  });

  test.each<[string, object, unknown]>([
    ["unhealthyInterval", { unhealthyInterval: "90s" }, { unhealthyInterval: Duration.seconds(90) }],
    ["prepareTimeout", { prepareTimeout: "0s" }, { prepareTimeout: Duration.seconds(0) }],
    ["getSourcesTimeout", { getSourcesTimeout: Duration.minutes(5) }, { getSourcesTimeout: Duration.minutes(5) }],
    [
      "artifact",
      { artifact: { uploadTimeout: "2h", responseHeaderTimeout: "1s" } },
      { artifact: { uploadTimeout: Duration.hours(2), responseHeaderTimeout: Duration.seconds(1) } },
    ],
    [
      "bootVerify",
      { experimental: { bootVerify: { timeout: "10m", acquireMinBackoff: "1ms", acquireMaxBackoff: "1m" } } },
      {
        experimental: {
          bootVerify: {
            timeout: Duration.minutes(10),
            acquireMinBackoff: Duration.parse("1ms"),
            acquireMaxBackoff: Duration.minutes(1),
          },
        },
      },
    ],
    [
      "monitoring",
      lateJobs({ periods: ["* * 8-17 * * mon-fri *"], timezone: "Europe/Berlin", jobsRunningForProject: "^[0-9]$" }),
      {
        monitoring: {
          jobQueuingDurations: [
            {
              periods: ["* * 8-17 * * mon-fri *"],
              timezone: "Europe/Berlin",
              threshold: Duration.seconds(30),
              jobsRunningForProject: "^[0-9]$",
            },
          ],
        },
      },
    ],
  ])("reads the durations of %s", (_name, input, output) => {
    expect(schema.parse(input)).toEqual(output);
  });

  test.each<[object, string]>([
    [{ id: 0 }, "id: must be at least 1, got 0"],
    [{ outputLimit: 0 }, "outputLimit: must be at least 1, got 0"],
    [{ requestConcurrency: 0 }, "requestConcurrency: must be at least 1, got 0"],
    [{ requestConcurrency: -1 }, "requestConcurrency: must be at least 1, got -1"],
    [{ strictCheckInterval: 1 }, "strictCheckInterval: must be true or false, got 1"],
    [{ unhealthyRequestsLimit: 0 }, "unhealthyRequestsLimit: must be at least 1, got 0"],
    [{ unhealthyInterval: "0s" }, "unhealthyInterval: must be at least 1s, got 0s"],
    [{ jobStatusFinalUpdateRetryLimit: 0 }, "jobStatusFinalUpdateRetryLimit: must be at least 1, got 0"],
    [{ labels: { te: "build" } }, "labels.te: must be 3 to 65 letters"],
    [{ labels: { team: "a".repeat(257) } }, "labels.team: must be 1 to 256 letters"],
    [{ buildsDir: "builds" }, "buildsDir: must be an absolute path"],
    [{ cacheDir: "cache" }, "cacheDir: must be an absolute path"],
    [{ cloneUrl: "git@gitlab.com" }, "cloneUrl: must be an http or https address without credentials"],
    [{ environment: ["LC_ALL"] }, "environment[0]: must be a variable as NAME=value"],
    [{ environment: ["=x"] }, "environment[0]: must be a variable as NAME=value"],
    [{ environment: "A=1" }, 'environment: must be a list, got "A=1"'],
    [{ preBuildScript: "" }, "preBuildScript: must not be empty"],
    [{ postBuildScript: ["true"] }, "postBuildScript: must be a text"],
    [{ prepareTimeout: 300 }, "prepareTimeout: must be a Go duration"],
    [{ getSourcesTimeout: "5 min" }, "getSourcesTimeout: must be a Go duration"],
    [{ debugTraceDisabled: "true" }, 'debugTraceDisabled: must be true or false, got "true"'],
    [{ shell: "pwsh" }, "shell: must be one of bash, sh"],
    [{ featureFlags: { NETWORK_PER_BUILD: true } }, "featureFlags.NETWORK_PER_BUILD: must be a feature flag"],
    [{ featureFlags: { FF_TIMESTAMPS: "true" } }, "featureFlags.FF_TIMESTAMPS: must be true or false"],
    [{ slotCgroupTemplate: "jobs" }, "slotCgroupTemplate: must be a path that names the slot"],
    [{ customBuildDir: { enabled: "no" } }, "customBuildDir.enabled: must be true or false"],
    [{ artifact: { uploadTimeout: "0s" } }, "artifact.uploadTimeout: must be at least 1s, got 0s"],
    [{ artifact: { responseHeaderTimeout: "1ms" } }, "artifact.responseHeaderTimeout: must be at least 1s, got 1ms"],
    [lateJobs({ periods: ["* * * * *"] }), "monitoring.jobQueuingDurations[0].periods[0]: must be seven cron fields"],
    [lateJobs({ periods: ["@daily"] }), "monitoring.jobQueuingDurations[0].periods[0]: must be seven cron fields"],
    [lateJobs({ periods: [] }), "monitoring.jobQueuingDurations[0].periods: must hold at least one period"],
    [lateJobs({ periods: undefined }), "monitoring.jobQueuingDurations[0].periods: is required"],
    [lateJobs({ threshold: undefined }), "monitoring.jobQueuingDurations[0].threshold: is required"],
    [lateJobs({ threshold: "0s" }), "monitoring.jobQueuingDurations[0].threshold: must be at least 1s, got 0s"],
    [{ experimental: { bootVerify: { timeout: "0s" } } }, "experimental.bootVerify.timeout: must be at least 1s"],
    [
      { experimental: { bootVerify: { acquireMinBackoff: "0s" } } },
      "experimental.bootVerify.acquireMinBackoff: must be at least 1ms, got 0s",
    ],
    [
      { experimental: { bootVerify: { acquireMaxBackoff: "0s" } } },
      "experimental.bootVerify.acquireMaxBackoff: must be at least 1ms, got 0s",
    ],
    [{ limit: 1 }, "limit: "],
  ])("refuses %j", (input, message) => {
    expect(refusals(schema, input)).toEqual([expect.stringContaining(message)]);
  });
});
