# A value that is refused, or warned of, for each variable and each rule over several: written by `npm run generate`
# from the cases of the project's own tests, which hold every rule of every variable, and the messages.

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:manager" }
  }

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/manager" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/manager" }
  }
}

variables {
  docker_image               = "alpine:3.22"
  instance_types             = ["m7i.large", "m6i.large"]
  subnet_ids                 = ["subnet-0123456789abcdef0"]
  manager_security_group_ids = ["sg-0123456789abcdef0"]
  manager_subnet_id          = "subnet-0123456789abcdef0"
}

run "name_schema_format" {
  command = plan

  variables {
    name = "CI"
  }

  expect_failures = [var.name]
}

run "fleet_name_schema_format" {
  command = plan

  variables {
    fleet_name = "linux_1"
  }

  expect_failures = [var.fleet_name]
}

run "fleet_name_resource_name_too_long" {
  command = plan

  variables {
    fleet_name     = "ffffffffffffffffffffffffffffffff"
    name           = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
    machine_access = "ssm"
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "tags_schema_name" {
  command = plan

  variables {
    tags = {
      "aws:x" = "1"
    }
  }

  expect_failures = [var.tags]
}

run "permissions_boundary_arn_schema_format" {
  command = plan

  variables {
    permissions_boundary_arn = "boundary"
  }

  expect_failures = [var.permissions_boundary_arn]
}

run "iam_path_schema_format" {
  command = plan

  variables {
    iam_path = "ci"
  }

  expect_failures = [var.iam_path]
}

run "accept_accept_without_effect" {
  command = plan

  variables {
    accept = [
      {
        rule   = "spot-singel-type"
        reason = "one type is all there is"
      },
    ]
  }

  expect_failures = [var.accept]
}

run "gitlab_url_schema_format" {
  command = plan

  variables {
    gitlab_url = "gitlab.com"
  }

  expect_failures = [var.gitlab_url]
}

run "gitlab_url_gitlab_url_unencrypted" {
  command = plan

  variables {
    gitlab_url = "http://gitlab.example.com"
  }

  expect_failures = [check.gitlab_url_unencrypted]
}

run "token_key_schema_format" {
  command = plan

  variables {
    token_key = "the key"
  }

  expect_failures = [var.token_key]
}

run "token_revision_schema_range" {
  command = plan

  variables {
    token_revision = 0
  }

  expect_failures = [var.token_revision]
}

run "plugin_version_schema_format" {
  command = plan

  variables {
    plugin_version = "latest"
  }

  expect_failures = [var.plugin_version]
}

run "plugin_version_plugin_version_untested" {
  command = plan

  variables {
    plugin_version = "2.0.0"
  }

  expect_failures = [check.plugin_version_untested]
}

run "drain_timeout_schema_format" {
  command = plan

  variables {
    drain_timeout = "3600"
  }

  expect_failures = [var.drain_timeout]
}

run "cache_schema_range" {
  command = plan

  variables {
    cache = {
      expiration_days = 0
    }
  }

  expect_failures = [var.cache]
}

run "token_path_schema_format" {
  command = plan

  variables {
    token_path = "ci"
  }

  expect_failures = [var.token_path]
}

run "token_kms_key_arn_schema_format" {
  command = plan

  variables {
    token_kms_key_arn = "alias/ci"
  }

  expect_failures = [var.token_kms_key_arn]
}

run "metrics_security_group_ids_schema_format" {
  command = plan

  variables {
    metrics_security_group_ids = ["prometheus"]
  }

  expect_failures = [var.metrics_security_group_ids]
}

run "metrics_cidrs_schema_format" {
  command = plan

  variables {
    metrics_cidrs = ["10.0.0.0"]
  }

  expect_failures = [var.metrics_cidrs]
}

run "log_retention_days_log_retention_unknown" {
  command = plan

  variables {
    log_retention_days = 31
  }

  expect_failures = [var.log_retention_days]
}

run "alarm_action_arns_schema_format" {
  command = plan

  variables {
    alarm_action_arns = ["ci"]
  }

  expect_failures = [var.alarm_action_arns]
}

run "manager_subnet_id_schema_format" {
  command = plan

  variables {
    manager_subnet_id = "ci"
  }

  expect_failures = [var.manager_subnet_id]
}

run "manager_instance_type_schema_format" {
  command = plan

  variables {
    manager_instance_type = "small"
  }

  expect_failures = [var.manager_instance_type]
}

run "manager_image_id_schema_format" {
  command = plan

  variables {
    manager_image_id = "al2023"
  }

  expect_failures = [var.manager_image_id]
}

run "manager_root_volume_gib_schema_range" {
  command = plan

  variables {
    manager_root_volume_gib = 7
  }

  expect_failures = [var.manager_root_volume_gib]
}

run "manager_state_volume_gib_schema_range" {
  command = plan

  variables {
    manager_state_volume_gib = 1025
  }

  expect_failures = [var.manager_state_volume_gib]
}

run "drain_timeout_drain_beyond_hook" {
  command = plan

  variables {
    drain_timeout         = "47h38m1s"
    manager_instance_type = "t4g.small"
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "environment_ecr_login_without_helper" {
  command = plan

  variables {
    manager_instance_type = "t4g.small"

    environment = [
      "DOCKER_AUTH_CONFIG={\"credHelpers\":{\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\":\"ecr-login\"}}",
    ]
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "max_instances_schema_range" {
  command = plan

  variables {
    max_instances = 0
  }

  expect_failures = [var.max_instances]
}

run "capacity_per_instance_schema_range" {
  command = plan

  variables {
    capacity_per_instance = 0
  }

  expect_failures = [var.capacity_per_instance]
}

run "max_use_count_max_use_count_required" {
  command = plan

  variables {
    capacity_per_instance = 4
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "max_use_count_schema_range" {
  command = plan

  variables {
    max_use_count = -1
  }

  expect_failures = [var.max_use_count]
}

run "max_use_count_max_use_count_below_capacity" {
  command = plan

  variables {
    capacity_per_instance = 4
    max_use_count         = 3
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "docker_image_schema_format" {
  command = plan

  variables {
    docker_image = "alpine 3"
  }

  expect_failures = [var.docker_image]
}

run "docker_image_image_without_tag" {
  command = plan

  variables {
    docker_image = "alpine"
  }

  expect_failures = [check.image_without_tag]
}

run "privileged_privileged_on_shared_machines" {
  command = plan

  variables {
    privileged                  = true
    allowed_privileged_images   = ["docker:dind"]
    allowed_privileged_services = ["docker:dind"]
    max_use_count               = 5
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "privileged_privileged_with_instance_role" {
  command = plan

  variables {
    privileged                  = true
    allowed_privileged_images   = ["docker:dind"]
    allowed_privileged_services = ["docker:dind"]
    machine_access              = "ssm"
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "allowed_privileged_images_privileged_without_allow_list" {
  command = plan

  variables {
    privileged                  = true
    allowed_privileged_services = ["docker:dind"]
  }

  expect_failures = [check.privileged_without_allow_list]
}

run "allowed_privileged_images_allow_list_empty" {
  command = plan

  variables {
    allowed_privileged_images = []
  }

  expect_failures = [var.allowed_privileged_images]
}

run "allowed_privileged_services_allow_list_empty" {
  command = plan

  variables {
    allowed_privileged_services = []
  }

  expect_failures = [var.allowed_privileged_services]
}

run "allowed_privileged_services_dind_pattern_misses_tag" {
  command = plan

  variables {
    allowed_privileged_services = ["docker:*-dind"]
  }

  expect_failures = [check.dind_pattern_misses_tag]
}

run "allowed_images_allow_list_empty" {
  command = plan

  variables {
    allowed_images = []
  }

  expect_failures = [var.allowed_images]
}

run "volumes_schema_format" {
  command = plan

  variables {
    volumes = ["/cache", "cache"]
  }

  expect_failures = [var.volumes]
}

run "volumes_docker_socket_on_shared_machines" {
  command = plan

  variables {
    volumes       = ["/cache", "/var/run/docker.sock:/var/run/docker.sock"]
    max_use_count = 5
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "environment_schema_format" {
  command = plan

  variables {
    environment = ["LC_ALL=C", "DOCKER_TLS_CERTDIR", "MY VAR=x"]
  }

  expect_failures = [var.environment]
}

run "environment_environment_holds_secret" {
  command = plan

  variables {
    environment = ["LC_ALL=C", "DB_PASSWORD=hunter2", "apiKey=1", "KEYBOARD=1"]
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "environment_credential_helper_for_every_registry" {
  command = plan

  variables {
    environment = ["DOCKER_AUTH_CONFIG={\"credsStore\":\"desktop\"}"]
  }

  expect_failures = [check.credential_helper_for_every_registry]
}

run "policies_policy_period_invalid" {
  command = plan

  variables {
    policies = [
      {
        periods = []
      },
    ]
  }

  expect_failures = [var.policies]
}

run "policies_policy_period_single_minute" {
  command = plan

  variables {
    policies = [
      {
        periods = ["0 8 * * *"]
      },
    ]
  }

  expect_failures = [check.policy_period_single_minute]
}

run "policies_policy_never_seen" {
  command = plan

  variables {
    policies = [
      {
        periods    = ["* 8-17 * * mon-fri"]
        idle_count = 4
      },
      {},
    ]
  }

  expect_failures = [check.policy_never_seen]
}

run "policies_idle_count_above_capacity" {
  command = plan

  variables {
    policies = [
      {},
      {
        idle_count = 11
        periods    = ["* 8-17 * * *"]
      },
    ]
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "policies_idle_time_below_boot" {
  command = plan

  variables {
    policies = [
      {
        idle_time = "9m59s"
      },
    ]
  }

  expect_failures = [check.idle_time_below_boot]
}

run "policies_scale_factor_limit_above_capacity" {
  command = plan

  variables {
    policies = [
      {
        scale_factor       = 1
        scale_factor_limit = 11
      },
    ]
  }

  expect_failures = [check.scale_factor_limit_above_capacity]
}

run "policies_scale_factor_limit_without_factor" {
  command = plan

  variables {
    policies = [
      {
        scale_factor_limit = 5
      },
    ]
  }

  expect_failures = [check.scale_factor_limit_without_factor]
}

run "architecture_schema_choice" {
  command = plan

  variables {
    architecture = "x86_64"
  }

  expect_failures = [var.architecture]
}

run "instance_types_architecture_mismatch" {
  command = plan

  variables {
    instance_types = ["m7i.large", "m7g.large", "a1.xlarge"]
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "instance_types_instance_types_or_requirements" {
  command = plan

  variables {
    instance_types = []
  }

  expect_failures = [var.instance_types]
}

run "instance_types_spot_single_type" {
  command = plan

  variables {
    instance_types                           = ["m7i.large"]
    on_demand_percentage_above_base_capacity = 50
  }

  expect_failures = [check.spot_single_type]
}

run "on_demand_base_capacity_schema_range" {
  command = plan

  variables {
    on_demand_base_capacity = -1
  }

  expect_failures = [var.on_demand_base_capacity]
}

run "on_demand_base_capacity_on_demand_base_above_max_instances" {
  command = plan

  variables {
    on_demand_base_capacity = 11
  }

  expect_failures = [aws_autoscaling_group.manager]
}

run "on_demand_percentage_above_base_capacity_schema_range" {
  command = plan

  variables {
    on_demand_percentage_above_base_capacity = 110
  }

  expect_failures = [var.on_demand_percentage_above_base_capacity]
}

run "spot_allocation_strategy_schema_choice" {
  command = plan

  variables {
    spot_allocation_strategy = "cheapest"
  }

  expect_failures = [var.spot_allocation_strategy]
}

run "image_schema_choice" {
  command = plan

  variables {
    image = {
      os = "debian-12"
    }
  }

  expect_failures = [var.image]
}

run "root_volume_schema_range" {
  command = plan

  variables {
    root_volume = {
      size_gib = 7
    }
  }

  expect_failures = [var.root_volume]
}

run "root_volume_disk_small_for_reused_machines" {
  command = plan

  variables {
    max_use_count = 21

    root_volume = {
      size_gib = 99
    }
  }

  expect_failures = [check.disk_small_for_reused_machines]
}

run "subnet_ids_subnets_missing" {
  command = plan

  variables {
    subnet_ids = []
  }

  expect_failures = [var.subnet_ids]
}

run "subnet_ids_subnet_twice" {
  command = plan

  variables {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]
  }

  expect_failures = [check.subnet_twice]
}

run "manager_security_group_ids_schema_format" {
  command = plan

  variables {
    manager_security_group_ids = ["group"]
  }

  expect_failures = [var.manager_security_group_ids]
}

run "security_group_ids_schema_format" {
  command = plan

  variables {
    security_group_ids = ["sg-1"]
  }

  expect_failures = [var.security_group_ids]
}

run "machine_access_schema_choice" {
  command = plan

  variables {
    machine_access = "ssh"
  }

  expect_failures = [var.machine_access]
}
