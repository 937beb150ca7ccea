variable "region" {
  description = "AWS region of the cluster and of the machines."
  type        = string
}

variable "cluster_name" {
  description = "Name of the EKS cluster that the managers run on."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets in which machines start, best in several zones, with a way to GitLab and to the registries."
  type        = list(string)
}

variable "manager_security_group_ids" {
  description = "Security groups of the nodes that the managers' pods run on."
  type        = list(string)
}

variable "namespace" {
  description = "Kubernetes namespace of the managers, which must exist and hold the Secret `runner-tokens`."
  type        = string
  default     = "ci-runners"
}

variable "node_selector" {
  description = "Labels of the nodes that the managers may run on: on-demand ones, which with Karpenter are `{ \"karpenter.sh/capacity-type\" = \"on-demand\" }`."
  type        = map(string)
  default     = { "eks.amazonaws.com/capacityType" = "ON_DEMAND" }
}

variable "gitlab_url" {
  description = "Address of the GitLab instance."
  type        = string
  default     = "https://gitlab.com"
}

variable "timezone" {
  description = "Time zone of the office hours, 08:00 to 17:59 from Monday to Friday, as IANA names it."
  type        = string
  default     = "Europe/Paris"
}

variable "tags" {
  description = "Tags of everything made in AWS, machines and volumes too."
  type        = map(string)
  default     = { team = "platform" }
}

variable "fleets" {
  description = <<-EOT
    The fleets, each with a manager of its own. The key is in every name, and is the key of the token in the Secret; a new
    key is a new fleet. `on_demand_percentage` is the share of machines that are not spot, `idle_jobs` the jobs for which
    there is room in office hours without waiting for a machine, `drain_timeout` what the longest job may take.
  EOT

  type = map(object({
    max_instances        = number
    instance_types       = list(string)
    on_demand_percentage = number
    docker_image         = optional(string, "alpine:3.22")
    idle_jobs            = optional(number, 0)
    drain_timeout        = optional(string, "1h")
    token_revision       = optional(number, 1)
  }))
}
