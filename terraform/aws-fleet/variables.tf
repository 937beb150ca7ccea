variable "group_name" {
  description = "Name of the Auto Scaling group and its launch template: the `name` in the manager's `plugin_config`. 3 to 128 letters, digits, dots, underscores and dashes. Another name is another fleet."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{2,127}$", var.group_name))
    error_message = "group_name: must be 3 to 128 letters, digits, dots, underscores and dashes, got ${jsonencode(var.group_name)}; correct the value [schema-format]"
  }
}

variable "max_instances" {
  description = "The most machines that may exist at once, from 1: the group's max_size."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = floor(var.max_instances) == var.max_instances
    error_message = "max_instances: must be a whole number, got ${jsonencode(var.max_instances)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.max_instances >= 1
    error_message = "max_instances: must be at least 1, got ${jsonencode(var.max_instances)}; choose a value of at least 1 [schema-range]"
  }
}

variable "architecture" {
  description = "Architecture of every machine of the fleet: `amd64` or `arm64`."
  type        = string
  default     = "amd64"
  nullable    = false

  validation {
    condition     = contains(["amd64", "arm64"], var.architecture)
    error_message = "architecture: must be one of amd64, arm64, got ${jsonencode(var.architecture)}; write one of them [schema-choice]"
  }
}

variable "instance_types" {
  description = "EC2 instance types, the preferred first. Several types find capacity where one does not."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.instance_types) > 0
    error_message = "instance_types: must name at least one instance type, got ${jsonencode(var.instance_types)}; name types such as [\"m7i.large\", \"m6i.large\"] [instance-types-or-requirements]"
  }

  validation {
    condition     = alltrue([for type in var.instance_types : can(regex("^[a-z][a-z0-9-]*\\.[a-z0-9-]+$", type)) && !can(regex("^mac", type))])
    error_message = "instance_types[*]: must be an EC2 instance type such as \"m7i.large\"; mac types run macOS, and the machines of a fleet are Linux, got ${jsonencode([for type in var.instance_types : type if !(can(regex("^[a-z][a-z0-9-]*\\.[a-z0-9-]+$", type)) && !can(regex("^mac", type)))])}; correct the value [schema-format]"
  }
}

variable "on_demand_base_capacity" {
  description = "Machines that are always on-demand, the first ones to start."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = floor(var.on_demand_base_capacity) == var.on_demand_base_capacity
    error_message = "on_demand_base_capacity: must be a whole number, got ${jsonencode(var.on_demand_base_capacity)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.on_demand_base_capacity >= 0
    error_message = "on_demand_base_capacity: must be at least 0, got ${jsonencode(var.on_demand_base_capacity)}; choose a value of at least 0 [schema-range]"
  }
}

variable "on_demand_percentage_above_base_capacity" {
  description = "Share of on-demand machines above on_demand_base_capacity, 0 to 100 percent; the rest are spot. Jobs on spot machines can be interrupted with two minutes' notice."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = floor(var.on_demand_percentage_above_base_capacity) == var.on_demand_percentage_above_base_capacity
    error_message = "on_demand_percentage_above_base_capacity: must be a whole number, got ${jsonencode(var.on_demand_percentage_above_base_capacity)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.on_demand_percentage_above_base_capacity >= 0
    error_message = "on_demand_percentage_above_base_capacity: must be at least 0, got ${jsonencode(var.on_demand_percentage_above_base_capacity)}; choose a value of at least 0 [schema-range]"
  }

  validation {
    condition     = var.on_demand_percentage_above_base_capacity <= 100
    error_message = "on_demand_percentage_above_base_capacity: must be at most 100, got ${jsonencode(var.on_demand_percentage_above_base_capacity)}; choose a value of at most 100 [schema-range]"
  }
}

