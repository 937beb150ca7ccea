output "group_name" {
  description = "Name of the Auto Scaling group: `name` in the manager's `plugin_config`."
  value       = var.group_name
}

output "group_arn" {
  description = "ARN of the Auto Scaling group, for policies; AWS's own id in it is `*`."
  value       = "arn:${data.aws_partition.current.partition}:autoscaling:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/${var.group_name}"
}

output "ssh_user" {
  description = "The user that the manager logs in as: `username` in its `connector_config`."
  value       = local.ssh_user
}

output "security_group_id" {
  description = "Id of the machines' own security group."
  value       = aws_security_group.machines_network.id
}

output "manager_policy_json" {
  description = "What the manager must be allowed to do in AWS: scale this group, log in to its machines, and read."
  value = jsonencode({
    Statement = [
      {
        Action = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:autoscaling:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:autoScalingGroup:*:autoScalingGroupName/${var.group_name}",
        ]
        Sid = "Scale"
      },
      {
        Action = ["ec2-instance-connect:SendSSHPublicKey"]
        Condition = {
          StringEquals = {
            "ec2:ResourceTag/aws:autoscaling:groupName" = [var.group_name]
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
}
