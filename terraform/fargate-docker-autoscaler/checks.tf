check "gitlab_url_unencrypted" {
  assert {
    condition     = contains(local.accepted_rules, "gitlab-url-unencrypted") || (!startswith(var.gitlab_url, "http://"))
    error_message = "gitlab_url: should begin with https://, got ${jsonencode(var.gitlab_url)}; use https [gitlab-url-unencrypted]"
  }
}

check "plugin_version_untested" {
  assert {
    condition     = contains(local.accepted_rules, "plugin-version-untested") || (can(regex("^(0\\.5|1\\.0|1\\.1)\\.", var.plugin_version)))
    error_message = "plugin_version: should be one of 0.5.x, 1.0.x, 1.1.x, got ${jsonencode(var.plugin_version)}; use 0.5, 1.0, 1.1, or accept the rule and look for AccessDenied in the manager's log [plugin-version-untested]"
  }
}

check "credential_helper_for_every_registry" {
  assert {
    condition     = contains(local.accepted_rules, "credential-helper-for-every-registry") || (alltrue([for text in [for entry in var.environment : trimprefix(entry, "DOCKER_AUTH_CONFIG=") if can(regex("^DOCKER_AUTH_CONFIG=([^$]|$)", entry))] : try(jsondecode(text).credsStore, null) == null]))
    error_message = "environment: DOCKER_AUTH_CONFIG should have credHelpers in place of credsStore; name the registries in credHelpers: {\"credHelpers\":{\"<registry>\":\"ecr-login\"}} [credential-helper-for-every-registry]"
  }
}

check "drain_beyond_protection" {
  assert {
    condition     = contains(local.accepted_rules, "drain-beyond-protection") || (try(sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) <= 172080, true))
    error_message = "drain_timeout: should be at most 47h48m for a manager on Fargate, got ${jsonencode(var.drain_timeout)}; lower it to what your longest job takes, or run the manager on EKS, which waits for longer [drain-beyond-protection]"
  }
}

check "fargate_memory_small" {
  assert {
    condition     = contains(local.accepted_rules, "fargate-memory-small") || (alltrue([for step in [{ above = 20, mib = 1024 }, { above = 100, mib = 2048 }, { above = 400, mib = 4096 }] : var.max_instances <= step.above || var.manager_memory_mib >= step.mib]))
    error_message = "manager_memory_mib: should be at least ${max(512, [for step in [{ above = 20, mib = 1024 }, { above = 100, mib = 2048 }, { above = 400, mib = 4096 }] : step.mib if var.max_instances > step.above]...)} for ${var.max_instances} machines, got ${jsonencode(var.manager_memory_mib)}; raise manager_memory_mib, or share the machines out over several calls of the module [fargate-memory-small]"
  }
}

check "scale_factor_limit_above_capacity" {
  assert {
    condition     = contains(local.accepted_rules, "scale-factor-limit-above-capacity") || (alltrue([for policy in var.policies : try(policy.scale_factor_limit <= var.max_instances * var.capacity_per_instance, true)]))
    error_message = "policies[*].scale_factor_limit: should be at most max_instances × capacity_per_instance (${var.max_instances * var.capacity_per_instance}), got ${jsonencode([for policy in var.policies : policy.scale_factor_limit if !try(policy.scale_factor_limit <= var.max_instances * var.capacity_per_instance, true)])}; lower scale_factor_limit, raise max_instances, or leave scale_factor_limit out for all that the fleet has [scale-factor-limit-above-capacity]"
  }
}

check "scale_factor_limit_without_factor" {
  assert {
    condition     = contains(local.accepted_rules, "scale-factor-limit-without-factor") || (alltrue([for policy in var.policies : try(policy.scale_factor_limit == null || coalesce(policy.scale_factor, 0) > 0, true)]))
    error_message = "policies[*].scale_factor_limit: has no effect without a scale_factor above 0, got ${jsonencode([for policy in var.policies : policy.scale_factor_limit if !try(policy.scale_factor_limit == null || coalesce(policy.scale_factor, 0) > 0, true)])}; set scale_factor, or remove scale_factor_limit [scale-factor-limit-without-factor]"
  }
}