variable "spot_allocation_strategy" {
  description = "How EC2 chooses among spot pools: `price-capacity-optimized`, `capacity-optimized`, `capacity-optimized-prioritized` or `lowest-price`."
  type        = string
  default     = "price-capacity-optimized"
  nullable    = false

  validation {
    error_message = "spot_allocation_strategy: must be one of price-capacity-optimized, capacity-optimized, capacity-optimized-prioritized, lowest-price, got ${jsonencode(var.spot_allocation_strategy)}; write one of them [schema-choice]"

    condition = contains([
      "price-capacity-optimized",
      "capacity-optimized",
      "capacity-optimized-prioritized",
      "lowest-price",
    ], var.spot_allocation_strategy)
  }
}

variable "image" {
  description = "What machines boot from. `os` is the system that the image is or was built from: `amazon-linux-2023`, `ubuntu-22.04` or `ubuntu-24.04`; it decides the SSH user, how Docker is installed and the name of the root device. The image is named by its `id`, or by the SSM parameter that names it (`ssm_parameter`), or is the newest public one of `os` when both are null. `follow` says when a parameter is read: `apply` when Terraform plans, so that a new image shows up in a plan; `launch` by EC2 for every machine, so that new machines take the newest image and no plan changes. `user` is the one that the manager logs in as (null: ec2-user or ubuntu), `root_device_name` what root_volume changes (null: /dev/xvda or /dev/sda1). `docker` is `install`, when a machine boots, or `present` in the image already."
  type = object({
    os               = optional(string, "amazon-linux-2023")
    id               = optional(string)
    ssm_parameter    = optional(string)
    follow           = optional(string, "apply")
    user             = optional(string)
    root_device_name = optional(string)
    docker           = optional(string, "install")
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["amazon-linux-2023", "ubuntu-22.04", "ubuntu-24.04"], var.image.os)
    error_message = "image.os: must be one of amazon-linux-2023, ubuntu-22.04, ubuntu-24.04, got ${jsonencode(var.image.os)}; write one of them [schema-choice]"
  }

  validation {
    condition     = var.image.id == null ? true : can(regex("^ami-[0-9a-f]{8,17}$", var.image.id))
    error_message = "image.id: must be an image id such as \"ami-0123456789abcdef0\", got ${jsonencode(var.image.id)}; correct the value [schema-format]"
  }

  validation {
    condition     = var.image.ssm_parameter == null ? true : can(regex("^/?[A-Za-z0-9_.\\-/]+$", var.image.ssm_parameter))
    error_message = "image.ssm_parameter: must be the name of an SSM parameter such as \"/runners/ami/linux\", got ${jsonencode(var.image.ssm_parameter)}; correct the value [schema-format]"
  }

  validation {
    condition     = contains(["apply", "launch"], var.image.follow)
    error_message = "image.follow: must be one of apply, launch, got ${jsonencode(var.image.follow)}; write one of them [schema-choice]"
  }

  validation {
    condition     = var.image.user == null ? true : can(regex("^[a-z_][a-z0-9_-]{0,31}$", var.image.user))
    error_message = "image.user: must be a Linux user name, got ${jsonencode(var.image.user)}; correct the value [schema-format]"
  }

  validation {
    condition     = var.image.root_device_name == null ? true : can(regex("^/dev/[a-z0-9]+$", var.image.root_device_name))
    error_message = "image.root_device_name: must be a device such as \"/dev/xvda\", got ${jsonencode(var.image.root_device_name)}; correct the value [schema-format]"
  }

  validation {
    condition     = contains(["install", "present"], var.image.docker)
    error_message = "image.docker: must be one of install, present, got ${jsonencode(var.image.docker)}; write one of them [schema-choice]"
  }

  validation {
    condition     = var.image.id == null || var.image.ssm_parameter == null
    error_message = "image: must have one of id and ssm_parameter, got both; keep one of them [image-source-ambiguous]"
  }

  validation {
    condition     = var.image.follow != "launch" || var.image.id == null
    error_message = "image.follow: must not be \"launch\" for an image that is named by id, got ${jsonencode(var.image.follow)}; name the image by ssm_parameter, or leave follow out [image-follow-without-parameter]"
  }
}

