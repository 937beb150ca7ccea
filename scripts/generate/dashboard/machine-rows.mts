import type { Row } from "./panel.mts";
import { concurrencyUsed, events, fleet, noneByFleet, quantilesByFleet, share } from "./promql.mts";

const jobs = `sum by (runner_name) (gitlab_runner_jobs{${fleet}})`;
const machines = `sum by (runner_name) (fleeting_provisioner_instances{${fleet}})`;
const maxMachines = `sum by (runner_name) (fleeting_provisioner_max_instances{${fleet}})`;
const machineStates = 'state=~"running|creating|deleting|pending"';

/** Rows on what the jobs run on. */
export const machineRows: readonly Row[] = [
  {
    title: "Saturation",
    width: 8,
    panels: [
      {
        title: "Jobs of concurrent",
        description:
          "Jobs in shares of `concurrent` for each manager, and of `limit` for each fleet that has one. Near 100 % no " +
          "further job is taken, whatever the machines could bear: raise it.",
        alerts: ["ConcurrencySaturated"],
        look: "lines",
        unit: "percentunit",
        bad: 0.9,
        queries: {
          "{{pod}}": concurrencyUsed,
          "{{runner_name}} of its limit": share(
            `(${jobs} or ${noneByFleet})`,
            `sum by (runner_name) (gitlab_runner_limit{${fleet}})`,
          ),
        },
      },
      {
        title: "Machines of max_instances",
        description: "Machines in shares of `max_instances`. Near 100 % jobs wait for one another: raise it.",
        alerts: ["FleetNearMax"],
        look: "lines",
        unit: "percentunit",
        bad: 0.9,
        queries: {
          "{{runner_name}}": share(
            `sum by (runner_name) (fleeting_provisioner_instances{${fleet}, ${machineStates}})`,
            maxMachines,
          ),
        },
      },
      {
        title: "Slots in use",
        description:
          "Slots for jobs that are not free, in shares of what the fleet may ever have. High with few jobs: slots are " +
          "unhealthy or unavailable, look at the slots by state.",
        alerts: ["CapacitySaturated"],
        look: "lines",
        unit: "percentunit",
        bad: 0.9,
        queries: {
          "{{runner_name}}": share(
            `sum by (runner_name) (fleeting_taskscaler_tasks{${fleet}, state!~"idle|reserved"})`,
            `sum by (runner_name) (fleeting_provisioner_max_instances{${fleet}} * ` +
              `fleeting_taskscaler_max_tasks_per_instance{${fleet}})`,
          ),
        },
      },
    ],
  },
  {
    title: "Machines",
    width: 8,
    panels: [
      {
        title: "Machines by state",
        description:
          "The dashed line is `max_instances`. Machines that stay `requested` or `creating` don't come: look at the Auto " +
          "Scaling group's activities. Nothing at all: the fleet was not set up, look at the manager's log.",
        alerts: ["InstancesStuckCreating", "FleetingNotInitialised"],
        look: "stack",
        unit: "short",
        queries: {
          "{{runner_name}} {{state}}": `sum by (runner_name, state) (fleeting_provisioner_instances{${fleet}})`,
        },
        bound: { "{{runner_name}} max_instances": maxMachines },
      },
      {
        title: "Slots by state",
        description:
          "A machine has `capacity_per_instance` slots for jobs. `unhealthy` ones are on machines that failed a check: look " +
          "at the machine's boot log and its way to the manager, SSH.",
        alerts: ["InstancesUnhealthy"],
        look: "stack",
        unit: "short",
        queries: {
          "{{runner_name}} {{state}}": `sum by (runner_name, state) (fleeting_taskscaler_tasks{${fleet}})`,
        },
      },
      {
        title: "Machines wanted",
        description:
          "What the policy in force and the jobs ask for, and what is there. A gap that stays: AWS has no capacity, a " +
          "quota is reached, or boot is slow.",
        look: "lines",
        unit: "short",
        queries: {
          "{{runner_name}} wanted": `sum by (runner_name) (fleeting_taskscaler_desired_instances{${fleet}})`,
          "{{runner_name}} there": machines,
        },
      },
    ],
  },
  {
    title: "Machines: scaling",
    width: 12,
    panels: [
      {
        title: "Scale operations",
        description:
          "How often the manager decided to grow or shrink a fleet. Up and down in turn, all the time: lengthen " +
          "`idle_time`, or raise `idle_count`.",
        look: "events",
        unit: "short",
        queries: {
          "{{runner_name}} {{operation}}": events(
            "fleeting_taskscaler_scale_operations_total",
            "runner_name, operation",
          ),
        },
      },
      {
        title: "Machine operations",
        description:
          "What the manager asked of AWS, and what became of it. Many more creations than jobs: machines are given up " +
          "before they work, look at boot time and at the manager's log.",
        look: "events",
        unit: "short",
        queries: {
          "{{runner_name}} {{operation}}": events(
            "fleeting_provisioner_instance_operations_total",
            "runner_name, operation",
          ),
        },
      },
    ],
  },
  {
    title: "Machines: boot time",
    width: 12,
    panels: [
      {
        title: "Until requested",
        description: "How long the request for a machine took. Slow: AWS throttles, or its API is hard to reach.",
        look: "quantiles",
        unit: "s",
        queries: quantilesByFleet("fleeting_provisioner_instance_creation_time_seconds"),
      },
      {
        title: "Until running",
        description:
          "How long a machine took until AWS calls it running. Slow: little spot capacity; add instance types or zones.",
        look: "quantiles",
        unit: "s",
        queries: quantilesByFleet("fleeting_provisioner_instance_is_running_time_seconds"),
      },
      {
        title: "Until ready",
        description:
          "How long a machine took until it could take jobs, its ready command included. Slow: put Docker and images " +
          "into the machine image. A flat top is the last of `instance_readiness_time_buckets`.",
        alerts: ["ReadinessSlow"],
        look: "quantiles",
        unit: "s",
        bad: 300,
        queries: quantilesByFleet("fleeting_taskscaler_task_instance_readiness_time_seconds"),
      },
      {
        title: "Life of a machine",
        description:
          "How long removed machines had lived. Much shorter than `idle_time` and a job: spot interruptions, or machines " +
          "that never got ready.",
        look: "quantiles",
        unit: "s",
        queries: quantilesByFleet("fleeting_provisioner_instance_life_duration_seconds"),
      },
    ],
  },
];
