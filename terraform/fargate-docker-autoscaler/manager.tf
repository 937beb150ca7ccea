# The manager: a service of one task, which drains before ECS ends it.

resource "aws_iam_role" "manager_execution" {
  name_prefix          = "${substr("${var.name}-execution", 0, 37)}-"
  description          = "Starts the task of a GitLab Runner manager"
  path                 = var.iam_path
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:*"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "manager" {
  name              = "/runner-fleet/${var.name}"
  kms_key_id        = var.manager_kms_key_arn
  retention_in_days = var.log_retention_days
  tags              = local.tags
}

resource "aws_ecs_task_definition" "manager" {
  container_definitions    = jsonencode([local.manager_container])
  cpu                      = var.manager_cpu
  execution_role_arn       = aws_iam_role.manager_execution.arn
  family                   = var.name
  memory                   = var.manager_memory_mib
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  tags                     = local.tags
  task_role_arn            = aws_iam_role.manager.arn

  runtime_platform {
    cpu_architecture        = var.manager_architecture == "arm64" ? "ARM64" : "X86_64"
    operating_system_family = "LINUX"
  }

  volume {
    name = "work"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy" "manager_execution" {
  name   = "start-${substr(sha256(join("/", [local.manager_execution_role_policy_facts])), 0, 12)}"
  policy = "{\"Statement\":[{\"Action\":\"ecr:GetAuthorizationToken\",\"Effect\":\"Allow\",\"Resource\":\"*\"},{\"Action\":[\"ecr:BatchCheckLayerAvailability\",\"ecr:BatchGetImage\",\"ecr:GetDownloadUrlForLayer\"],\"Effect\":\"Allow\",\"Resource\":\"${try(join("", ["arn:", data.aws_partition.current.partition, ":ecr:", element(regex("^([0-9]{12})[.]dkr[.-]ecr(?:-fips)?[.]([a-z0-9-]+)[.][^/]+/(.+)$", var.manager_image.repository), 1), ":", element(regex("^([0-9]{12})[.]dkr[.-]ecr(?:-fips)?[.]([a-z0-9-]+)[.][^/]+/(.+)$", var.manager_image.repository), 0), ":repository/", element(regex("^([0-9]{12})[.]dkr[.-]ecr(?:-fips)?[.]([a-z0-9-]+)[.][^/]+/(.+)$", var.manager_image.repository), 2)]), join("", ["arn:", data.aws_partition.current.partition, ":ecr:", data.aws_region.current.region, ":", data.aws_caller_identity.current.account_id, ":repository/", "NONE"]))}\"},{\"Action\":[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Effect\":\"Allow\",\"Resource\":\"${aws_cloudwatch_log_group.manager.arn}:log-stream:*\"},{\"Action\":[\"ssm:GetParameter\",\"ssm:GetParameters\"],\"Effect\":\"Allow\",\"Resource\":[\"arn:${data.aws_partition.current.partition}:ssm:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:parameter${local.token_path}${coalesce(var.token_key, var.fleet_name)}\"]},{\"Action\":\"kms:Decrypt\",\"Condition\":{\"StringLike\":{\"kms:ViaService\":\"ssm.${data.aws_region.current.region}.*\"}},\"Effect\":\"Allow\",\"Resource\":\"${coalesce(var.token_kms_key_arn, "arn:${data.aws_partition.current.partition}:kms:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:alias/aws/ssm")}\"}],\"Version\":\"2012-10-17\"}"
  role   = aws_iam_role.manager_execution.name

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ecs_service" "manager" {
  name                               = var.name
  availability_zone_rebalancing      = "DISABLED"
  cluster                            = local.ecs_cluster_name
  deployment_maximum_percent         = 100
  deployment_minimum_healthy_percent = 0
  desired_count                      = 1
  enable_ecs_managed_tags            = true
  enable_execute_command             = false
  launch_type                        = "FARGATE"
  platform_version                   = "1.4.0"
  propagate_tags                     = "SERVICE"
  tags                               = local.tags
  task_definition                    = aws_ecs_task_definition.manager.arn
  wait_for_steady_state              = var.wait_for_rollout

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    assign_public_ip = var.manager_assign_public_ip
    security_groups  = concat([aws_security_group.manager_network.id], var.manager_security_group_ids)
    subnets          = local.manager_subnet_ids
  }

  timeouts {
    create = "3600s"
    delete = "${sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 720}s"
    update = "${sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 4320}s"
  }

  lifecycle {
    precondition {
      condition     = var.machine_access != "ssm" || length("${var.name}-${var.fleet_name}") <= 64
      error_message = "fleet_name: must give the IAM role a name of at most 64 characters, got ${jsonencode("${var.name}-${var.fleet_name}")}; shorten name or fleet_name [resource-name-too-long]"
    }

    precondition {
      error_message = "manager_memory_mib: must be one of ${join(", ", try({ "256" = [512, 1024, 2048], "512" = [1024, 2048, 3072, 4096], "1024" = [2048, 3072, 4096, 5120, 6144, 7168, 8192], "2048" = [4096, 5120, 6144, 7168, 8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384], "4096" = [8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384, 17408, 18432, 19456, 20480, 21504, 22528, 23552, 24576, 25600, 26624, 27648, 28672, 29696, 30720] }[tostring(var.manager_cpu)], []))} with a manager_cpu of ${var.manager_cpu}, got ${jsonencode(var.manager_memory_mib)}; choose one of them, or another manager_cpu [fargate-size-unknown]"

      condition = contains(try({
        "256"  = [512, 1024, 2048]
        "512"  = [1024, 2048, 3072, 4096]
        "1024" = [2048, 3072, 4096, 5120, 6144, 7168, 8192]
        "2048" = [4096, 5120, 6144, 7168, 8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384]
        "4096" = [
          8192,
          9216,
          10240,
          11264,
          12288,
          13312,
          14336,
          15360,
          16384,
          17408,
          18432,
          19456,
          20480,
          21504,
          22528,
          23552,
          24576,
          25600,
          26624,
          27648,
          28672,
          29696,
          30720,
        ]
      }[tostring(var.manager_cpu)], []), var.manager_memory_mib)
    }

    precondition {
      condition     = var.max_use_count != null || var.capacity_per_instance <= 1
      error_message = "max_use_count: is required with capacity_per_instance above 1 (${var.capacity_per_instance}), got ${jsonencode(var.max_use_count)}; set max_use_count, for example to 20, or to 0 for machines that are never replaced [max-use-count-required]"
    }

    precondition {
      condition     = coalesce(var.max_use_count, 0) == 0 || coalesce(var.max_use_count, 0) >= var.capacity_per_instance
      error_message = "max_use_count: must be 0 or at least capacity_per_instance (${var.capacity_per_instance}), got ${jsonencode(var.max_use_count)}; raise max_use_count to capacity_per_instance at least, or set it to 0 [max-use-count-below-capacity]"
    }

    precondition {
      condition     = alltrue([for policy in var.policies : try(policy.idle_count <= var.max_instances * var.capacity_per_instance, true)])
      error_message = "policies[*].idle_count: must be at most max_instances × capacity_per_instance (${var.max_instances * var.capacity_per_instance}), got ${jsonencode([for policy in var.policies : policy.idle_count if !try(policy.idle_count <= var.max_instances * var.capacity_per_instance, true)])}; lower idle_count, or raise max_instances [idle-count-above-capacity]"
    }

    precondition {
      condition     = contains(local.accepted_rules, "privileged-on-shared-machines") || (!var.privileged || (var.capacity_per_instance == 1 && coalesce(var.max_use_count, 1) == 1))
      error_message = "privileged: must not be true on machines that serve more than one job, got ${jsonencode(var.privileged)}; leave capacity_per_instance and max_use_count at 1, or accept the rule for a fleet whose projects trust each other [privileged-on-shared-machines]"
    }

    precondition {
      condition     = contains(local.accepted_rules, "docker-socket-on-shared-machines") || ((var.capacity_per_instance == 1 && coalesce(var.max_use_count, 1) == 1) || alltrue([for volume in var.volumes : !can(regex("^/(var/run|run|var)?(/docker\\.sock)?/?:", volume))]))
      error_message = "volumes[*]: must not give Docker's socket to jobs on machines that serve more than one, got ${jsonencode([for volume in var.volumes : volume if can(regex("^/(var/run|run|var)?(/docker\\.sock)?/?:", volume))])}; remove the volume, leave capacity_per_instance and max_use_count at 1, or accept the rule for a fleet whose projects trust each other [docker-socket-on-shared-machines]"
    }

    precondition {
      condition     = contains(local.accepted_rules, "privileged-with-instance-role") || (!var.privileged || var.machine_access != "ssm")
      error_message = "privileged: must not be true on machines that get a role by machine_access, got ${jsonencode(var.privileged)}; set machine_access to none, or accept the rule for a role that any job may have [privileged-with-instance-role]"
    }

    precondition {
      condition     = contains(local.accepted_rules, "environment-holds-secret") || (alltrue([for entry in var.environment : !can(regex("(?i)^([^=]*_)?(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS|(ACCESS|API|ACCOUNT|PRIVATE|SECRET)_?KEY)=[^$/]", entry))]))
      error_message = "environment[*]: must not give a secret a value (not shown), got ${jsonencode([for entry in var.environment : split("=", entry)[0] if can(regex("(?i)^([^=]*_)?(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS|(ACCESS|API|ACCOUNT|PRIVATE|SECRET)_?KEY)=[^$/]", entry))])}; make it a masked and protected variable of the group or project in GitLab, or accept the rule if it is no secret [environment-holds-secret]"
    }

    precondition {
      condition     = alltrue([for type in var.instance_types : !can(regex("^(a1\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9])", type)) || can(regex("^(a1\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9]+[a-z]*g)", type)) == (var.architecture == "arm64")])
      error_message = "instance_types[*]: must be a type of architecture ${var.architecture}, got ${jsonencode([for type in var.instance_types : type if !(!can(regex("^(a1\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9])", type)) || can(regex("^(a1\\.|p[0-9]+e-gb[0-9]|[a-z]+[0-9]+[a-z]*g)", type)) == (var.architecture == "arm64"))])}; choose types of the fleet's architecture, or set architecture; two architectures are two fleets [architecture-mismatch]"
    }

    precondition {
      condition     = var.on_demand_base_capacity <= var.max_instances
      error_message = "on_demand_base_capacity: must be at most max_instances (${var.max_instances}), got ${jsonencode(var.on_demand_base_capacity)}; lower on_demand_base_capacity, or raise max_instances [on-demand-base-above-max-instances]"
    }
  }

  depends_on = [
    aws_iam_role_policy.manager_execution,
    aws_autoscaling_group.machines,
    aws_vpc_security_group_ingress_rule.manager_network_from_security_group,
    aws_vpc_security_group_ingress_rule.manager_network_from_cidr,
    aws_vpc_security_group_egress_rule.manager_network_to_ipv4,
    aws_vpc_security_group_egress_rule.manager_network_to_ipv6,
    aws_iam_role_policy_attachment.manager_role_fleet,
    aws_iam_role_policy.manager_role_cache,
    aws_iam_role_policy.manager_role_config,
    aws_iam_role_policy.manager_role_manager,
  ]
}

