output "fleets" {
  description = "Of each fleet: its Auto Scaling group, and the namespace and the name of its manager, a StatefulSet."
  value = {
    for key, fleet in module.runners : key => {
      group_name   = fleet.group_name
      namespace    = fleet.namespace
      manager_name = fleet.manager_name
    }
  }
}
