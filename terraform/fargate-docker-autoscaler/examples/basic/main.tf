provider "aws" {
  region = var.region
}

module "runners" {
  # Outside this repository: git::https://github.com/runner-fleet/runner-fleet.git//terraform/fargate-docker-autoscaler?ref=v0.1.0
  source = "../.."

  subnet_ids     = var.subnet_ids
  manager_image  = var.manager_image
  docker_image   = "alpine:3.22"
  instance_types = ["m7i.large", "m6i.large", "m7a.large"]
}
