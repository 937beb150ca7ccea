output "group_name" {
  description = "Name of the Auto Scaling group."
  value       = local.group_name
}

output "security_group_id" {
  description = "Id of the machines' own security group."
  value       = aws_security_group.machines_network.id
}

output "manager_name" {
  description = "Name of the manager."
  value       = var.name
}

output "drain_timeout" {
  description = "How long a manager that is told to stop waits for its jobs."
  value       = var.drain_timeout
}

output "region" {
  description = "AWS region of the managers."
  value       = data.aws_region.current.region
}

output "manager_role_arn" {
  description = "ARN of the manager's AWS role."
  value       = aws_iam_role.manager.arn
}

output "manager_security_group_id" {
  description = "Id of the manager's own security group."
  value       = aws_security_group.manager_network.id
}

output "cache_bucket_name" {
  description = "Name of the cache's bucket; null without a cache."
  value       = one(aws_s3_bucket.cache[*].bucket)
}

output "config_toml" {
  description = "The manager's config.toml. It holds no secret."
  value       = local.config_toml
}

output "ecs_cluster_name" {
  description = "Name of the manager's ECS cluster."
  value       = local.ecs_cluster_name
}

output "log_group_name" {
  description = "Name of the manager's log group."
  value       = aws_cloudwatch_log_group.manager.name
}

output "event_log_group_name" {
  description = "Name of the log group with why tasks stopped and what ECS could not do."
  value       = aws_cloudwatch_log_group.manager_events.name
}

output "token_parameter_name" {
  description = "Name of the parameter of Systems Manager in which ECS looks for the runner's token."
  value       = local.token_parameter_name
}
