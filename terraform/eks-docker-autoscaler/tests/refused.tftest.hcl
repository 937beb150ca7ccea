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

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/manager" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/manager" }
  }
}

mock_provider "helm" {}

variables {
  cluster_name               = "ci"
  docker_image               = "alpine:3.22"
  instance_types             = ["m7i.large", "m6i.large"]
  subnet_ids                 = ["subnet-0123456789abcdef0"]
  manager_security_group_ids = ["sg-0123456789abcdef0"]
}

run "variables" {
  command = plan

  variables {
    name                                     = "CI"
    fleet_name                               = "linux_1"
    permissions_boundary_arn                 = "boundary"
    iam_path                                 = "ci"
    gitlab_url                               = "gitlab.com"
    cluster_name                             = "-ci"
    namespace                                = "CI"
    service_account_name                     = "ci_manager"
    token_secret_name                        = "CI tokens"
    token_key                                = "the key"
    token_revision                           = 0
    pod_identity_agent                       = "none"
    preflight                                = "half"
    runner_version                           = "19"
    plugin_version                           = "latest"
    drain_timeout                            = "3600"
    max_instances                            = 0
    capacity_per_instance                    = 0
    max_use_count                            = -1
    docker_image                             = "alpine 3"
    allowed_privileged_images                = []
    allowed_privileged_services              = []
    allowed_images                           = []
    volumes                                  = ["/cache", "cache"]
    environment                              = ["LC_ALL=C", "DOCKER_TLS_CERTDIR", "MY VAR=x"]
    architecture                             = "x86_64"
    instance_types                           = []
    on_demand_base_capacity                  = -1
    on_demand_percentage_above_base_capacity = 110
    spot_allocation_strategy                 = "cheapest"
    subnet_ids                               = []
    manager_security_group_ids               = []
    security_group_ids                       = ["sg-1"]
    machine_access                           = "ssh"

    tags = {
      "aws:x" = "1"
    }

    accept = [
      {
        rule   = "spot-singel-type"
        reason = "one type is all there is"
      },
    ]

    node_selector = {
      disk = ""
    }

    tolerations = [
      {
        key      = "ci"
        operator = "Like"
      },
    ]

    manager_image = {
      repository = "ci/manager:1"
      tag        = "1"
    }

    cache = {
      expiration_days = 0
    }

    policies = [
      {
        periods = []
      },
    ]

    image = {
      os = "debian-12"
    }

    root_volume = {
      size_gib = 7
    }
  }

  expect_failures = [
    var.name,
    var.fleet_name,
    var.tags,
    var.permissions_boundary_arn,
    var.iam_path,
    var.accept,
    var.gitlab_url,
    var.cluster_name,
    var.namespace,
    var.service_account_name,
    var.token_secret_name,
    var.token_key,
    var.token_revision,
    var.pod_identity_agent,
    var.node_selector,
    var.tolerations,
    var.preflight,
    var.manager_image,
    var.runner_version,
    var.plugin_version,
    var.drain_timeout,
    var.cache,
    var.max_instances,
    var.capacity_per_instance,
    var.max_use_count,
    var.docker_image,
    var.allowed_privileged_images,
    var.allowed_privileged_services,
    var.allowed_images,
    var.volumes,
    var.environment,
    var.policies,
    var.architecture,
    var.instance_types,
    var.on_demand_base_capacity,
    var.on_demand_percentage_above_base_capacity,
    var.spot_allocation_strategy,
    var.image,
    var.root_volume,
    var.subnet_ids,
    var.manager_security_group_ids,
    var.security_group_ids,
    var.machine_access,
  ]
}

run "fleet_name_resource_name_too_long" {
  command = plan

  variables {
    fleet_name     = "ffffffffffffffffffffffffffffffff"
    name           = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
    machine_access = "ssm"
  }

  expect_failures = [helm_release.manager]
}

run "gitlab_url_gitlab_url_unencrypted" {
  command = plan

  variables {
    gitlab_url = "http://gitlab.example.com"
  }

  expect_failures = [check.gitlab_url_unencrypted]
}

run "plugin_version_plugin_version_untested" {
  command = plan

  variables {
    plugin_version = "2.0.0"
  }

  expect_failures = [check.plugin_version_untested]
}

run "max_use_count_max_use_count_required" {
  command = plan

  variables {
    capacity_per_instance = 4
  }

  expect_failures = [helm_release.manager]
}

run "max_use_count_max_use_count_below_capacity" {
  command = plan

  variables {
    capacity_per_instance = 4
    max_use_count         = 3
  }

  expect_failures = [helm_release.manager]
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

  expect_failures = [helm_release.manager]
}

run "privileged_privileged_with_instance_role" {
  command = plan

  variables {
    privileged                  = true
    allowed_privileged_images   = ["docker:dind"]
    allowed_privileged_services = ["docker:dind"]
    machine_access              = "ssm"
  }

  expect_failures = [helm_release.manager]
}

run "allowed_privileged_images_privileged_without_allow_list" {
  command = plan

  variables {
    privileged                  = true
    allowed_privileged_services = ["docker:dind"]
  }

  expect_failures = [check.privileged_without_allow_list]
}

run "allowed_privileged_services_dind_pattern_misses_tag" {
  command = plan

  variables {
    allowed_privileged_services = ["docker:*-dind"]
  }

  expect_failures = [check.dind_pattern_misses_tag]
}

run "volumes_docker_socket_on_shared_machines" {
  command = plan

  variables {
    volumes       = ["/cache", "/var/run/docker.sock:/var/run/docker.sock"]
    max_use_count = 5
  }

  expect_failures = [helm_release.manager]
}

run "environment_environment_holds_secret" {
  command = plan

  variables {
    environment = ["LC_ALL=C", "DB_PASSWORD=hunter2", "apiKey=1", "KEYBOARD=1"]
  }

  expect_failures = [helm_release.manager]
}

run "environment_credential_helper_for_every_registry" {
  command = plan

  variables {
    environment = ["DOCKER_AUTH_CONFIG={\"credsStore\":\"desktop\"}"]
  }

  expect_failures = [check.credential_helper_for_every_registry]
}

run "environment_ecr_login_without_helper" {
  command = plan

  variables {
    pod_identity_agent = "addon"

    environment = [
      "DOCKER_AUTH_CONFIG={\"credHelpers\":{\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\":\"ecr-login\"}}",
    ]
  }

  expect_failures = [helm_release.manager]
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

  expect_failures = [helm_release.manager]
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

run "instance_types_architecture_mismatch" {
  command = plan

  variables {
    instance_types = ["m7i.large", "m7g.large", "a1.xlarge"]
  }

  expect_failures = [helm_release.manager]
}

run "instance_types_spot_single_type" {
  command = plan

  variables {
    instance_types                           = ["m7i.large"]
    on_demand_percentage_above_base_capacity = 50
  }

  expect_failures = [check.spot_single_type]
}

run "on_demand_base_capacity_on_demand_base_above_max_instances" {
  command = plan

  variables {
    on_demand_base_capacity = 11
  }

  expect_failures = [helm_release.manager]
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

run "subnet_ids_subnet_twice" {
  command = plan

  variables {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]
  }

  expect_failures = [check.subnet_twice]
}
