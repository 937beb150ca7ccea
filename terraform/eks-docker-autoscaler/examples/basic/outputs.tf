output "group_name" {
  description = "Name of the Auto Scaling group."
  value       = module.runners.group_name
}

output "manager" {
  description = "Where the manager is: `kubectl -n <namespace> logs statefulset/<name>`."
  value       = { namespace = module.runners.namespace, name = module.runners.manager_name }
}
