# The manager: one instance, which drains before it ends, and whose volume no second one can have.

data "aws_ec2_instance_type" "manager" {
  instance_type = var.manager_instance_type
}

data "aws_ssm_parameter" "manager_image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${contains(data.aws_ec2_instance_type.manager.supported_architectures, "arm64") ? "arm64" : "x86_64"}"
}

data "aws_subnet" "manager_state_volume" {
  id = var.manager_subnet_id
}

resource "aws_iam_instance_profile" "manager" {
  name_prefix = "${var.name}-"
  path        = var.iam_path
  role        = aws_iam_role.manager.name
  tags        = merge(local.tags, { "runner-fleet:manager" = var.name })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ebs_volume" "manager_state" {
  availability_zone = data.aws_subnet.manager_state_volume.availability_zone
  encrypted         = true
  final_snapshot    = false
  size              = var.manager_state_volume_gib
  type              = "gp3"

  tags = merge(local.tags, {
    "runner-fleet:manager"  = var.name
    Name                    = "${var.name}-state"
    "runner-fleet:state-of" = var.name
  })

  timeouts {
    delete = "${sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 420}s"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_launch_template" "manager" {
  name                                 = "${var.name}.manager"
  description                          = "Manager of GitLab Runner fleets"
  image_id                             = coalesce(var.manager_image_id, data.aws_ssm_parameter.manager_image.insecure_value)
  instance_initiated_shutdown_behavior = "terminate"
  instance_type                        = var.manager_instance_type
  tags                                 = merge(local.tags, { "runner-fleet:manager" = var.name, Name = var.name })
  update_default_version               = true
  user_data                            = base64gzip(local.manager_user_data)

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      volume_size           = var.manager_root_volume_gib
      volume_type           = "gp3"
    }
  }

  iam_instance_profile {
    name = aws_iam_instance_profile.manager.name
  }

  maintenance_options {
    auto_recovery = "default"
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
    instance_metadata_tags      = "disabled"
  }

  monitoring {
    enabled = false
  }

  network_interfaces {
    associate_public_ip_address = var.manager_associate_public_ip_address
    delete_on_termination       = "true"
    device_index                = 0
    security_groups             = concat([aws_security_group.manager_network.id], var.manager_security_group_ids)
  }

  tag_specifications {
    resource_type = "instance"
    tags          = merge(local.tags, { "runner-fleet:manager" = var.name, Name = var.name })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { "runner-fleet:manager" = var.name, Name = var.name })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { "runner-fleet:manager" = var.name, Name = var.name })
  }

  dynamic "credit_specification" {
    for_each = can(regex("^t[0-9]", var.manager_instance_type)) ? ["unlimited"] : []

    content {
      cpu_credits = credit_specification.value
    }
  }

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = length(base64gzip(local.manager_user_data)) <= 21848
      error_message = "The user data of the manager ${var.name} must have at most 16384 bytes when it is compressed; shorten trust.caBundle, or put certificates into an image of your own (ec2.imageId)."
    }
  }
}

resource "aws_cloudwatch_log_group" "manager" {
  name              = "/runner-fleet/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = merge(local.tags, { "runner-fleet:manager" = var.name })
}

