check "plugin_version_untested" {
  assert {
    condition     = contains(local.accepted_rules, "plugin-version-untested") || (can(regex("^(0\\.5|1\\.0|1\\.1)\\.", var.plugin_version)))
    error_message = "plugin_version: should be one of 0.5.x, 1.0.x, 1.1.x, got ${jsonencode(var.plugin_version)}; use 0.5, 1.0, 1.1, or accept the rule and look for AccessDenied in the manager's log [plugin-version-untested]"
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
