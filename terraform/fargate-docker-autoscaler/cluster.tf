# The manager's ECS cluster, which for Fargate is no more than a name.

resource "aws_ecs_cluster" "cluster" {
  count = var.ecs_cluster_name == null ? 1 : 0
  name  = var.name
  tags  = merge(var.tags, { "runner-fleet" = var.name })
}
