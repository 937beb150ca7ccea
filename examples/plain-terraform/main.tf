module "runners" {
  # Outside this repository: git::https://github.com/runner-fleet/runner-fleet.git//terraform/eks-docker-autoscaler?ref=v0.1.0
  source   = "../../terraform/eks-docker-autoscaler"
  for_each = var.fleets

  # Each call is a manager of its own, and its name must be, too.
  name       = "ci-${each.key}"
  gitlab_url = var.gitlab_url

  cluster_name      = var.cluster_name
  namespace         = var.namespace
  token_secret_name = "runner-tokens"
  token_key         = each.key
  token_revision    = each.value.token_revision
  node_selector     = var.node_selector
  drain_timeout     = each.value.drain_timeout

  max_instances = each.value.max_instances
  docker_image  = each.value.docker_image

  policies = [{
    periods    = ["* 8-17 * * mon-fri"]
    timezone   = var.timezone
    idle_count = each.value.idle_jobs
  }]

  instance_types                           = each.value.instance_types
  on_demand_percentage_above_base_capacity = each.value.on_demand_percentage
  subnet_ids                               = var.subnet_ids
  manager_security_group_ids               = var.manager_security_group_ids

  cache = { expiration_days = 14 }
  tags  = var.tags
}
