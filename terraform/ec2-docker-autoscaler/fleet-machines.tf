# The machines: a group that the manager alone scales, and what each machine is.

data "aws_subnet" "machines_network" {
  id = element(var.subnet_ids, 0)
}

resource "aws_security_group" "machines_network" {
  name_prefix = "${local.group_name}-"
  description = "Machines of a GitLab Runner fleet"
  tags        = merge(local.machines_tags, { Name = local.group_name })
  vpc_id      = data.aws_subnet.machines_network.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role" "machines_profile" {
  count                = (var.machine_access == "ssm") ? 1 : 0
  name_prefix          = "${substr(local.group_name, 0, 37)}-"
  description          = "Lets Session Manager reach machines of a GitLab Runner fleet"
  path                 = var.iam_path
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.machines_tags

  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "ec2.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy_attachment" "machines_profile" {
  count      = (var.machine_access == "ssm") ? 1 : 0
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
  role       = aws_iam_role.machines_profile[0].name

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_instance_profile" "machines" {
  count       = (var.machine_access == "ssm") ? 1 : 0
  name_prefix = "${substr(local.group_name, 0, 37)}-"
  path        = var.iam_path
  role        = aws_iam_role.machines_profile[0].name
  tags        = local.machines_tags

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_iam_role_policy_attachment.machines_profile]
}

resource "aws_launch_template" "machines" {
  name                                 = local.group_name
  description                          = "Machines of a GitLab Runner fleet"
  image_id                             = local.image_id
  instance_initiated_shutdown_behavior = "terminate"
  tags                                 = merge(local.machines_tags, { Name = local.group_name })
  update_default_version               = true
  user_data                            = (var.image.docker == "install") ? base64encode(local.machines_user_data_with_docker_installed) : base64encode(local.machines_user_data_with_docker_present)

  block_device_mappings {
    device_name = coalesce(var.image.root_device_name, local.operating_system.root_device_name)

    ebs {
      delete_on_termination = "true"
      encrypted             = "true"
      iops                  = var.root_volume.iops
      kms_key_id            = try(var.root_volume.kms_key.arn, null)
      throughput            = var.root_volume.throughput_mibps
      volume_size           = var.root_volume.size_gib
      volume_type           = "gp3"
    }
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
    associate_public_ip_address = var.associate_public_ip_address
    delete_on_termination       = "true"
    device_index                = 0
    security_groups             = concat([aws_security_group.machines_network.id], var.security_group_ids)
  }

  tag_specifications {
    resource_type = "instance"
    tags          = merge(local.machines_tags, { Name = local.group_name })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.machines_tags, { Name = local.group_name })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.machines_tags, { Name = local.group_name })
  }

  dynamic "iam_instance_profile" {
    for_each = (var.machine_access == "ssm") ? [1] : []

    content {
      name = one(aws_iam_instance_profile.machines[*].name)
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "machines_network_from_security_group_0" {
  description                  = "SSH from the runner manager"
  from_port                    = 22
  ip_protocol                  = "tcp"
  referenced_security_group_id = local.manager_security_group_id
  security_group_id            = aws_security_group.machines_network.id
  tags                         = local.machines_tags
  to_port                      = 22

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "machines_network_to_ipv4" {
  description       = "To everywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  security_group_id = aws_security_group.machines_network.id
  tags              = local.machines_tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "machines_network_to_ipv6" {
  description       = "To everywhere"
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
  security_group_id = aws_security_group.machines_network.id
  tags              = local.machines_tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_kms_grant" "machines_volume_key" {
  count             = try(var.root_volume.kms_key.grant, false) ? 1 : 0
  grantee_principal = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
  key_id            = try(var.root_volume.kms_key.arn, null)

  operations = [
    "Encrypt",
    "Decrypt",
    "ReEncryptFrom",
    "ReEncryptTo",
    "GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext",
    "DescribeKey",
    "CreateGrant",
  ]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_autoscaling_group" "machines" {
  name                      = local.group_name
  capacity_rebalance        = false
  force_delete              = true
  health_check_type         = "EC2"
  max_size                  = var.max_instances
  min_size                  = 0
  protect_from_scale_in     = true
  suspended_processes       = ["AZRebalance"]
  vpc_zone_identifier       = var.subnet_ids
  wait_for_capacity_timeout = "0"

  instance_maintenance_policy {
    max_healthy_percentage = 100
    min_healthy_percentage = 0
  }

  mixed_instances_policy {
    instances_distribution {
      on_demand_allocation_strategy            = "prioritized"
      on_demand_base_capacity                  = var.on_demand_base_capacity
      on_demand_percentage_above_base_capacity = var.on_demand_percentage_above_base_capacity
      spot_allocation_strategy                 = var.spot_allocation_strategy
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.machines.id
        version            = aws_launch_template.machines.latest_version
      }

      dynamic "override" {
        for_each = var.instance_types

        content {
          instance_type = override.value
        }
      }
    }
  }

  dynamic "tag" {
    for_each = merge(local.machines_tags, { Name = local.group_name })

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [desired_capacity]
  }

  depends_on = [
    aws_vpc_security_group_ingress_rule.machines_network_from_security_group_0,
    aws_vpc_security_group_egress_rule.machines_network_to_ipv4,
    aws_vpc_security_group_egress_rule.machines_network_to_ipv6,
    aws_kms_grant.machines_volume_key,
  ]
}