resource "aws_ssm_document" "manager_maintenance" {
  name            = "${var.name}-maintenance"
  content         = "{\"description\":\"Drains, restarts, patches or replaces the GitLab Runner manager ${var.name}.\",\"mainSteps\":[{\"action\":\"aws:runShellScript\",\"inputs\":{\"runCommand\":[\"exec /usr/local/lib/runner-fleet/maintain '{{ action }}' '{{ release }}'\"],\"timeoutSeconds\":\"{{ executionTimeout }}\"},\"name\":\"maintain\",\"precondition\":{\"StringEquals\":[\"platformType\",\"Linux\"]}}],\"parameters\":{\"action\":{\"allowedValues\":[\"drain\",\"restart\",\"patch\",\"replace\"],\"description\":\"drain: wait for jobs and stay stopped. restart: drain and start again. patch: drain, upgrade packages and reboot. replace: drain and start another instance.\",\"type\":\"String\"},\"executionTimeout\":{\"allowedPattern\":\"^[1-9][0-9]{0,5}$\",\"default\":\"${min(172800, ((sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 420) + 2700))}\",\"description\":\"Seconds that the action may take, at most 172800.\",\"type\":\"String\"},\"release\":{\"allowedPattern\":\"^(latest|security|2023[.][0-9]{1,3}[.][0-9]{8})$\",\"default\":\"latest\",\"description\":\"For patch: the release of Amazon Linux 2023 to upgrade to, by its version or as latest; or security, for security updates alone.\",\"type\":\"String\"}},\"schemaVersion\":\"2.2\"}"
  document_format = "JSON"
  document_type   = "Command"
  tags            = merge(local.tags, { "runner-fleet:manager" = var.name })
  target_type     = "/AWS::EC2::Instance"
}

resource "aws_autoscaling_group" "manager" {
  name                      = "${var.name}.manager"
  capacity_rebalance        = false
  force_delete              = false
  health_check_type         = "EC2"
  max_size                  = 1
  min_size                  = 1
  suspended_processes       = ["AZRebalance"]
  vpc_zone_identifier       = [var.manager_subnet_id]
  wait_for_capacity_timeout = "0"

  initial_lifecycle_hook {
    name                 = "manager-works"
    default_result       = "ABANDON"
    heartbeat_timeout    = max(600, ceil(((sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 420) + 900) / 100))
    lifecycle_transition = "autoscaling:EC2_INSTANCE_LAUNCHING"
  }

  initial_lifecycle_hook {
    name                 = "manager-drains"
    default_result       = "CONTINUE"
    heartbeat_timeout    = max(600, ceil(((sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 420) + 900) / 100))
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
  }

  instance_maintenance_policy {
    max_healthy_percentage = 100
    min_healthy_percentage = 0
  }

  instance_refresh {
    strategy = "Rolling"

    preferences {
      auto_rollback          = false
      instance_warmup        = "0"
      max_healthy_percentage = 100
      min_healthy_percentage = 0
      skip_matching          = true
    }
  }

  launch_template {
    id      = aws_launch_template.manager.id
    version = aws_launch_template.manager.latest_version
  }

  timeouts {
    delete = "${(sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 420) + 900}s"
  }

  dynamic "tag" {
    for_each = merge(local.tags, { "runner-fleet:manager" = var.name, Name = var.name })

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  lifecycle {
    precondition {
      condition     = var.machine_access != "ssm" || length("${var.name}-${var.fleet_name}") <= 64
      error_message = "fleet_name: must give the IAM role a name of at most 64 characters, got ${jsonencode("${var.name}-${var.fleet_name}")}; shorten name or fleet_name [resource-name-too-long]"
    }

    precondition {
      condition     = try(sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) <= 171480, true)
      error_message = "drain_timeout: must be at most 47h38m for a manager on an instance, got ${jsonencode(var.drain_timeout)}; lower it to what your longest job takes, or run the manager on EKS, which waits for longer [drain-beyond-hook]"
    }

    precondition {
      condition     = alltrue([for text in [for entry in var.environment : trimprefix(entry, "DOCKER_AUTH_CONFIG=") if can(regex("^DOCKER_AUTH_CONFIG=([^$]|$)", entry))] : !contains(concat([try(jsondecode(text).credsStore, "")], try(values(jsondecode(text).credHelpers), [])), "ecr-login")])
      error_message = "environment: DOCKER_AUTH_CONFIG must not name ecr-login for a manager on an instance, which has no helper for it; remove it, or describe the repositories in a stack of your own (ecr) [ecr-login-without-helper]"
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
    aws_cloudwatch_log_group.manager,
    aws_ssm_document.manager_maintenance,
    aws_autoscaling_group.machines,
    aws_iam_role_policy_attachment.manager_role_fleet,
    aws_iam_role_policy.manager_role_cache,
    aws_iam_role_policy.manager_role_config,
    aws_iam_role_policy.manager_role_token,
    aws_iam_role_policy.manager_role_manager,
    aws_vpc_security_group_ingress_rule.manager_network_from_security_group,
    aws_vpc_security_group_ingress_rule.manager_network_from_cidr,
    aws_vpc_security_group_egress_rule.manager_network_to_ipv4,
    aws_vpc_security_group_egress_rule.manager_network_to_ipv6,
  ]
}

resource "aws_cloudwatch_metric_alarm" "manager_no_heartbeat" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "Manager ${var.name}. No GitLab Runner has run for 15 minutes: no job starts. Read the log group /runner-fleet/${var.name}: the newest stream <instance>/runner-fleet says whether an instance waits for the volume, and for whom; <instance>/gitlab-runner says why GitLab Runner ends. No new stream: look at the activity of the Auto Scaling group."
  alarm_name          = "${var.name}-no-heartbeat"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 15
  metric_name         = "procstat_lookup_pid_count"
  namespace           = "RunnerFleet/Manager"
  ok_actions          = var.alarm_action_arns
  period              = 60
  statistic           = "Maximum"
  tags                = merge(local.tags, { "runner-fleet:manager" = var.name })
  threshold           = 1
  treat_missing_data  = "breaching"

  dimensions = {
    Manager = var.name
  }
}

