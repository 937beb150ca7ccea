variable "region" {
  description = "AWS region of the cluster and of the machines."
  type        = string
}

variable "cluster_name" {
  description = "Name of the EKS cluster that the manager runs on."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets in which machines start, with a way to GitLab and to the registries."
  type        = list(string)
}

variable "manager_security_group_ids" {
  description = "Security groups of the nodes that the manager's pod runs on."
  type        = list(string)
}