variable "root_volume" {
  description = "The root volume of a machine, encrypted gp3: `size_gib` in GiB, 8 to 16384; `throughput_mibps` in MiB a second, 125 to 1000; `iops` in I/O operations a second, 3000 to 16000. `kms_key` is the KMS key that encrypts it, by its `arn` and by whether the service role of EC2 Auto Scaling is granted its use (`grant`; false where the key's own policy allows it already); null for the account's own key for EBS. The key is an object because whether there is a grant must be known when Terraform plans, and the ARN of a key that the same apply makes is not."
  type = object({
    size_gib         = optional(number, 50)
    throughput_mibps = optional(number, 250)
    iops             = optional(number, 3000)
    kms_key = optional(object({
      arn   = string
      grant = optional(bool, true)
    }))
  })
  default  = {}
  nullable = false

  validation {
    condition     = floor(var.root_volume.size_gib) == var.root_volume.size_gib
    error_message = "root_volume.size_gib: must be a whole number, got ${jsonencode(var.root_volume.size_gib)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.root_volume.size_gib >= 8
    error_message = "root_volume.size_gib: must be at least 8, got ${jsonencode(var.root_volume.size_gib)}; choose a value of at least 8 [schema-range]"
  }

  validation {
    condition     = var.root_volume.size_gib <= 16384
    error_message = "root_volume.size_gib: must be at most 16384, got ${jsonencode(var.root_volume.size_gib)}; choose a value of at most 16384 [schema-range]"
  }

  validation {
    condition     = floor(var.root_volume.throughput_mibps) == var.root_volume.throughput_mibps
    error_message = "root_volume.throughput_mibps: must be a whole number, got ${jsonencode(var.root_volume.throughput_mibps)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.root_volume.throughput_mibps >= 125
    error_message = "root_volume.throughput_mibps: must be at least 125, got ${jsonencode(var.root_volume.throughput_mibps)}; choose a value of at least 125 [schema-range]"
  }

  validation {
    condition     = var.root_volume.throughput_mibps <= 1000
    error_message = "root_volume.throughput_mibps: must be at most 1000, got ${jsonencode(var.root_volume.throughput_mibps)}; choose a value of at most 1000 [schema-range]"
  }

  validation {
    condition     = floor(var.root_volume.iops) == var.root_volume.iops
    error_message = "root_volume.iops: must be a whole number, got ${jsonencode(var.root_volume.iops)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.root_volume.iops >= 3000
    error_message = "root_volume.iops: must be at least 3000, got ${jsonencode(var.root_volume.iops)}; choose a value of at least 3000 [schema-range]"
  }

  validation {
    condition     = var.root_volume.iops <= 16000
    error_message = "root_volume.iops: must be at most 16000, got ${jsonencode(var.root_volume.iops)}; choose a value of at most 16000 [schema-range]"
  }

  validation {
    condition     = var.root_volume.kms_key == null ? true : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", var.root_volume.kms_key.arn))
    error_message = "root_volume.kms_key.arn: must hold no control characters other than tab and newline, got ${jsonencode(try(var.root_volume.kms_key.arn, null))}; correct the value [schema-format]"
  }

  validation {
    condition     = var.root_volume.kms_key == null ? true : can(regex("^arn:aws[a-z-]*:kms:", var.root_volume.kms_key.arn))
    error_message = "root_volume.kms_key.arn: must be an ARN of KMS, such as \"arn:aws:kms:…\", got ${jsonencode(try(var.root_volume.kms_key.arn, null))}; correct the value [schema-format]"
  }

  validation {
    condition     = var.root_volume.iops <= var.root_volume.size_gib * 500
    error_message = "root_volume.iops: must be at most ${var.root_volume.size_gib * 500} with a size_gib of ${var.root_volume.size_gib}, got ${jsonencode(var.root_volume.iops)}; lower it, or raise what it is measured by [root-volume-out-of-proportion]"
  }

  validation {
    condition     = var.root_volume.throughput_mibps <= var.root_volume.iops / 4
    error_message = "root_volume.throughput_mibps: must be at most ${var.root_volume.iops / 4} with ${var.root_volume.iops} iops, got ${jsonencode(var.root_volume.throughput_mibps)}; lower it, or raise what it is measured by [root-volume-out-of-proportion]"
  }
}

