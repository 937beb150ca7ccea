# The manager: names, token, its task, its cluster, its network, and what an apply waits for.

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

  mock_data "aws_subnet" {
    defaults = { vpc_id = "vpc-0123456789abcdef0" }
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
  subnet_ids     = ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"]
  manager_image  = { repository = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/runner-manager", tag = "1.4.2" }
  docker_image   = "alpine:3.22"
  instance_types = ["m7i.large", "m6i.large"]
}

run "every_name_begins_with_that_of_the_deployment" {
  command = plan

  variables {
    name       = "ci"
    fleet_name = "large"
  }

  assert {
    condition     = [aws_autoscaling_group.machines.name, output.group_name] == ["ci-large", "ci-large"]
    error_message = "the machines' group must be named after deployment and fleet"
  }

  assert {
    condition     = [output.manager_name, output.log_group_name] == ["ci", "/runner-fleet/ci"]
    error_message = "the manager and its log must be named after the deployment"
  }

  assert {
    condition     = output.token_parameter_name == "/ci/large"
    error_message = "the parameter must be called as deployment and fleet"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "name = \"ci-large\"")
    error_message = "the manager must ask for the machines of its own group"
  }

  assert {
    condition     = [aws_ecs_service.manager.name, aws_ecs_service.manager.cluster, aws_ecs_task_definition.manager.family] == ["ci", "ci", "ci"]
    error_message = "what the manager is made of must be named after the deployment"
  }

  assert {
    condition     = aws_cloudwatch_log_resource_policy.service_event.policy_name == "ci-runner-fleet-managers"
    error_message = "no other call of the module may have a policy of this name"
  }
}

run "the_token_can_be_elsewhere" {
  command = apply

  variables {
    token_path        = "/shared/runners/"
    token_key         = "amd64"
    token_revision    = 3
    token_kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/0"
  }

  assert {
    condition     = output.token_parameter_name == "/shared/runners/amd64"
    error_message = "the parameter must be the one that is named"
  }

  assert {
    condition     = [local.manager_container.secrets[0].valueFrom, local.manager_container.dockerLabels["runner-fleet/tokens-revision"]] == ["arn:aws:ssm:eu-west-1:123456789012:parameter/shared/runners/amd64", "3"]
    error_message = "the manager must be given it, and be another one with each token"
  }

  assert {
    condition     = [for each in jsondecode(aws_iam_role_policy.manager_execution.policy).Statement : each.Resource if each.Action == "kms:Decrypt"] == ["arn:aws:kms:eu-west-1:123456789012:key/0"]
    error_message = "ECS must be able to decrypt it"
  }
}

run "the_task_is_small_and_of_arm_by_default" {
  command = apply

  assert {
    condition     = [aws_ecs_task_definition.manager.cpu, aws_ecs_task_definition.manager.memory, aws_ecs_task_definition.manager.runtime_platform[0].cpu_architecture] == ["512", "1024", "ARM64"]
    error_message = "the task must be small"
  }

  assert {
    condition     = local.manager_container.image == "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/runner-manager:1.4.2"
    error_message = "the task must run the image"
  }

  assert {
    condition     = aws_ecs_service.manager.network_configuration[0].subnets == toset(var.subnet_ids) && !aws_ecs_service.manager.network_configuration[0].assign_public_ip
    error_message = "the task must be in the machines' subnets, without a public address"
  }
}

run "the_task_can_be_another" {
  command = apply

  variables {
    manager_cpu              = 1024
    manager_memory_mib       = 2048
    manager_architecture     = "amd64"
    manager_image            = { repository = "registry.example.com/ci/runner-manager", tag = "1", digest = "sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a" }
    manager_subnet_ids       = ["subnet-2123456789abcdef0"]
    manager_assign_public_ip = true
  }

  assert {
    condition     = [aws_ecs_task_definition.manager.cpu, aws_ecs_task_definition.manager.memory, aws_ecs_task_definition.manager.runtime_platform[0].cpu_architecture] == ["1024", "2048", "X86_64"]
    error_message = "the task must have this size and architecture"
  }

  assert {
    condition     = local.manager_container.image == "registry.example.com/ci/runner-manager@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
    error_message = "the digest must decide"
  }

  assert {
    condition     = aws_ecs_service.manager.network_configuration[0].subnets == toset(["subnet-2123456789abcdef0"]) && aws_ecs_service.manager.network_configuration[0].assign_public_ip
    error_message = "the task must be in this subnet, with a public address"
  }
}

run "a_cluster_is_made" {
  command = plan

  variables {
    tags = { team = "ci" }
  }

  assert {
    condition     = length(aws_ecs_cluster.cluster) == 1 && output.ecs_cluster_name == "gitlab-runner"
    error_message = "there must be a cluster of the deployment's name"
  }

  assert {
    condition     = aws_ecs_cluster.cluster[0].tags == tomap({ team = "ci", runner-fleet = "gitlab-runner" })
    error_message = "the cluster must have the tags"
  }
}

