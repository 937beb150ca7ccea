data "aws_ssm_parameter" "image" {
  count = var.image.id == null && var.image.follow == "apply" ? 1 : 0
  name  = local.image_parameter
}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}