resource "aws_cloudwatch_metric_alarm" "manager_state_disk" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "Manager ${var.name}. The volume with the record of machines is nearly full; when it is, machines are lost. Raise ec2.stateVolumeGiB and apply: the next instance grows the file system. Until then see what is in /var/lib/gitlab-runner in a Session Manager session."
  alarm_name          = "${var.name}-state-disk"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 5
  metric_name         = "disk_used_percent"
  namespace           = "RunnerFleet/Manager"
  ok_actions          = var.alarm_action_arns
  period              = 60
  statistic           = "Maximum"
  tags                = merge(local.tags, { "runner-fleet:manager" = var.name })
  threshold           = 80
  treat_missing_data  = "notBreaching"

  dimensions = {
    Manager = var.name
    path    = "/var/lib/gitlab-runner"
  }
}

resource "aws_cloudwatch_metric_alarm" "manager_root_disk" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "Manager ${var.name}. The instance's root volume is nearly full. See what fills it in a Session Manager session (du -x / | sort -n | tail), or run the maintenance document with action=replace for a new instance, which drains this one. ec2.rootVolumeGiB makes it larger."
  alarm_name          = "${var.name}-root-disk"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 5
  metric_name         = "disk_used_percent"
  namespace           = "RunnerFleet/Manager"
  ok_actions          = var.alarm_action_arns
  period              = 60
  statistic           = "Maximum"
  tags                = merge(local.tags, { "runner-fleet:manager" = var.name })
  threshold           = 85
  treat_missing_data  = "notBreaching"

  dimensions = {
    Manager = var.name
    path    = "/"
  }
}

resource "aws_cloudwatch_metric_alarm" "manager_memory" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "Manager ${var.name}. The instance's memory is nearly used up; a manager that runs out of it loses every job. Choose a larger ec2.instanceType and apply, which drains and replaces the instance."
  alarm_name          = "${var.name}-memory"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 15
  metric_name         = "mem_used_percent"
  namespace           = "RunnerFleet/Manager"
  ok_actions          = var.alarm_action_arns
  period              = 60
  statistic           = "Maximum"
  tags                = merge(local.tags, { "runner-fleet:manager" = var.name })
  threshold           = 90
  treat_missing_data  = "notBreaching"

  dimensions = {
    Manager = var.name
  }
}

