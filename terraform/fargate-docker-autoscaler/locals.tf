locals {
  accepted_rules                      = var.accept[*].rule
  group_name                          = "${var.name}-${var.fleet_name}"
  token_path                          = var.token_path != null ? var.token_path : "/${var.name}/"
  token_parameter_name                = "${local.token_path}${var.token_key != null ? var.token_key : var.fleet_name}"
  manager_subnet_ids                  = var.manager_subnet_ids != null ? var.manager_subnet_ids : var.subnet_ids
  operating_system                    = local.operating_systems[var.image.os]
  image_parameter                     = coalesce(var.image.ssm_parameter, local.operating_system.ssm_parameter[var.architecture])
  image_id                            = var.image.id != null ? var.image.id : var.image.follow == "launch" ? "resolve:ssm:${local.image_parameter}" : one(data.aws_ssm_parameter.image[*].insecure_value)
  ssh_user                            = coalesce(var.image.user, local.operating_system.user)
  tags                                = merge(var.tags, { "runner-fleet" = var.name })
  manager_security_group_id           = aws_security_group.manager_network.id
  cache_bucket_name                   = one(aws_s3_bucket.cache[*].bucket)
  cache_bucket_location               = data.aws_region.current.region
  cache_role_arn                      = one(aws_iam_role.cache[*].arn)
  manager_execution_role_policy_facts = "${try(join("", ["arn:", data.aws_partition.current.partition, ":ecr:", element(regex("^([0-9]{12})[.]dkr[.-]ecr(?:-fips)?[.]([a-z0-9-]+)[.][^/]+/(.+)$", var.manager_image.repository), 1), ":", element(regex("^([0-9]{12})[.]dkr[.-]ecr(?:-fips)?[.]([a-z0-9-]+)[.][^/]+/(.+)$", var.manager_image.repository), 0), ":repository/", element(regex("^([0-9]{12})[.]dkr[.-]ecr(?:-fips)?[.]([a-z0-9-]+)[.][^/]+/(.+)$", var.manager_image.repository), 2)]), join("", ["arn:", data.aws_partition.current.partition, ":ecr:", data.aws_region.current.region, ":", data.aws_caller_identity.current.account_id, ":repository/", "NONE"]))}/arn:${data.aws_partition.current.partition}:ssm:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:parameter${local.token_path}${coalesce(var.token_key, var.fleet_name)}"
  ecs_cluster_name                    = var.ecs_cluster_name != null ? var.ecs_cluster_name : one(aws_ecs_cluster.cluster[*].name)

  operating_systems = {
    "amazon-linux-2023" = {
      user             = "ec2-user"
      root_device_name = "/dev/xvda"
      docker_package   = "docker"
      ssm_parameter = {
        amd64 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
        arm64 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
      }
    }
    "ubuntu-22.04" = {
      user             = "ubuntu"
      root_device_name = "/dev/sda1"
      docker_package   = "docker.io"
      ssm_parameter = {
        amd64 = "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id"
        arm64 = "/aws/service/canonical/ubuntu/server/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id"
      }
    }
    "ubuntu-24.04" = {
      user             = "ubuntu"
      root_device_name = "/dev/sda1"
      docker_package   = "docker.io"
      ssm_parameter = {
        amd64 = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"
        arm64 = "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id"
      }
    }
  }

  machines_tags = merge(local.tags, {
    "runner-fleet:fleet" = var.fleet_name
    "runner-fleet:group" = local.group_name
  })

  machines_user_data_with_docker_installed = <<-EOT
    #cloud-config
    groups:
      - docker
    users:
      - default
      - name: ${jsonencode(local.ssh_user)}
        groups: [docker]
        shell: /bin/bash
        lock_passwd: true
    write_files:
      - path: /etc/docker/daemon.json
        content: |
          {"log-driver":"json-file","log-opts":{"max-size":"20m","max-file":"3"}}
    package_update: true
    package_upgrade: false
    packages:
      - ${jsonencode(local.operating_system.docker_package)}
      - ec2-instance-connect
    runcmd:
      - [usermod, --append, --groups, docker, ${jsonencode(local.ssh_user)}]
      - [systemctl, enable, --now, docker]
  EOT

  machines_user_data_with_docker_present = <<-EOT
    #cloud-config
    users:
      - default
      - name: ${jsonencode(local.ssh_user)}
        groups: [docker]
        shell: /bin/bash
        lock_passwd: true
    runcmd:
      - [usermod, --append, --groups, docker, ${jsonencode(local.ssh_user)}]
      - [systemctl, enable, --now, docker]
  EOT

  config_toml = <<EOT
concurrent = ${var.max_instances * var.capacity_per_instance}
listen_address = ":9252"
log_format = "json"
shutdown_timeout = 120

[[runners]]
name = ${jsonencode(local.group_name)}
url = ${jsonencode(var.gitlab_url)}
token = ${jsonencode("$${RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}}")}
executor = "docker-autoscaler"
limit = ${var.max_instances * var.capacity_per_instance}
request_concurrency = ${(var.max_instances * var.capacity_per_instance) <= 20 ? 2 : (var.max_instances * var.capacity_per_instance) <= 100 ? 3 : 4}
environment = ${jsonencode(var.environment)}

[runners.feature_flags]
FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true
%{if var.on_demand_percentage_above_base_capacity != 100~}
FF_USE_FLEETING_ACQUIRE_HEARTBEATS = true
%{endif~}

[runners.docker]
image = ${jsonencode(var.docker_image)}
%{if var.allowed_images != null~}
allowed_images = ${jsonencode(var.allowed_images)}
%{endif~}
privileged = ${var.privileged}
%{if var.allowed_privileged_images != null~}
allowed_privileged_images = ${jsonencode(var.allowed_privileged_images)}
%{endif~}
%{if var.allowed_privileged_services != null~}
allowed_privileged_services = ${jsonencode(var.allowed_privileged_services)}
%{endif~}
volumes = ${jsonencode(var.volumes)}

[runners.autoscaler]
plugin = ${jsonencode("aws:${var.plugin_version}")}
capacity_per_instance = ${var.capacity_per_instance}
max_use_count = ${coalesce(var.max_use_count, 1)}
max_instances = ${var.max_instances}
instance_ready_command = "(cloud-init status --wait >/dev/null || test $? -eq 2) && sg docker -c 'docker info >/dev/null'"
update_interval = ${jsonencode(var.max_instances <= 200 ? "1m" : "2m")}
update_interval_when_expecting = ${jsonencode(var.max_instances <= 50 ? "2s" : var.max_instances <= 200 ? "5s" : "10s")}
delete_instances_on_shutdown = true

[runners.autoscaler.plugin_config]
name = ${jsonencode(local.group_name)}

[runners.autoscaler.connector_config]
username = ${jsonencode(local.ssh_user)}
keepalive = "30s"
timeout = "5m"
use_external_addr = false

[runners.autoscaler.state_storage]
enabled = true
%{if !try(contains(var.policies[0].periods, "* * * * *"), false)~}

[[runners.autoscaler.policy]]
periods = [ "* * * * *" ]
timezone = "UTC"
idle_count = 0
idle_time = "20m"
%{endif~}
%{for policy in var.policies~}

[[runners.autoscaler.policy]]
periods = ${jsonencode(policy.periods)}
timezone = ${jsonencode(policy.timezone)}
idle_count = ${policy.idle_count}
idle_time = ${jsonencode(policy.idle_time)}
%{if policy.scale_factor != null~}
scale_factor = ${strcontains(tostring(policy.scale_factor), ".") ? tostring(policy.scale_factor) : "${policy.scale_factor}.0"}
%{endif~}
%{if policy.scale_factor != null || policy.scale_factor_limit != null~}
scale_factor_limit = ${policy.scale_factor_limit == null ? (var.max_instances * var.capacity_per_instance) : policy.scale_factor_limit}
%{endif~}
%{if policy.preemptive_mode != null~}
preemptive_mode = ${policy.preemptive_mode}
%{endif~}
%{endfor~}
%{if var.cache != null~}

[runners.cache]
Type = "s3"
%{if try(var.cache.path, null) != null~}
Path = ${jsonencode(try(var.cache.path, null))}
%{endif~}
Shared = ${try(var.cache.shared, false)}

[runners.cache.s3]
AuthenticationType = "iam"
BucketName = ${jsonencode(local.cache_bucket_name)}
BucketLocation = ${jsonencode(local.cache_bucket_location)}
RoleARN = ${jsonencode(local.cache_role_arn)}
%{endif~}
EOT

  config_restart_keys = <<EOT
listen_address = ":9252"

[[runners]]
url = ${jsonencode(var.gitlab_url)}
token = ${jsonencode("$${RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}}")}
name = ${jsonencode(local.group_name)}
executor = "docker-autoscaler"
%{if var.on_demand_percentage_above_base_capacity != 100~}
FF_USE_FLEETING_ACQUIRE_HEARTBEATS = true
%{endif~}

[runners.autoscaler]
plugin = ${jsonencode("aws:${var.plugin_version}")}
capacity_per_instance = ${var.capacity_per_instance}
max_use_count = ${coalesce(var.max_use_count, 1)}
max_instances = ${var.max_instances}
instance_ready_command = "(cloud-init status --wait >/dev/null || test $? -eq 2) && sg docker -c 'docker info >/dev/null'"
update_interval = ${jsonencode(var.max_instances <= 200 ? "1m" : "2m")}
update_interval_when_expecting = ${jsonencode(var.max_instances <= 50 ? "2s" : var.max_instances <= 200 ? "5s" : "10s")}
delete_instances_on_shutdown = true

[runners.autoscaler.plugin_config]
name = ${jsonencode(local.group_name)}

[runners.autoscaler.connector_config]
username = ${jsonencode(local.ssh_user)}
keepalive = "30s"
timeout = "5m"
use_external_addr = false

[runners.autoscaler.state_storage]
enabled = true
EOT

  manager_container = {
    name = "manager"
    image = (var.manager_image.digest == null) ? join("", [
      var.manager_image.repository,
      ":",
      var.manager_image.tag,
      ]) : join("", [
      var.manager_image.repository,
      "@",
      var.manager_image.digest,
    ])
    essential              = true
    user                   = "100:65533"
    readonlyRootFilesystem = true
    entryPoint             = ["runner-supervisor"]
    command = [
      "gitlab-runner",
      "run",
      "--config",
      "/var/lib/runner-fleet/config.toml",
      "--working-directory",
      "/var/lib/runner-fleet",
    ]
    environment = [
      {
        name  = "CONFIG_BUCKET"
        value = aws_s3_object.config_store_config.bucket
      },
      {
        name  = "CONFIG_KEY"
        value = aws_s3_object.config_store_config.key
      },
      {
        name  = "CONFIG_DIR"
        value = "/var/lib/runner-fleet"
      },
      {
        name  = "SYSTEM_ID"
        value = "r_${substr(sha256(join("/", [var.name, var.name])), 0, 12)}"
      },
      {
        name  = "DRAIN_TIMEOUT"
        value = var.drain_timeout
      },
      {
        name  = "STOP_TIMEOUT"
        value = "120s"
      },
      {
        name  = "HOME"
        value = "/var/lib/runner-fleet"
      },
      {
        name  = "TMPDIR"
        value = "/var/lib/runner-fleet"
      },
    ]
    secrets = [
      {
        name      = "RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}"
        valueFrom = "arn:${data.aws_partition.current.partition}:ssm:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:parameter${local.token_path}${coalesce(var.token_key, var.fleet_name)}"
      },
    ]
    dockerLabels = {
      "runner-fleet/tokens-revision" = tostring(var.token_revision)
    }
    mountPoints = [
      {
        containerPath = "/var/lib/runner-fleet"
        sourceVolume  = "work"
        readOnly      = false
      },
    ]
    portMappings = [
      {
        containerPort = 9252
        hostPort      = 9252
        protocol      = "tcp"
      },
    ]
    ulimits = [
      {
        name      = "nofile"
        softLimit = 65535
        hardLimit = 65535
      },
    ]
    linuxParameters = {
      initProcessEnabled = true
      capabilities = {
        add  = []
        drop = ["ALL"]
      }
    }
    stopTimeout = 120
    healthCheck = {
      command = [
        "CMD",
        "env",
        "-u",
        "http_proxy",
        "wget",
        "-q",
        "-T",
        "5",
        "-O",
        "/dev/null",
        "http://127.0.0.1:9252/debug/process/state",
      ]
      interval    = 60
      timeout     = 10
      retries     = 10
      startPeriod = 120
    }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.manager.name
        "awslogs-region"        = data.aws_region.current.region
        "awslogs-stream-prefix" = "manager"
        mode                    = "non-blocking"
        "max-buffer-size"       = "25m"
      }
    }
  }
}
