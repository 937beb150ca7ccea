output "group_name" {
  description = "Name of the Auto Scaling group."
  value       = module.runners.group_name
}

output "token_parameter_name" {
  description = "Name of the parameter for the runner's token."
  value       = module.runners.token_parameter_name
}

output "log_group_name" {
  description = "Name of the manager's log group: `aws logs tail <name> --follow`."
  value       = module.runners.log_group_name
}
