provider "aws" {
  region = var.region
}

data "aws_eks_cluster" "this" {
  name = var.cluster_name
}

provider "helm" {
  kubernetes = {
    host                   = data.aws_eks_cluster.this.endpoint
    cluster_ca_certificate = base64decode(data.aws_eks_cluster.this.certificate_authority[0].data)

    # Not aws_eks_cluster_auth: its token ends after 15 minutes, and an apply that drains may take longer.
    exec = {
      api_version = "client.authentication.k8s.io/v1beta1"
      command     = "aws"
      args        = ["eks", "get-token", "--cluster-name", var.cluster_name, "--region", var.region]
    }
  }
}

module "runners" {
  # Outside this repository: git::https://github.com/runner-fleet/runner-fleet.git//terraform/eks-docker-autoscaler?ref=v0.1.0
  source = "../.."

  cluster_name               = var.cluster_name
  subnet_ids                 = var.subnet_ids
  manager_security_group_ids = var.manager_security_group_ids
  docker_image               = "alpine:3.22"
  instance_types             = ["m7i.large", "m6i.large", "m7a.large"]
}
