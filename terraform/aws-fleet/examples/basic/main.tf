provider "aws" {
  region = var.region
}

module "machines" {
  # Outside this repository: git::https://github.com/runner-fleet/runner-fleet.git//terraform/aws-fleet?ref=v0.1.0
  source = "../.."

  group_name                 = "ci-linux"
  max_instances              = 10
  instance_types             = ["m7i.large", "m6i.large", "m7a.large"]
  subnet_ids                 = var.subnet_ids
  manager_security_group_ids = var.manager_security_group_ids
}

# The role of a manager on an EC2 instance. One that there is already takes the policy alone, by its name.
resource "aws_iam_role" "manager" {
  name_prefix = "ci-runner-manager-"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "ec2.amazonaws.com" }
      },
    ]
  })
}

resource "aws_iam_role_policy" "manager" {
  name_prefix = "machines-"
  role        = aws_iam_role.manager.name
  policy      = module.machines.manager_policy_json
}

resource "aws_iam_instance_profile" "manager" {
  name_prefix = "ci-runner-manager-"
  role        = aws_iam_role.manager.name
}