variable "subnet_ids" {
  description = "Subnets in which machines start, best in several zones. They need a way to GitLab and to the registries."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) > 0
    error_message = "subnet_ids: must hold at least one subnet, got ${jsonencode(var.subnet_ids)}; name one subnet in each zone that the fleet may use [subnets-missing]"
  }

  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))])
    error_message = "subnet_ids[*]: must be a subnet id such as \"subnet-0123456789abcdef0\", got ${jsonencode([for id in var.subnet_ids : id if !can(regex("^subnet-[0-9a-f]{8,17}$", id))])}; correct the value [schema-format]"
  }
}

variable "manager_security_group_ids" {
  description = "Security groups of the manager, from which machines accept SSH. Either they or manager_cidrs must be given."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.manager_security_group_ids : can(regex("^sg-[0-9a-f]{8,17}$", id))])
    error_message = "manager_security_group_ids[*]: must be a security group id such as \"sg-0123456789abcdef0\", got ${jsonencode([for id in var.manager_security_group_ids : id if !can(regex("^sg-[0-9a-f]{8,17}$", id))])}; correct the value [schema-format]"
  }
}

variable "security_group_ids" {
  description = "Further security groups of the machines."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.security_group_ids : can(regex("^sg-[0-9a-f]{8,17}$", id))])
    error_message = "security_group_ids[*]: must be a security group id such as \"sg-0123456789abcdef0\", got ${jsonencode([for id in var.security_group_ids : id if !can(regex("^sg-[0-9a-f]{8,17}$", id))])}; correct the value [schema-format]"
  }
}

variable "associate_public_ip_address" {
  description = "Whether machines get a public address; null for as the subnet says."
  type        = bool
  default     = null
  nullable    = true
}

variable "machine_access" {
  description = "How people may look at a machine: `none` is not at all, `ssm` with Session Manager."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = contains(["none", "ssm"], var.machine_access)
    error_message = "machine_access: must be one of none, ssm, got ${jsonencode(var.machine_access)}; write one of them [schema-choice]"
  }
}

variable "manager_cidrs" {
  description = "Address ranges of the manager, from which machines accept SSH, besides manager_security_group_ids."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for range in var.manager_cidrs : can(cidrhost(range, 0))])
    error_message = "manager_cidrs[*]: must be an address range such as \"10.0.0.0/16\", got ${jsonencode([for range in var.manager_cidrs : range if !can(cidrhost(range, 0))])}; correct the value [schema-format]"
  }

  validation {
    condition     = alltrue([for range in var.manager_cidrs : !can(regex("/0+$", range))])
    error_message = "manager_cidrs[*]: must not be the whole internet, got ${jsonencode([for range in var.manager_cidrs : range if can(regex("/0+$", range))])}; name the subnets of the manager, or its security groups in manager_security_group_ids [manager-source-open-to-the-world]"
  }
}

variable "plugin_version" {
  description = "Exact version of GitLab's fleeting plugin for AWS. The rights of the manager's role follow from it."
  type        = string
  default     = "1.1.0"
  nullable    = false

  validation {
    condition     = can(regex("^\\d+\\.\\d+\\.\\d+$", var.plugin_version))
    error_message = "plugin_version: must be an exact version of the plugin, such as \"1.1.0\", got ${jsonencode(var.plugin_version)}; correct the value [schema-format]"
  }
}

variable "permissions_boundary_arn" {
  description = "ARN of the policy that bounds every role made; null for none."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.permissions_boundary_arn == null ? true : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn: must hold no control characters other than tab and newline, got ${jsonencode(var.permissions_boundary_arn)}; correct the value [schema-format]"
  }

  validation {
    condition     = var.permissions_boundary_arn == null ? true : can(regex("^arn:aws[a-z-]*:", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn: must be an ARN such as \"arn:aws:…\", got ${jsonencode(var.permissions_boundary_arn)}; correct the value [schema-format]"
  }
}

variable "iam_path" {
  description = "Path of every role and policy made, such as `/ci/`."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = can(regex("^/([\\w+=,.@-]+/)*$", var.iam_path))
    error_message = "iam_path: must be a path such as \"/ci/\", got ${jsonencode(var.iam_path)}; correct the value [schema-format]"
  }
}