resource "aws_cloudwatch_log_group" "manager_events" {
  name              = "/aws/events/runner-fleet-managers/${var.name}"
  kms_key_id        = var.manager_kms_key_arn
  retention_in_days = var.log_retention_days
  tags              = local.tags
}

resource "aws_cloudwatch_event_rule" "manager_events_stopped" {
  name_prefix = "runner-fleet-manager-"
  description = "Tasks of a GitLab Runner manager that stopped, and why"
  tags        = local.tags

  event_pattern = jsonencode({
    detail = {
      clusterArn = [
        "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:cluster/${local.ecs_cluster_name}",
      ]
      group      = ["service:${var.name}"]
      lastStatus = ["STOPPED"]
    }
    "detail-type" = ["ECS Task State Change"]
    source        = ["aws.ecs"]
  })
}

resource "aws_cloudwatch_event_rule" "manager_events_trouble" {
  name_prefix = "runner-fleet-manager-"
  description = "What ECS could not do for a GitLab Runner manager"
  tags        = local.tags

  event_pattern = jsonencode({
    detail = {
      eventType = ["WARN", "ERROR"]
    }
    "detail-type" = ["ECS Service Action", "ECS Deployment State Change"]
    resources = [
      "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:service/${local.ecs_cluster_name}/${var.name}",
    ]
    source = ["aws.ecs"]
  })
}

