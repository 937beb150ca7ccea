output "plugin_config" {
  description = "What belongs under [runners.autoscaler.plugin_config] of the manager."
  value       = { name = module.machines.group_name }
}

output "connector_config" {
  description = "What belongs under [runners.autoscaler.connector_config] of the manager, besides its timeouts."
  value       = { username = module.machines.ssh_user }
}

output "instance_profile_name" {
  description = "Instance profile for the manager's instance."
  value       = aws_iam_instance_profile.manager.name
}
