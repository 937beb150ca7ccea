output "fleets" {
  description = "Of each fleet: its Auto Scaling group, and the namespace and the StatefulSet of its manager."
  value = {
    for key, fleet in module.runners : key => {
      group_name  = fleet.group_name
      namespace   = fleet.namespace
      statefulset = fleet.manager_name
    }
  }
}