resource "aws_cloudwatch_metric_alarm" "manager_status_check" {
  alarm_actions       = var.alarm_action_arns
  alarm_description   = "Manager ${var.name}. EC2 finds the instance or its hardware broken. It moves the instance to other hardware by itself where the type can be recovered, and the Auto Scaling group replaces it otherwise; the new one waits until the old one has lost the volume. If that takes more than half an hour, terminate the old instance."
  alarm_name          = "${var.name}-status-check"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 5
  metric_name         = "StatusCheckFailed"
  namespace           = "AWS/EC2"
  ok_actions          = var.alarm_action_arns
  period              = 60
  statistic           = "Maximum"
  tags                = merge(local.tags, { "runner-fleet:manager" = var.name })
  threshold           = 0
  treat_missing_data  = "notBreaching"

  dimensions = {
    AutoScalingGroupName = "${var.name}.manager"
  }
}

resource "terraform_data" "manager_rollout" {
  count = var.wait_for_rollout ? 1 : 0

  triggers_replace = {
    group            = aws_autoscaling_group.manager.name
    template_version = aws_launch_template.manager.latest_version
  }

  provisioner "local-exec" {
    interpreter = ["bash", "-c"]
    quiet       = true

    command = <<-EOT
      #!/bin/bash
      # Waits until the manager's one instance is in service with the newest version of its launch template, which is after the
      # instance before it has drained. Needs GROUP, LOG_GROUP, TEMPLATE_VERSION, TIMEOUT_SECONDS and
      # AWS_REGION in its environment.
      set -euo pipefail
      POLL_SECONDS=$${POLL_SECONDS:-15}

      say() { printf '%s\n' "$*" >&2; }

      command -v aws > /dev/null || {
        say "the aws command is missing, which waits until the manager $GROUP works; install it where Terraform runs, or set waitForRollout to false"
        exit 1
      }

      last_activity() {
        aws autoscaling describe-scaling-activities --auto-scaling-group-name "$GROUP" --max-items 1 \
          --query 'Activities[0].[StatusCode, Description, StatusMessage]' --output text 2> /dev/null | head -n 1
      }

      refresh() {
        aws autoscaling describe-instance-refreshes --auto-scaling-group-name "$GROUP" --max-records 1 \
          --query 'InstanceRefreshes[0].[Status, StatusReason]' --output text 2> /dev/null | head -n 1
      }

      problem=$(mktemp)
      trap 'rm -f "$problem"' EXIT
      told=
      while [ "$SECONDS" -lt "$TIMEOUT_SECONDS" ]; do
        if instances=$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$GROUP" \
          --query 'AutoScalingGroups[0].Instances[].[InstanceId, LifecycleState, LaunchTemplate.Version]' --output text 2> "$problem"); then
          if [ "$(cut -f 2,3 <<< "$instances")" = "InService	$TEMPLATE_VERSION" ]; then
            say "the manager $GROUP works on $(cut -f 1 <<< "$instances")"
            exit 0
          fi
          now="the manager $GROUP: $${instances:-no instance}"
        else
          now="can't ask for the group $GROUP, and goes on asking: $(cat "$problem")"
        fi
        [ "$now" = "$told" ] || say "$now"
        told=$now
        sleep "$POLL_SECONDS"
      done

      say "the manager $GROUP does not work after $TIMEOUT_SECONDS seconds: no instance is in service with version $TEMPLATE_VERSION of its launch template"
      say "what the group did last: $(last_activity); its last replacement: $(refresh)"
      say "read the log group $LOG_GROUP: its stream <instance>/runner-fleet says what the new instance waits for. Then apply again: nothing is lost by waiting"
      exit 1
    EOT

    environment = {
      GROUP            = aws_autoscaling_group.manager.name
      LOG_GROUP        = aws_cloudwatch_log_group.manager.name
      TEMPLATE_VERSION = aws_launch_template.manager.latest_version
      TIMEOUT_SECONDS  = tostring((sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 420) + 900)
      AWS_REGION       = data.aws_region.current.region
    }
  }

  depends_on = [aws_ebs_volume.manager_state]
}
