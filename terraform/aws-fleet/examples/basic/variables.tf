variable "region" {
  description = "AWS region of the machines."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets in which machines start, with a way to GitLab and to the registries."
  type        = list(string)
}

variable "manager_security_group_ids" {
  description = "Security groups of the instance that the manager runs on."
  type        = list(string)
}
