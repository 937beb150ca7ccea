# What the manager may do in AWS: scale its own groups, reach its own machines.

resource "aws_iam_role" "manager" {
  name_prefix          = "${substr(var.name, 0, 37)}-"
  description          = "Manager of GitLab Runner fleets"
  path                 = var.iam_path
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags

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

resource "aws_iam_policy" "manager_role_fleet" {
  name_prefix = "${substr(var.name, 0, 37)}-"
  description = "Machines of GitLab Runner, ${sha256("6a4c6fc70863601e930082be916821d4ba1093bc44774d40b2f24caade952c88/${local.group_name}/${local.ssh_user}")}"
  path        = var.iam_path
  tags        = local.tags

  policy = jsonencode({
    Statement = [
      {
        Action = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:autoscaling:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/${local.group_name}",
        ]
        Sid = "Scale"
      },
      {
        Action = ["ec2-instance-connect:SendSSHPublicKey"]
        Condition = {
          StringEquals = {
            "ec2:ResourceTag/aws:autoscaling:groupName" = [local.group_name]
            "ec2:osuser"                                = local.ssh_user
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ec2:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:instance/*"
        Sid      = "LogIn"
      },
      {
        Action = [
          "autoscaling:DescribeAutoScalingGroups",
          "ec2:DescribeInstances",
          "ec2:DescribeSpotInstanceRequests",
        ]
        Effect   = "Allow"
        Resource = "*"
        Sid      = "Read"
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy_attachment" "manager_role_fleet" {
  policy_arn = aws_iam_policy.manager_role_fleet.arn
  role       = aws_iam_role.manager.name

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy" "manager_role_cache" {
  count = var.cache != null ? 1 : 0
  role  = aws_iam_role.manager.name

  policy = jsonencode({
    Statement = [
      {
        Action   = ["sts:AssumeRole", "sts:TagSession"]
        Effect   = "Allow"
        Resource = aws_iam_role.cache[0].arn
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [
    aws_s3_bucket_public_access_block.cache,
    aws_s3_bucket_ownership_controls.cache,
    aws_s3_bucket_policy.cache_tls_only,
    aws_s3_bucket_server_side_encryption_configuration.cache,
    aws_s3_bucket_lifecycle_configuration.cache,
    aws_iam_role_policy.cache,
  ]
}

resource "aws_iam_role_policy" "manager_role_config" {
  role = aws_iam_role.manager.name

  policy = jsonencode({
    Statement = [
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.config_store.arn}/${var.name}/*"
      },
      {
        Action = "s3:ListBucket"
        Condition = {
          StringLike = {
            "s3:prefix" = "${var.name}/*"
          }
        }
        Effect   = "Allow"
        Resource = aws_s3_bucket.config_store.arn
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }

  depends_on = []
}

resource "aws_iam_role_policy" "manager_role_token" {
  policy = "{\"Statement\":[{\"Action\":[\"ssm:GetParameter\",\"ssm:GetParameters\"],\"Effect\":\"Allow\",\"Resource\":[\"arn:${data.aws_partition.current.partition}:ssm:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:parameter${local.token_path}${coalesce(var.token_key, var.fleet_name)}\"]},{\"Action\":\"kms:Decrypt\",\"Condition\":{\"StringLike\":{\"kms:ViaService\":\"ssm.${data.aws_region.current.region}.*\"}},\"Effect\":\"Allow\",\"Resource\":\"${coalesce(var.token_kms_key_arn, "arn:${data.aws_partition.current.partition}:kms:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:alias/aws/ssm")}\"}],\"Version\":\"2012-10-17\"}"
  role   = aws_iam_role.manager.name

  lifecycle {
    create_before_destroy = true
  }

  depends_on = []
}

resource "aws_iam_role_policy" "manager_role_manager" {
  role = aws_iam_role.manager.name

  policy = jsonencode({
    Statement = [
      {
        Action = ["ec2:AttachVolume", "ec2:DetachVolume"]
        Condition = {
          StringEquals = {
            "ec2:ResourceTag/runner-fleet:state-of" = var.name
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ec2:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:volume/*"
        Sid      = "StateVolume"
      },
      {
        Action = ["ec2:AttachVolume", "ec2:DetachVolume"]
        Condition = {
          StringEquals = {
            "ec2:ResourceTag/aws:autoscaling:groupName" = "${var.name}.manager"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ec2:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:instance/*"
        Sid      = "StateVolumeOnInstance"
      },
      {
        Action   = "ec2:DescribeVolumes"
        Effect   = "Allow"
        Resource = "*"
        Sid      = "FindVolumes"
      },
      {
        Action = [
          "autoscaling:CompleteLifecycleAction",
          "autoscaling:RecordLifecycleActionHeartbeat",
          "autoscaling:TerminateInstanceInAutoScalingGroup",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:autoscaling:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/${var.name}.manager"
        Sid      = "Lifecycle"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:log-group:/runner-fleet/${var.name}:*"
        Sid      = "Log"
      },
      {
        Action = "cloudwatch:PutMetricData"
        Condition = {
          StringEquals = {
            "cloudwatch:namespace" = "RunnerFleet/Manager"
          }
        }
        Effect   = "Allow"
        Resource = "*"
        Sid      = "Metrics"
      },
      {
        Action = [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
          "ec2messages:AcknowledgeMessage",
          "ec2messages:DeleteMessage",
          "ec2messages:FailMessage",
          "ec2messages:GetEndpoint",
          "ec2messages:GetMessages",
          "ec2messages:SendReply",
        ]
        Effect   = "Allow"
        Resource = "*"
        Sid      = "SystemsManager"
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }

  depends_on = []
}
