variable "region" {
  description = "AWS region of the manager and of the machines."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets in which machines start, with a way to GitLab and to the registries."
  type        = list(string)
}

variable "manager_subnet_id" {
  description = "Subnet of the manager, with a way to GitLab and AWS. Its volume is in the subnet's zone."
  type        = string
}