variable "tags" {
  description = "Tags of everything made in AWS, machines and volumes too, besides the project's own."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}$", key)) && !can(regex("^aws:", key))])
    error_message = "tags[*]: must be a key of a tag: up to 128 letters, digits, spaces and _.:/=+-@, not beginning with aws:, got ${jsonencode([for key in keys(var.tags) : key if !(can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}$", key)) && !can(regex("^aws:", key)))])}; rename it [schema-name]"
  }

  validation {
    condition     = alltrue([for value in values(var.tags) : can(regex("(?s).", value))])
    error_message = "tags[*]: must not be empty, got ${jsonencode([for key, value in var.tags : key if !can(regex("(?s).", value))])}; leave the key out or give it a value [schema-range]"
  }

  validation {
    condition     = alltrue([for value in values(var.tags) : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", value))])
    error_message = "tags[*]: must hold no control characters other than tab and newline, got ${jsonencode([for key, value in var.tags : key if can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", value))])}; correct the value [schema-format]"
  }

  validation {
    condition     = !can(regex("\\bgl(?:rt|rtr|pat|ptt|dt|cbt|oas|soat|ft|imt|agent|ffct|wt)-[A-Za-z0-9_=.-]{16,}|\\bGR1348941[A-Za-z0-9_-]{10,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|:\\/\\/[^/\\s:@\"]+:[^/\\s@\"$]+@|\\\\?\"auth\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9+/=]{8,}|\\bgh[opsur]_[A-Za-z0-9]{36}\\b|\\bnpm_[A-Za-z0-9]{36}\\b|\\bsq[apu]_[0-9a-f]{40}\\b|\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", jsonencode(var.tags)))
    error_message = "tags: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token into its Secret, and refer to a variable of GitLab for others [secret-in-description]"
  }
}

variable "accept" {
  description = "Findings to live with, each by the `rule` in brackets at the end of its message and the `reason`, in at least 10 characters, for the reader of the next review. Warnings can be accepted, and the errors of which docs/rules.md says so."
  type        = list(object({ rule = string, reason = string }))
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for finding in var.accept : finding != null])
    error_message = "accept[*]: must be a table, got ${jsonencode(var.accept)}; write a table [schema-type]"
  }

  validation {
    error_message = "accept[*].rule: must be a rule that can be accepted here, got ${jsonencode(try(var.accept[*].rule, null))}; use an id of docs/rules.md [accept-without-effect]"

    condition = alltrue([for finding in var.accept : finding == null ? true : try(contains([
      "plugin-version-untested",
      "spot-single-type",
      "subnet-twice",
    ], finding.rule), false)])
  }

  validation {
    condition     = alltrue([for finding in var.accept : finding == null ? true : try(length(finding.reason) >= 10, false)])
    error_message = "accept[*].reason: must have at least 10 characters, got ${jsonencode([for finding in var.accept : finding.reason if finding == null ? false : !try(length(finding.reason) >= 10, false)])}; give it at least 10 characters [schema-range]"
  }

  validation {
    condition     = !can(regex("\\bgl(?:rt|rtr|pat|ptt|dt|cbt|oas|soat|ft|imt|agent|ffct|wt)-[A-Za-z0-9_=.-]{16,}|\\bGR1348941[A-Za-z0-9_-]{10,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|:\\/\\/[^/\\s:@\"]+:[^/\\s@\"$]+@|\\\\?\"auth\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9+/=]{8,}|\\bgh[opsur]_[A-Za-z0-9]{36}\\b|\\bnpm_[A-Za-z0-9]{36}\\b|\\bsq[apu]_[0-9a-f]{40}\\b|\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", jsonencode(var.accept)))
    error_message = "accept: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token into its Secret, and refer to a variable of GitLab for others [secret-in-description]"
  }
}
