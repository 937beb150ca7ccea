# The manager: there are never two, and it drains before it stops.

resource "helm_release" "manager" {
  name        = var.name
  atomic      = false
  chart       = "${path.module}/../../charts/runner-manager"
  max_history = 5
  namespace   = coalesce(var.namespace, var.name)
  timeout     = (sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 300) + 1200
  values      = [yamlencode(local.manager_values)]
  wait        = var.wait_for_rollout

  lifecycle {
    precondition {
      condition     = var.manager_image != null || alltrue([for text in [for entry in var.environment : trimprefix(entry, "DOCKER_AUTH_CONFIG=") if can(regex("^DOCKER_AUTH_CONFIG=([^$]|$)", entry))] : !contains(concat([try(jsondecode(text).credsStore, "")], try(values(jsondecode(text).credHelpers), [])), "ecr-login")])
      error_message = "environment: DOCKER_AUTH_CONFIG must not name ecr-login without a manager_image; set manager_image to an image that has docker-credential-ecr-login [ecr-login-without-helper]"
    }

    precondition {
      condition     = var.machine_access != "ssm" || length("${var.name}-${var.fleet_name}") <= 64
      error_message = "fleet_name: must give the IAM role a name of at most 64 characters, got ${jsonencode("${var.name}-${var.fleet_name}")}; shorten name or fleet_name [resource-name-too-long]"
    }

    precondition {
      condition     = var.max_use_count != null || var.capacity_per_instance <= 1
      error_message = "max_use_count: is required with capacity_per_instance above 1 (${var.capacity_per_instance}), got ${jsonencode(var.max_use_count)}; set max_use_count, for example to 20, or to 0 for machines that are never replaced [max-use-count-required]"
    }

    precondition {
      condition     = coalesce(var.max_use_count, 0) == 0 || coalesce(var.max_use_count, 0) >= var.capacity_per_instance
      error_message = "max_use_count: must be 0 or at least capacity_per_instance (${var.capacity_per_instance}), got ${jsonencode(var.max_use_count)}; raise max_use_count to capacity_per_instance at least, or set it to 0 [max-use-count-below-capacity]"
    }

    precondition {
      condition     = alltrue([for policy in var.policies : try(policy.idle_count <= var.max_instances * var.capacity_per_instance, true)])
      error_message = "policies[*].idle_count: must be at most max_instances × capacity_per_instance (${var.max_instances * var.capacity_per_instance}), got ${jsonencode([for policy in var.policies : policy.idle_count if !try(policy.idle_count <= var.max_instances * var.capacity_per_instance, true)])}; lower idle_count, or raise max_instances [idle-count-above-capacity]"
    }

    precondition {
      condition     = contains(local.accepted_rules, "privileged-on-shared-machines") || (!var.privileged || (var.capacity_per_instance == 1 && coalesce(var.max_use_count, 1) == 1))
      error_message = "privileged: must not be true on machines that serve more than one job, got ${jsonencode(var.privileged)}; leave capacity_per_instance and max_use_count at 1, or accept the rule for a fleet whose projects trust each other [privileged-on-shared-machines]"
    }

    precondition {
      condition     = contains(local.accepted_rules, "docker-socket-on-shared-machines") || ((var.capacity_per_instance == 1 && coalesce(var.max_use_count, 1) == 1) || alltrue([for volume in var.volumes : !can(regex("^/(var/run|run|var)?(/docker\\.sock)?/?:", volume))]))
      error_message = "volumes[*]: must not give Docker's socket to jobs on machines that serve more than one, got ${jsonencode([for volume in var.volumes : volume if can(regex("^/(var/run|run|var)?(/docker\\.sock)?/?:", volume))])}; remove the volume, leave capacity_per_instance and max_use_count at 1, or accept the rule for a fleet whose projects trust each other [docker-socket-on-shared-machines]"
    }

    precondition {
      condition     = contains(local.accepted_rules, "privileged-with-instance-role") || (!var.privileged || var.machine_access != "ssm")
      error_message = "privileged: must not be true on machines that get a role by machine_access, got ${jsonencode(var.privileged)}; set machine_access to none, or accept the rule for a role that any job may have [privileged-with-instance-role]"
    }

    precondition {
      condition     = contains(local.accepted_rules, "environment-holds-secret") || (alltrue([for entry in var.environment : !can(regex("(?i)^([^=]*_)?(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS|(ACCESS|API|ACCOUNT|PRIVATE|SECRET)_?KEY)=[^$/]", entry))]))
      error_message = "environment[*]: must not give a secret a value (not shown), got ${jsonencode([for entry in var.environment : split("=", entry)[0] if can(regex("(?i)^([^=]*_)?(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS|(ACCESS|API|ACCOUNT|PRIVATE|SECRET)_?KEY)=[^$/]", entry))])}; make it a masked and protected variable of the group or project in GitLab, or accept the rule if it is no secret [environment-holds-secret]"
    }

    precondition {
      condition     = alltrue([for type in var.instance_types : !can(regex("^(a1\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9])", type)) || can(regex("^(a1\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9]+[a-z]*g)", type)) == (var.architecture == "arm64")])
      error_message = "instance_types[*]: must be a type of architecture ${var.architecture}, got ${jsonencode([for type in var.instance_types : type if !(!can(regex("^(a1\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9])", type)) || can(regex("^(a1\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9]+[a-z]*g)", type)) == (var.architecture == "arm64"))])}; choose types of the fleet's architecture, or set architecture; two architectures are two fleets [architecture-mismatch]"
    }

    precondition {
      condition     = var.on_demand_base_capacity <= var.max_instances
      error_message = "on_demand_base_capacity: must be at most max_instances (${var.max_instances}), got ${jsonencode(var.on_demand_base_capacity)}; lower on_demand_base_capacity, or raise max_instances [on-demand-base-above-max-instances]"
    }
  }

  depends_on = [
    aws_autoscaling_group.machines,
    aws_iam_role_policy_attachment.manager_role_fleet,
    aws_eks_pod_identity_association.manager_role,
    aws_iam_role_policy.manager_role_cache,
  ]
}
