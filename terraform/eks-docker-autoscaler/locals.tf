locals {
  accepted_rules        = var.accept[*].rule
  group_name            = "${var.name}-${var.fleet_name}"
  operating_system      = local.operating_systems[var.image.os]
  image_parameter       = coalesce(var.image.ssm_parameter, local.operating_system.ssm_parameter[var.architecture])
  image_id              = var.image.id != null ? var.image.id : var.image.follow == "launch" ? "resolve:ssm:${local.image_parameter}" : one(data.aws_ssm_parameter.image[*].insecure_value)
  ssh_user              = coalesce(var.image.user, local.operating_system.user)
  tags                  = merge(var.tags, { "runner-fleet" = var.name })
  cache_bucket_name     = one(aws_s3_bucket.cache[*].bucket)
  cache_bucket_location = data.aws_region.current.region
  cache_role_arn        = one(aws_iam_role.cache[*].arn)

  manager_image = var.manager_image != null ? var.manager_image : {
    repository = "registry.gitlab.com/gitlab-org/gitlab-runner"
    tag        = "alpine-v${var.runner_version}"
    digest     = null
    has_plugin = false
  }

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

  manager_config_toml = <<EOT
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

  manager_restart_keys = <<EOT
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

  manager_values = {
    fullnameOverride = var.name
    image = {
      repository = local.manager_image.repository
      tag        = local.manager_image.tag
      digest     = local.manager_image.digest == null ? "" : local.manager_image.digest
    }
    plugin = {
      install = local.manager_image.has_plugin ? "" : "aws:${var.plugin_version}"
    }
    config = {
      toml            = local.manager_config_toml
      restartChecksum = sha256(local.manager_restart_keys)
    }
    tokens = {
      secretName = coalesce(var.token_secret_name, "${var.name}-tokens")
      env = {
        ("RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}") = coalesce(var.token_key, var.fleet_name)
      }
      revision = var.token_revision
    }
    aws = {
      region = data.aws_region.current.region
    }
    serviceAccount = {
      name = coalesce(var.service_account_name, var.name)
    }
    terminationGracePeriodSeconds = sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 300
    resources = {
      requests = {
        cpu    = var.max_instances <= 20 ? "100m" : var.max_instances <= 100 ? "250m" : var.max_instances <= 400 ? "500m" : "1"
        memory = var.max_instances <= 20 ? "512Mi" : var.max_instances <= 100 ? "1Gi" : var.max_instances <= 400 ? "2Gi" : "4Gi"
      }
      limits = {
        memory = var.max_instances <= 20 ? "512Mi" : var.max_instances <= 100 ? "1Gi" : var.max_instances <= 400 ? "2Gi" : "4Gi"
      }
    }
    nodeSelector = var.node_selector
    tolerations  = [for toleration in var.tolerations : { for key, value in toleration : key => value if value != null }]
    preflight = {
      enabled        = var.preflight != "none"
      verify         = var.preflight == "full"
      timeoutSeconds = 300
    }
    monitoring = {
      enabled = var.monitoring
    }
    podLabels = {
      "runner-fleet/deployment" = var.name
    }
    affinity = {
      podAntiAffinity = {
        preferredDuringSchedulingIgnoredDuringExecution = [
          {
            weight = 100
            podAffinityTerm = {
              labelSelector = {
                matchLabels = {
                  "runner-fleet/deployment" = var.name
                }
              }
              topologyKey = "kubernetes.io/hostname"
            }
          },
          {
            weight = 50
            podAffinityTerm = {
              labelSelector = {
                matchLabels = {
                  "runner-fleet/deployment" = var.name
                }
              }
              topologyKey = "topology.kubernetes.io/zone"
            }
          },
        ]
      }
    }
    chartDigest = "8e6cbc9a5a6bf61f00d6207408d146a902c66f44a267369b1621d7db1cee6477"
  }
}