resource "aws_cloudwatch_event_target" "manager_events_stopped" {
  arn  = aws_cloudwatch_log_group.manager_events.arn
  rule = aws_cloudwatch_event_rule.manager_events_stopped.name

  depends_on = [aws_cloudwatch_log_resource_policy.service_event]
}

resource "aws_cloudwatch_event_target" "manager_events_trouble" {
  arn  = aws_cloudwatch_log_group.manager_events.arn
  rule = aws_cloudwatch_event_rule.manager_events_trouble.name

  depends_on = [aws_cloudwatch_log_resource_policy.service_event]
}

resource "aws_cloudwatch_metric_alarm" "manager_alarms_not_running" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "No task of the runner manager ${var.name} has run for 10 minutes: no job starts. ${aws_cloudwatch_log_group.manager_events.name} has why the last one stopped, ${aws_cloudwatch_log_group.manager.name} what it said. Somebody may have scaled the service to 0: aws ecs update-service --cluster ${local.ecs_cluster_name} --service ${var.name} --desired-count 1"
  alarm_name          = "${var.name}-manager-not-running"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 10
  metric_name         = "CPUUtilization"
  namespace           = "AWS/ECS"
  ok_actions          = var.alarm_action_arns
  period              = 60
  statistic           = "SampleCount"
  tags                = local.tags
  threshold           = 1
  treat_missing_data  = "breaching"

  dimensions = {
    ClusterName = local.ecs_cluster_name
    ServiceName = var.name
  }

  depends_on = [aws_ecs_service.manager]
}

