output "group_name" {
  description = "Name of the Auto Scaling group."
  value       = local.group_name
}

output "security_group_id" {
  description = "Id of the machines' own security group."
  value       = aws_security_group.machines_network.id
}

output "manager_name" {
  description = "Name of the manager: its Helm release and its StatefulSet."
  value       = var.name
}

output "manager_role_arn" {
  description = "ARN of the manager's AWS role."
  value       = aws_iam_role.manager.arn
}

output "drain_timeout" {
  description = "How long a manager that is told to stop waits for its jobs."
  value       = var.drain_timeout
}

output "namespace" {
  description = "Namespace of the managers."
  value       = coalesce(var.namespace, var.name)
}

output "cache_bucket_name" {
  description = "Name of the cache's bucket; null without a cache."
  value       = one(aws_s3_bucket.cache[*].bucket)
}

output "config_toml" {
  description = "The manager's config.toml. It holds no secret."
  value       = local.manager_config_toml
}

output "values_yaml" {
  description = "The values that the manager's chart is given."
  value       = yamlencode(local.manager_values)
}
