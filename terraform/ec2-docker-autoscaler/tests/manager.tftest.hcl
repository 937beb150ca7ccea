# The manager: names, token, its instance, its network, and what an apply waits for.

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

  mock_data "aws_ec2_instance_type" {
    defaults = { supported_architectures = ["arm64"] }
  }

  mock_data "aws_subnet" {
    defaults = { availability_zone = "eu-west-1a", vpc_id = "vpc-0123456789abcdef0" }
  }

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/manager" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/manager" }
  }
}

variables {
  subnet_ids        = ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"]
  manager_subnet_id = "subnet-2123456789abcdef0"
  docker_image      = "alpine:3.22"
  instance_types    = ["m7i.large", "m6i.large"]
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
    condition     = [output.manager_group_name, aws_launch_template.manager.name, output.maintenance_document_name] == ["ci.manager", "ci.manager", "ci-maintenance"]
    error_message = "what the manager is made of must be named after the deployment"
  }
}

run "the_token_can_be_elsewhere" {
  command = apply

  variables {
    token_path        = "/shared/runners/"
    token_key         = "amd64"
    token_revision    = 3
    token_kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/0"
    wait_for_rollout  = false
  }

  assert {
    condition     = output.token_parameter_name == "/shared/runners/amd64"
    error_message = "the parameter must be the one that is named"
  }

  assert {
    condition     = strcontains(local.manager_user_data, "RUNNER_TOKEN_LINUX=/shared/runners/amd64\n") && strcontains(local.manager_user_data, "TOKENS_REVISION=3\n")
    error_message = "the manager must look there, and be another one with each token"
  }

  assert {
    condition     = [for each in jsondecode(aws_iam_role_policy.manager_role_token.policy).Statement : each.Resource if each.Action == "kms:Decrypt"] == ["arn:aws:kms:eu-west-1:123456789012:key/0"]
    error_message = "the manager must be able to decrypt it"
  }
}

run "the_instance_is_small_and_of_arm_by_default" {
  command = plan

  assert {
    condition     = [aws_launch_template.manager.instance_type, aws_launch_template.manager.credit_specification[0].cpu_credits] == ["t4g.small", "unlimited"]
    error_message = "the instance must be small, and not slow down"
  }

  assert {
    condition     = data.aws_ssm_parameter.manager_image.name == "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
    error_message = "the image must be that of its architecture"
  }

  assert {
    condition     = aws_launch_template.manager.network_interfaces[0].associate_public_ip_address == null
    error_message = "the address must be as the subnet says"
  }

  assert {
    condition     = [tolist(aws_autoscaling_group.manager.vpc_zone_identifier), [aws_ebs_volume.manager_state.availability_zone]] == [tolist(["subnet-2123456789abcdef0"]), ["eu-west-1a"]]
    error_message = "the instance must be in its subnet, and the volume in its zone"
  }
}

run "the_instance_can_be_another" {
  command = plan

  variables {
    manager_instance_type               = "m7i.large"
    manager_image_id                    = "ami-0123456789abcdef0"
    manager_associate_public_ip_address = true
    manager_root_volume_gib             = 32
    manager_state_volume_gib            = 4
  }

  assert {
    condition     = [aws_launch_template.manager.instance_type, aws_launch_template.manager.image_id] == ["m7i.large", "ami-0123456789abcdef0"]
    error_message = "the instance must be of the type and the image"
  }

  assert {
    condition     = length(aws_launch_template.manager.credit_specification) == 0
    error_message = "only the family T has credits"
  }

  assert {
    condition     = aws_launch_template.manager.network_interfaces[0].associate_public_ip_address == "true"
    error_message = "the instance must have a public address"
  }

  assert {
    condition     = [aws_launch_template.manager.block_device_mappings[0].ebs[0].volume_size, aws_ebs_volume.manager_state.size] == [32, 4]
    error_message = "the volumes must have these sizes"
  }
}

run "the_manager_may_have_further_security_groups" {
  command = apply

  variables {
    manager_security_group_ids = ["sg-0123456789abcdef0"]
    wait_for_rollout           = false
  }

  assert {
    condition     = contains(aws_launch_template.manager.network_interfaces[0].security_groups, "sg-0123456789abcdef0") && length(aws_launch_template.manager.network_interfaces[0].security_groups) == 2
    error_message = "the instance must have them beside its own"
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
    condition     = aws_cloudwatch_log_group.manager.retention_in_days == 90
    error_message = "the log must be kept"
  }

  assert {
    condition     = alltrue([for alarm in [aws_cloudwatch_metric_alarm.manager_no_heartbeat, aws_cloudwatch_metric_alarm.manager_memory, aws_cloudwatch_metric_alarm.manager_root_disk, aws_cloudwatch_metric_alarm.manager_state_disk, aws_cloudwatch_metric_alarm.manager_status_check] : alarm.alarm_actions == toset(["arn:aws:sns:eu-west-1:123456789012:ci"])])
    error_message = "every alarm must tell them"
  }
}

run "an_apply_waits_for_the_manager" {
  command = plan

  assert {
    condition     = length(terraform_data.manager_rollout) == 1
    error_message = "the apply must wait"
  }
}

run "an_apply_can_wait_for_nothing" {
  command = plan

  variables {
    wait_for_rollout = false
  }

  assert {
    condition     = length(terraform_data.manager_rollout) == 0
    error_message = "the apply must not wait"
  }
}

run "a_longer_drain_is_waited_for" {
  command = plan

  variables {
    drain_timeout = "36h"
  }

  assert {
    condition     = distinct([for hook in aws_autoscaling_group.manager.initial_lifecycle_hook : hook.heartbeat_timeout]) == tolist([ceil((36 * 3600 + 120 + 300 + 900) / 100)])
    error_message = "the hooks must last for as long as the drain may take"
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
    cache            = {}
    wait_for_rollout = false
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