check "idle_time_below_boot" {
  assert {
    condition     = contains(local.accepted_rules, "idle-time-below-boot") || (alltrue([for policy in var.policies : try(anytrue([for seconds in [sum([for part in regexall("([0-9]+)(h|m|s)", policy.idle_time) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]])] : seconds < 1 || seconds >= 600]), true)]))
    error_message = "policies[*].idle_time: should be at least 10m, got ${jsonencode([for policy in var.policies : policy.idle_time if !try(anytrue([for seconds in [sum([for part in regexall("([0-9]+)(h|m|s)", policy.idle_time) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]])] : seconds < 1 || seconds >= 600]), true)])}; raise idle_time to 10m or more, or set it to 0s if machines shall go as soon as no job needs them [idle-time-below-boot]"
  }
}

check "policy_period_single_minute" {
  assert {
    condition     = contains(local.accepted_rules, "policy-period-single-minute") || (alltrue([for period in flatten(var.policies[*].periods) : try(anytrue([for minutes in [flatten([for entry in split(",", regex("^\\s*(\\S+)", period)[0]) : range(try(tonumber(regex("^[0-9]+", entry)), 0), try(tonumber(regex("-([0-9]+)", entry)[0]), tonumber(regex("^[0-9]+$", entry)), 59) + 1, try(tonumber(regex("/([0-9]+)", entry)[0]), 1))])] : anytrue([for minute in minutes : contains(minutes, (minute + 1) % 60)])]), true)]))
    error_message = "policies[*].periods[*]: should hold for longer than a minute at a time, got ${jsonencode(flatten(var.policies[*].periods))}; write * for the minute and a range of hours, such as `* 8-17 * * mon-fri` [policy-period-single-minute]"
  }
}

check "policy_never_seen" {
  assert {
    condition     = contains(local.accepted_rules, "policy-never-seen") || (alltrue([for index, policy in var.policies : index == 0 || !contains(policy.periods, "* * * * *") || (index == 1 && contains(var.policies[0].periods, "* * * * *"))]))
    error_message = "policies: should count at some minute each, got a policy for every minute behind others; move it to the front, so that the others are exceptions from it [policy-never-seen]"
  }
}

check "privileged_without_allow_list" {
  assert {
    condition     = contains(local.accepted_rules, "privileged-without-allow-list") || (!var.privileged || var.allowed_privileged_images != null)
    error_message = "allowed_privileged_images: should name images: without it every image is privileged, got ${jsonencode(var.allowed_privileged_images)}; name the images, for Docker in Docker as services [\"docker:dind\", \"docker:*-dind\"] [privileged-without-allow-list]"
  }

  assert {
    condition     = contains(local.accepted_rules, "privileged-without-allow-list") || (!var.privileged || var.allowed_privileged_services != null)
    error_message = "allowed_privileged_services: should name images: without it every service is privileged, got ${jsonencode(var.allowed_privileged_services)}; name the images, for Docker in Docker as services [\"docker:dind\", \"docker:*-dind\"] [privileged-without-allow-list]"
  }
}

