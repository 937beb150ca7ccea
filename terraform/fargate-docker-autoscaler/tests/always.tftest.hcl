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
    condition     = [aws_ecs_service.manager.desired_count, aws_ecs_service.manager.deployment_minimum_healthy_percent, aws_ecs_service.manager.deployment_maximum_percent] == [1, 0, 100]
    error_message = "a deployment must not exceed one task"
  }

  assert {
    condition     = aws_ecs_service.manager.availability_zone_rebalancing == "DISABLED"
    error_message = "zones must not be balanced by a second task"
  }

  assert {
    condition     = [aws_ecs_service.manager.launch_type, length(aws_ecs_service.manager.capacity_provider_strategy)] == ["FARGATE", 0]
    error_message = "the manager must not be on Fargate Spot"
  }
}

run "the_manager_drains_before_its_task_ends" {
  command = apply

  assert {
    condition     = local.manager_container.entryPoint == ["runner-supervisor"] && local.manager_container.stopTimeout == 120
    error_message = "the supervisor must see to the drain"
  }

  assert {
    condition     = [aws_ecs_service.manager.timeouts.update, aws_ecs_service.manager.timeouts.delete] == ["${3600 + 120 + 600 + 3600}s", "${3600 + 120 + 600}s"]
    error_message = "an apply must wait for longer than a drain"
  }

  assert {
    condition     = aws_ecs_service.manager.wait_for_steady_state && aws_ecs_service.manager.deployment_circuit_breaker[0].rollback
    error_message = "an apply must see a manager that does not start"
  }
}

run "the_managers_task_gives_nothing_away" {
  command = apply

  assert {
    condition     = !aws_ecs_service.manager.enable_execute_command
    error_message = "nobody may get a shell"
  }

  assert {
    condition     = local.manager_container.readonlyRootFilesystem && local.manager_container.user == "100:65533" && local.manager_container.linuxParameters.capabilities == { add = [], drop = ["ALL"] }
    error_message = "the container must have no rights that it does not need"
  }

  assert {
    condition     = alltrue([for role in [aws_iam_role.manager, aws_iam_role.manager_execution] : jsondecode(role.assume_role_policy).Statement[0].Principal == { Service = "ecs-tasks.amazonaws.com" }])
    error_message = "only tasks may take the roles"
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

run "ecs_hands_the_token_over_and_the_task_definition_has_none" {
  command = apply

  assert {
    condition     = local.manager_container.secrets == [{ name = "RUNNER_TOKEN_LINUX", valueFrom = "arn:aws:ssm:eu-west-1:123456789012:parameter/gitlab-runner/linux" }]
    error_message = "the variable must be filled from the parameter"
  }

  assert {
    condition     = [for each in jsondecode(aws_iam_role_policy.manager_execution.policy).Statement : each.Resource if contains(flatten([each.Action]), "ssm:GetParameters")] == [["arn:aws:ssm:eu-west-1:123456789012:parameter/gitlab-runner/linux"]]
    error_message = "ECS must read this token alone"
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.manager_role_config.policy, "ssm:") && !strcontains(aws_iam_role_policy.manager_role_manager.policy, "ssm:")
    error_message = "the manager itself must not read it"
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
