data "aws_ssm_parameter" "image" {
  count = var.image.id == null && var.image.follow == "apply" ? 1 : 0
  name  = local.image_parameter
}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

resource "aws_cloudwatch_log_resource_policy" "service_event" {
  policy_name = "${var.name}-runner-fleet-managers"

  policy_document = jsonencode({
    Statement = [
      {
        Action = "logs:CreateLogStream"
        Effect = "Allow"
        Principal = {
          Service = ["events.amazonaws.com", "delivery.logs.amazonaws.com"]
        }
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws/events/runner-fleet-managers/*:*"
      },
      {
        Action = "logs:PutLogEvents"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:rule/runner-fleet-manager-*"
          }
        }
        Effect = "Allow"
        Principal = {
          Service = ["events.amazonaws.com", "delivery.logs.amazonaws.com"]
        }
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws/events/runner-fleet-managers/*:*"
      },
    ]
    Version = "2012-10-17"
  })
}