check "dind_pattern_misses_tag" {
  assert {
    error_message = "allowed_images[*]: should be joined by the plain tag dind, which it does not match, got ${jsonencode([for pattern in coalesce(var.allowed_images, []) : pattern if endswith(pattern, ":*-dind") && length(setintersection(coalesce(var.allowed_images, []), ["${trimsuffix(pattern, ":*-dind")}:dind", "${trimsuffix(pattern, ":*-dind")}:*", "${trimsuffix(pattern, ":*-dind")}:**", "**"])) == 0])}; add \"docker:dind\" to the list [dind-pattern-misses-tag]"

    condition = contains(local.accepted_rules, "dind-pattern-misses-tag") || (alltrue([for pattern in coalesce(var.allowed_images, []) : !(endswith(pattern, ":*-dind") && length(setintersection(coalesce(var.allowed_images, []), [
      "${trimsuffix(pattern, ":*-dind")}:dind",
      "${trimsuffix(pattern, ":*-dind")}:*",
      "${trimsuffix(pattern, ":*-dind")}:**",
      "**",
    ])) == 0)]))
  }

  assert {
    error_message = "allowed_privileged_images[*]: should be joined by the plain tag dind, which it does not match, got ${jsonencode([for pattern in coalesce(var.allowed_privileged_images, []) : pattern if endswith(pattern, ":*-dind") && length(setintersection(coalesce(var.allowed_privileged_images, []), ["${trimsuffix(pattern, ":*-dind")}:dind", "${trimsuffix(pattern, ":*-dind")}:*", "${trimsuffix(pattern, ":*-dind")}:**", "**"])) == 0])}; add \"docker:dind\" to the list [dind-pattern-misses-tag]"

    condition = contains(local.accepted_rules, "dind-pattern-misses-tag") || (alltrue([for pattern in coalesce(var.allowed_privileged_images, []) : !(endswith(pattern, ":*-dind") && length(setintersection(coalesce(var.allowed_privileged_images, []), [
      "${trimsuffix(pattern, ":*-dind")}:dind",
      "${trimsuffix(pattern, ":*-dind")}:*",
      "${trimsuffix(pattern, ":*-dind")}:**",
      "**",
    ])) == 0)]))
  }

  assert {
    error_message = "allowed_privileged_services[*]: should be joined by the plain tag dind, which it does not match, got ${jsonencode([for pattern in coalesce(var.allowed_privileged_services, []) : pattern if endswith(pattern, ":*-dind") && length(setintersection(coalesce(var.allowed_privileged_services, []), ["${trimsuffix(pattern, ":*-dind")}:dind", "${trimsuffix(pattern, ":*-dind")}:*", "${trimsuffix(pattern, ":*-dind")}:**", "**"])) == 0])}; add \"docker:dind\" to the list [dind-pattern-misses-tag]"

    condition = contains(local.accepted_rules, "dind-pattern-misses-tag") || (alltrue([for pattern in coalesce(var.allowed_privileged_services, []) : !(endswith(pattern, ":*-dind") && length(setintersection(coalesce(var.allowed_privileged_services, []), [
      "${trimsuffix(pattern, ":*-dind")}:dind",
      "${trimsuffix(pattern, ":*-dind")}:*",
      "${trimsuffix(pattern, ":*-dind")}:**",
      "**",
    ])) == 0)]))
  }
}

check "image_without_tag" {
  assert {
    condition     = contains(local.accepted_rules, "image-without-tag") || (strcontains(var.docker_image, "$") || (can(regex(":[^/:]+$", var.docker_image)) && !endswith(var.docker_image, ":latest")))
    error_message = "docker_image: should have a tag other than latest, or a digest, got ${jsonencode(var.docker_image)}; write its version, such as ruby:3.4, or its digest [image-without-tag]"
  }
}

check "disk_small_for_reused_machines" {
  assert {
    condition     = contains(local.accepted_rules, "disk-small-for-reused-machines") || (contains(range(1, 21), coalesce(var.max_use_count, 1)) || var.root_volume.size_gib >= 100)
    error_message = "root_volume.size_gib: should be at least 100 with a max_use_count of ${jsonencode(var.max_use_count)}, got ${jsonencode(var.root_volume.size_gib)}; raise root_volume.size_gib to 100 or more and let a timer prune Docker, or lower max_use_count [disk-small-for-reused-machines]"
  }
}

check "spot_single_type" {
  assert {
    condition     = contains(local.accepted_rules, "spot-single-type") || (var.on_demand_percentage_above_base_capacity >= 100 || length(var.instance_types) != 1)
    error_message = "instance_types: should hold several types in a fleet with spot machines, got ${jsonencode(length(var.instance_types))}; name several types of about the same size, such as m7i.large, m6i.large and m7a.large [spot-single-type]"
  }
}

check "subnet_twice" {
  assert {
    condition     = contains(local.accepted_rules, "subnet-twice") || (length(distinct(var.subnet_ids)) == length(var.subnet_ids))
    error_message = "subnet_ids: should name each subnet once, got ${jsonencode(var.subnet_ids)}; remove it, or name a subnet of another zone [subnet-twice]"
  }
}
