# What holds whatever the variables say, since jobs are lost where it does not.

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

run "the_manager_alone_decides_how_many_machines_there_are" {
  command = plan

  assert {
    condition     = [aws_autoscaling_group.machines.min_size, aws_autoscaling_group.machines.max_size] == [0, 10]
    error_message = "the group must be able to be empty, and take as many machines as the manager may ask for"
  }

  assert {
    condition     = aws_autoscaling_group.machines.protect_from_scale_in
    error_message = "new machines must be protected from scale-in"
  }

  assert {
    condition     = try(aws_autoscaling_group.machines.instance_refresh[0], null) == null
    error_message = "nothing may replace machines that run jobs"
  }
}

run "machines_let_in_the_manager_alone" {
  command = plan

  assert {
    condition     = [for rule in [aws_vpc_security_group_ingress_rule.machines_network_from_security_group_0] : [rule.ip_protocol, rule.from_port, rule.to_port]] == [["tcp", 22, 22]]
    error_message = "the one way in must be SSH"
  }
}

run "machines_let_in_the_group_that_the_manager_has" {
  command = apply

  variables {
    wait_for_rollout = false
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.machines_network_from_security_group_0.referenced_security_group_id == aws_security_group.manager_network.id
    error_message = "the way in must be from the manager"
  }

  assert {
    condition     = output.manager_security_group_id == aws_security_group.manager_network.id
    error_message = "the manager's own group must be named"
  }
}

run "there_is_one_manager_and_never_two" {
  command = plan

  assert {
    condition     = [aws_autoscaling_group.manager.min_size, aws_autoscaling_group.manager.max_size] == [1, 1]
    error_message = "there must be one instance"
  }

  assert {
    condition     = aws_autoscaling_group.manager.instance_maintenance_policy == tolist([{ min_healthy_percentage = 0, max_healthy_percentage = 100 }])
    error_message = "an instance that is replaced must end first"
  }

  assert {
    condition     = [for each in aws_autoscaling_group.manager.instance_refresh[0].preferences : [each.min_healthy_percentage, each.max_healthy_percentage]] == [[0, 100]]
    error_message = "a rollout must end the old instance first"
  }

  assert {
    condition     = aws_autoscaling_group.manager.suspended_processes == toset(["AZRebalance"]) && !aws_autoscaling_group.manager.capacity_rebalance
    error_message = "nothing may start a second instance"
  }

  assert {
    condition     = length(aws_launch_template.manager.instance_market_options) == 0
    error_message = "the manager must not be a spot instance"
  }

  assert {
    condition     = aws_ebs_volume.manager_state.encrypted && aws_ebs_volume.manager_state.tags["runner-fleet:state-of"] == "gitlab-runner"
    error_message = "the volume must be encrypted, and found by its tag"
  }
}

run "the_manager_drains_before_its_instance_ends" {
  command = plan

  assert {
    condition     = { for hook in aws_autoscaling_group.manager.initial_lifecycle_hook : hook.name => hook.default_result } == { "manager-works" = "ABANDON", "manager-drains" = "CONTINUE" }
    error_message = "an instance must be waited for, at its start and at its end"
  }

  assert {
    condition     = aws_autoscaling_group.manager.timeouts.delete == "${3600 + 120 + 300 + 900}s"
    error_message = "a destroy must wait for longer than a drain"
  }

  assert {
    condition     = !aws_autoscaling_group.manager.force_delete
    error_message = "the instance must not be ended with its group"
  }
}

run "the_managers_instance_gives_nothing_away" {
  command = plan

  assert {
    condition     = [aws_launch_template.manager.metadata_options[0].http_tokens, aws_launch_template.manager.metadata_options[0].http_put_response_hop_limit] == ["required", 1]
    error_message = "IMDSv2 must be required, and not be forwarded"
  }

  assert {
    condition     = aws_launch_template.manager.block_device_mappings[0].ebs[0].encrypted == "true"
    error_message = "the root volume must be encrypted"
  }

  assert {
    condition     = aws_launch_template.manager.key_name == null
    error_message = "there must be no key"
  }

  assert {
    condition     = jsondecode(aws_iam_role.manager.assume_role_policy).Statement[0].Principal == { Service = "ec2.amazonaws.com" }
    error_message = "only an instance may take the role"
  }
}

run "no_token_is_known_to_terraform" {
  command = plan

  assert {
    condition     = contains(split("\n", output.config_toml), "token = \"$${RUNNER_TOKEN_LINUX}\"")
    error_message = "config.toml must name the variable of the manager's environment that holds the token"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true")
    error_message = "the manager must not rotate a token that it cannot keep"
  }

  assert {
    condition     = output.token_parameter_name == "/gitlab-runner/linux"
    error_message = "the parameter must be called as deployment and fleet"
  }
}

run "the_instance_is_told_where_its_token_is" {
  command = apply

  variables {
    wait_for_rollout = false
  }

  assert {
    condition     = strcontains(local.manager_user_data, "RUNNER_TOKEN_LINUX=/gitlab-runner/linux") && !strcontains(local.manager_user_data, "glrt-")
    error_message = "user data must name the parameter, and hold no token"
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.manager_role_token.policy).Statement[0] == { Action = ["ssm:GetParameter", "ssm:GetParameters"], Effect = "Allow", Resource = ["arn:aws:ssm:eu-west-1:123456789012:parameter/gitlab-runner/linux"] }
    error_message = "the manager must read its own token alone"
  }
}

run "config_toml_is_in_a_bucket_that_nobody_else_reads" {
  command = plan

  assert {
    condition     = aws_s3_object.config_store_config.content == output.config_toml
    error_message = "the manager must be given what config_toml says"
  }

  assert {
    condition     = can(regex("^gitlab-runner/[0-9a-f]{16}[.]toml$", aws_s3_object.config_store_config.key))
    error_message = "the object must be in the manager's folder, by its restart keys"
  }

  assert {
    condition     = aws_s3_object.config_store_config.key == "gitlab-runner/${substr(sha256(local.config_restart_keys), 0, 16)}.toml"
    error_message = "a change of what is read at the start alone must be another object"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.config_store.block_public_policy && aws_s3_bucket_public_access_block.config_store.restrict_public_buckets
    error_message = "no policy may open the bucket"
  }
}

run "what_the_manager_reads_again_is_no_restart_key" {
  command = plan

  variables {
    docker_image = "alpine:3.23"
  }

  assert {
    condition     = !strcontains(local.config_restart_keys, "alpine") && strcontains(output.config_toml, "alpine:3.23")
    error_message = "another job image must be in the same object"
  }
}
