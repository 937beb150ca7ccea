variable "region" {
  description = "AWS region of the manager and of the machines."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets in which machines start, with a way to GitLab and to the registries."
  type        = list(string)
}

variable "manager_image" {
  description = "The manager's image, built from the project's Dockerfile."
  type        = object({ repository = string, tag = string })
}