resource "aws_cloudwatch_metric_alarm" "manager_alarms_two_running" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "Two tasks of the runner manager ${var.name} run at once, and each removes the machines of the other: jobs fail. Scale to one: aws ecs update-service --cluster ${local.ecs_cluster_name} --service ${var.name} --desired-count 1"
  alarm_name          = "${var.name}-manager-two-running"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 5
  metric_name         = "CPUUtilization"
  namespace           = "AWS/ECS"
  ok_actions          = var.alarm_action_arns
  period              = 60
  statistic           = "SampleCount"
  tags                = local.tags
  threshold           = 1
  treat_missing_data  = "notBreaching"

  dimensions = {
    ClusterName = local.ecs_cluster_name
    ServiceName = var.name
  }

  depends_on = [aws_ecs_service.manager]
}

resource "aws_cloudwatch_metric_alarm" "manager_alarms_memory" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "The runner manager ${var.name} has used more than 85 % of its memory for 15 minutes. A task that runs out of it ends, and its jobs with it. Raise fargate.memoryMiB; the change drains first."
  alarm_name          = "${var.name}-manager-memory"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  metric_name         = "MemoryUtilization"
  namespace           = "AWS/ECS"
  ok_actions          = var.alarm_action_arns
  period              = 300
  statistic           = "Maximum"
  tags                = local.tags
  threshold           = 85
  treat_missing_data  = "notBreaching"

  dimensions = {
    ClusterName = local.ecs_cluster_name
    ServiceName = var.name
  }

  depends_on = [aws_ecs_service.manager]
}

resource "aws_cloudwatch_metric_alarm" "manager_alarms_cpu" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "The runner manager ${var.name} has used more than 90 % of its CPU for 15 minutes: jobs start late, and a manager that answers nobody for 10 minutes is replaced. Raise fargate.cpu; the change drains first."
  alarm_name          = "${var.name}-manager-cpu"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  metric_name         = "CPUUtilization"
  namespace           = "AWS/ECS"
  ok_actions          = var.alarm_action_arns
  period              = 300
  statistic           = "Average"
  tags                = local.tags
  threshold           = 90
  treat_missing_data  = "notBreaching"

  dimensions = {
    ClusterName = local.ecs_cluster_name
    ServiceName = var.name
  }

  depends_on = [aws_ecs_service.manager]
}

resource "aws_cloudwatch_metric_alarm" "manager_alarms_trouble" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "ECS could not start a task of the runner manager ${var.name}, or gave a deployment up and went back to the one before. ${aws_cloudwatch_log_group.manager_events.name} has the reason."
  alarm_name          = "${var.name}-manager-trouble"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "TriggeredRules"
  namespace           = "AWS/Events"
  ok_actions          = var.alarm_action_arns
  period              = 300
  statistic           = "Sum"
  tags                = local.tags
  threshold           = 0
  treat_missing_data  = "notBreaching"

  dimensions = {
    RuleName = aws_cloudwatch_event_rule.manager_events_trouble.name
  }

  depends_on = [aws_ecs_service.manager]
}
