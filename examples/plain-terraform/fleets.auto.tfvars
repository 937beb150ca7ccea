fleets = {
  # Most jobs. One that loses its machine fails with runner_system_failure: let it `retry: when: runner_system_failure`.
  spot = {
    max_instances        = 40
    instance_types       = ["m7i.large", "m7a.large", "m6i.large", "m6a.large", "m5.large"]
    on_demand_percentage = 0
    idle_jobs            = 4
  }

  # Deployments, and what must not be cut off.
  on-demand = {
    max_instances        = 10
    instance_types       = ["m7i.large", "m6i.large"]
    on_demand_percentage = 100
    idle_jobs            = 1
    drain_timeout        = "2h"
  }
}
