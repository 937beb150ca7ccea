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
  policy = "{\"Statement\":[{\"Action\":\"s3:GetObject\",\"Effect\":\"Allow\",\"Resource\":\"${aws_s3_bucket.config_store.arn}/${var.name}/*\"},{\"Action\":\"s3:ListBucket\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"${var.name}/*\"}},\"Effect\":\"Allow\",\"Resource\":\"${aws_s3_bucket.config_store.arn}\"},{\"Action\":\"kms:Decrypt\",\"Condition\":{\"StringLike\":{\"kms:ViaService\":\"s3.${data.aws_region.current.region}.*\"}},\"Effect\":\"Allow\",\"Resource\":\"${coalesce(var.manager_kms_key_arn, "arn:${data.aws_partition.current.partition}:kms:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:alias/aws/s3")}\"}],\"Version\":\"2012-10-17\"}"
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
        Action   = "ecs:DescribeServices"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:service/${local.ecs_cluster_name}/${var.name}"
      },
      {
        Action   = ["ecs:DescribeTasks", "ecs:UpdateTaskProtection"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:task/${local.ecs_cluster_name}/*"
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }

  depends_on = []
}