run "a_cluster_can_be_there_already" {
  command = plan

  variables {
    ecs_cluster_name = "shared"
  }

  assert {
    condition     = length(aws_ecs_cluster.cluster) == 0
    error_message = "there must be no other cluster"
  }

  assert {
    condition     = [aws_ecs_service.manager.cluster, output.ecs_cluster_name] == ["shared", "shared"]
    error_message = "the service must be in the one that is named"
  }

  assert {
    condition     = [for each in jsondecode(aws_iam_role_policy.manager_role_manager.policy).Statement : each.Resource if each.Action == "ecs:DescribeServices"] == ["arn:aws:ecs:eu-west-1:123456789012:service/shared/gitlab-runner"]
    error_message = "the manager must look at its own service alone"
  }
}

run "the_manager_may_have_further_security_groups" {
  command = apply

  variables {
    manager_security_group_ids = ["sg-0123456789abcdef0"]
  }

  assert {
    condition     = contains(aws_ecs_service.manager.network_configuration[0].security_groups, "sg-0123456789abcdef0") && length(aws_ecs_service.manager.network_configuration[0].security_groups) == 2
    error_message = "the task must have them beside its own"
  }
}

run "nobody_reads_metrics_unless_told_to" {
  command = plan

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.manager_network_from_security_group) == 0 && length(aws_vpc_security_group_ingress_rule.manager_network_from_cidr) == 0
    error_message = "nobody may get in"
  }
}

run "prometheus_reads_metrics_and_nothing_else" {
  command = plan

  variables {
    metrics_security_group_ids = ["sg-0123456789abcdef0"]
    metrics_cidrs              = ["10.0.0.0/16"]
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.manager_network_from_security_group : [rule.referenced_security_group_id, rule.from_port, rule.to_port]] == [["sg-0123456789abcdef0", 9252, 9252]]
    error_message = "the security group must get in at the port of the metrics"
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.manager_network_from_cidr : [rule.cidr_ipv4, rule.from_port, rule.to_port]] == [["10.0.0.0/16", 9252, 9252]]
    error_message = "the range must get in at the port of the metrics"
  }
}

run "logs_are_kept_and_alarms_told_as_long_and_whom_one_says" {
  command = plan

  variables {
    log_retention_days = 90
    alarm_action_arns  = ["arn:aws:sns:eu-west-1:123456789012:ci"]
  }

  assert {
    condition     = [aws_cloudwatch_log_group.manager.retention_in_days, aws_cloudwatch_log_group.manager_events.retention_in_days] == [90, 90]
    error_message = "the logs must be kept"
  }

  assert {
    condition     = alltrue([for alarm in [aws_cloudwatch_metric_alarm.manager_alarms_not_running, aws_cloudwatch_metric_alarm.manager_alarms_two_running, aws_cloudwatch_metric_alarm.manager_alarms_memory, aws_cloudwatch_metric_alarm.manager_alarms_cpu, aws_cloudwatch_metric_alarm.manager_alarms_trouble] : alarm.alarm_actions == toset(["arn:aws:sns:eu-west-1:123456789012:ci"])])
    error_message = "every alarm must tell them"
  }
}

run "a_key_of_ones_own_encrypts_logs_and_configuration" {
  command = apply

  variables {
    manager_kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/0"
  }

  assert {
    condition     = [aws_cloudwatch_log_group.manager.kms_key_id, aws_cloudwatch_log_group.manager_events.kms_key_id, aws_s3_object.config_store_config.kms_key_id] == [var.manager_kms_key_arn, var.manager_kms_key_arn, var.manager_kms_key_arn]
    error_message = "everything must be encrypted with the key"
  }

  assert {
    condition     = [for each in jsondecode(aws_iam_role_policy.manager_role_config.policy).Statement : each.Resource if each.Action == "kms:Decrypt"] == [var.manager_kms_key_arn]
    error_message = "the manager must be able to read its configuration"
  }
}

run "an_apply_can_wait_for_nothing" {
  command = plan

  variables {
    wait_for_rollout = false
  }

  assert {
    condition     = !aws_ecs_service.manager.wait_for_steady_state
    error_message = "the apply must not wait"
  }
}

run "there_is_no_cache_unless_asked_for" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket.cache) == 0 && length(aws_iam_role.cache) == 0 && output.cache_bucket_name == null
    error_message = "there must be no bucket, and no rights to one"
  }

  assert {
    condition     = !strcontains(output.config_toml, "[runners.cache]")
    error_message = "config.toml must not speak of a cache"
  }
}

run "an_empty_object_is_enough_for_a_cache" {
  command = apply

  variables {
    cache = {}
  }

  assert {
    condition     = output.cache_bucket_name == "gitlab-runner-eu-west-1-123456789012"
    error_message = "there must be one bucket, whose name no other account has"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "BucketName = \"gitlab-runner-eu-west-1-123456789012\"")
    error_message = "config.toml must name the bucket"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "RoleARN = \"arn:aws:iam::123456789012:role/manager\"")
    error_message = "config.toml must name the role by which jobs reach the bucket"
  }
}
