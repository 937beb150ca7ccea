variable "name" {
  description = "Name of the deployment, the first part of the name of everything made: at most 32 lower-case letters, digits and dashes. A change replaces everything."
  type        = string
  default     = "gitlab-runner"
  nullable    = false

  validation {
    condition     = length(var.name) <= 32
    error_message = "name: must have at most 32 characters, got ${jsonencode(var.name)}; give it at most 32 characters [schema-range]"
  }

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]*[a-z0-9])?$", var.name))
    error_message = "name: must be lower-case letters, digits and dashes, starting with a letter, got ${jsonencode(var.name)}; correct the value [schema-format]"
  }
}

variable "fleet_name" {
  description = "Name of the fleet: at most 32 lower-case letters, digits and dashes. It is in every resource, tag and metric; a new name is a new fleet."
  type        = string
  default     = "linux"
  nullable    = false

  validation {
    condition     = length(var.fleet_name) <= 32
    error_message = "fleet_name: must have at most 32 characters, got ${jsonencode(var.fleet_name)}; give it at most 32 characters [schema-range]"
  }

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]*[a-z0-9])?$", var.fleet_name))
    error_message = "fleet_name: must be lower-case letters, digits and dashes, starting with a letter, got ${jsonencode(var.fleet_name)}; correct the value [schema-format]"
  }
}

variable "gitlab_url" {
  description = "Address of the GitLab instance, by http or https, without credentials. A change restarts the manager."
  type        = string
  default     = "https://gitlab.com"
  nullable    = false

  validation {
    condition     = !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", var.gitlab_url))
    error_message = "gitlab_url: must hold no control characters other than tab and newline, got ${jsonencode(var.gitlab_url)}; correct the value [schema-format]"
  }

  validation {
    condition     = can(regex("^https?://[^\\s/?#@]+(/[^\\s?#@]*)?$", var.gitlab_url))
    error_message = "gitlab_url: must be an http or https address without credentials, such as \"https://gitlab.example.com\", got ${jsonencode(var.gitlab_url)}; correct the value [schema-format]"
  }

  validation {
    condition     = !strcontains(var.gitlab_url, "$")
    error_message = "gitlab_url: must be written out: the manager would read $ as a variable of its environment, which has none for it, got ${jsonencode(var.gitlab_url)}; correct the value [schema-format]"
  }
}

variable "token_path" {
  description = "What the name of the parameter of Systems Manager that holds the runner's token begins with, a slash at both ends; null for the deployment's name between slashes. The token itself is given to no variable."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.token_path == null ? true : can(regex("^/([A-Za-z0-9_.-]+/){1,13}$", var.token_path))
    error_message = "token_path: must be a path with a slash at both ends, such as \"/ci/runners/\" (not shown); correct the value [schema-format]"
  }

  validation {
    condition     = var.token_path == null ? true : !can(regex("\\bgl(?:rt|rtr|pat|ptt|dt|cbt|oas|soat|ft|imt|agent|ffct|wt)-[A-Za-z0-9_=.-]{16,}|\\bGR1348941[A-Za-z0-9_-]{10,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|:\\/\\/[^/\\s:@\"]+:[^/\\s@\"$]+@|\\\\?\"auth\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9+/=]{8,}|\\bgh[opsur]_[A-Za-z0-9]{36}\\b|\\bnpm_[A-Za-z0-9]{36}\\b|\\bsq[apu]_[0-9a-f]{40}\\b|\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", jsonencode(var.token_path)))
    error_message = "token_path: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token into its Secret, and refer to a variable of GitLab for others [secret-in-description]"
  }
}

variable "token_key" {
  description = "What the name of that parameter ends with, after token_path; null for the fleet's name."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.token_key == null ? true : can(regex("^[-._a-zA-Z0-9]{1,253}$", var.token_key))
    error_message = "token_key: must be a key of a Kubernetes Secret (not shown); correct the value [schema-format]"
  }

  validation {
    condition     = var.token_key == null ? true : !can(regex("\\bgl(?:rt|rtr|pat|ptt|dt|cbt|oas|soat|ft|imt|agent|ffct|wt)-[A-Za-z0-9_=.-]{16,}|\\bGR1348941[A-Za-z0-9_-]{10,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|:\\/\\/[^/\\s:@\"]+:[^/\\s@\"$]+@|\\\\?\"auth\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9+/=]{8,}|\\bgh[opsur]_[A-Za-z0-9]{36}\\b|\\bnpm_[A-Za-z0-9]{36}\\b|\\bsq[apu]_[0-9a-f]{40}\\b|\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", jsonencode(var.token_key)))
    error_message = "token_key: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token into its Secret, and refer to a variable of GitLab for others [secret-in-description]"
  }
}

variable "token_kms_key_arn" {
  description = "ARN of the KMS key that the token's parameter is encrypted with, which may then be used to read it; null for AWS's own key, aws/ssm."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.token_kms_key_arn == null ? true : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", var.token_kms_key_arn))
    error_message = "token_kms_key_arn: must hold no control characters other than tab and newline, got ${jsonencode(var.token_kms_key_arn)}; correct the value [schema-format]"
  }

  validation {
    condition     = var.token_kms_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:", var.token_kms_key_arn))
    error_message = "token_kms_key_arn: must be an ARN such as \"arn:aws:…\", got ${jsonencode(var.token_kms_key_arn)}; correct the value [schema-format]"
  }
}

variable "token_revision" {
  description = "A number from 1 to raise with every new token: the manager then drains and restarts."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = floor(var.token_revision) == var.token_revision
    error_message = "token_revision: must be a whole number, got ${jsonencode(var.token_revision)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.token_revision >= 1
    error_message = "token_revision: must be at least 1, got ${jsonencode(var.token_revision)}; choose a value of at least 1 [schema-range]"
  }
}

variable "manager_security_group_ids" {
  description = "Further security groups of the manager. The one that is made for it lets nobody in but who reads metrics, and the manager out to everywhere."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.manager_security_group_ids : can(regex("^sg-[0-9a-f]{8,17}$", id))])
    error_message = "manager_security_group_ids[*]: must be a security group id such as \"sg-0123456789abcdef0\", got ${jsonencode([for id in var.manager_security_group_ids : id if !can(regex("^sg-[0-9a-f]{8,17}$", id))])}; correct the value [schema-format]"
  }
}

variable "metrics_security_group_ids" {
  description = "Security groups of Prometheus, which may read the manager's metrics on port 9252."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.metrics_security_group_ids : can(regex("^sg-[0-9a-f]+$", id))])
    error_message = "metrics_security_group_ids[*]: must be the id of a security group (\"sg-…\"), got ${jsonencode([for id in var.metrics_security_group_ids : id if !can(regex("^sg-[0-9a-f]+$", id))])}; correct the value [schema-format]"
  }
}

variable "metrics_cidrs" {
  description = "Address ranges of Prometheus, which may read the manager's metrics on port 9252. GitLab Runner asks nobody for a password."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for range in var.metrics_cidrs : can(cidrhost(range, 0))])
    error_message = "metrics_cidrs[*]: must be an address range such as \"10.0.0.0/16\", got ${jsonencode([for range in var.metrics_cidrs : range if !can(cidrhost(range, 0))])}; correct the value [schema-format]"
  }

  validation {
    condition     = alltrue([for range in var.metrics_cidrs : !can(regex("/0+$", range))])
    error_message = "metrics_cidrs[*]: must not be the whole internet, got ${jsonencode([for range in var.metrics_cidrs : range if can(regex("/0+$", range))])}; name the network of Prometheus, or its security group in metrics_security_group_ids [metrics-open-to-the-world]"
  }
}

variable "log_retention_days" {
  description = "Days for which the manager's log is kept: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  type        = number
  default     = 30
  nullable    = false

  validation {
    error_message = "log_retention_days: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got ${jsonencode(var.log_retention_days)}; choose one of them [log-retention-unknown]"

    condition = contains([
      1,
      3,
      5,
      7,
      14,
      30,
      60,
      90,
      120,
      150,
      180,
      365,
      400,
      545,
      731,
      1096,
      1827,
      2192,
      2557,
      2922,
      3288,
      3653,
    ], var.log_retention_days)
  }
}

variable "alarm_action_arns" {
  description = "ARNs of what the manager's alarms tell, such as topics of SNS. Without one they are seen in CloudWatch alone."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.alarm_action_arns : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", arn))])
    error_message = "alarm_action_arns[*]: must hold no control characters other than tab and newline, got ${jsonencode([for arn in var.alarm_action_arns : arn if can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", arn))])}; correct the value [schema-format]"
  }

  validation {
    condition     = alltrue([for arn in var.alarm_action_arns : can(regex("^arn:aws[a-z-]*:", arn))])
    error_message = "alarm_action_arns[*]: must be an ARN, got ${jsonencode([for arn in var.alarm_action_arns : arn if !can(regex("^arn:aws[a-z-]*:", arn))])}; correct the value [schema-format]"
  }
}

variable "max_instances" {
  description = "The most machines that may exist at once, from 1. Everything else follows from it: the group's size, the jobs at once, the limits of every policy."
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

variable "capacity_per_instance" {
  description = "Jobs that run at the same time on one machine, from 1."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = floor(var.capacity_per_instance) == var.capacity_per_instance
    error_message = "capacity_per_instance: must be a whole number, got ${jsonencode(var.capacity_per_instance)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.capacity_per_instance >= 1
    error_message = "capacity_per_instance: must be at least 1, got ${jsonencode(var.capacity_per_instance)}; choose a value of at least 1 [schema-range]"
  }
}

variable "max_use_count" {
  description = "Jobs after which a machine is replaced; 0 for never; null for 1, so that every job gets a new machine. Must be given when capacity_per_instance is above 1."
  type        = number
  default     = null
  nullable    = true

  validation {
    condition     = var.max_use_count == null ? true : floor(var.max_use_count) == var.max_use_count
    error_message = "max_use_count: must be a whole number, got ${jsonencode(var.max_use_count)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.max_use_count == null ? true : var.max_use_count >= 0
    error_message = "max_use_count: must be at least 0, got ${jsonencode(var.max_use_count)}; choose a value of at least 0 [schema-range]"
  }
}

variable "policies" {
  description = "How much idle capacity is kept, and when; without policies there are no idle machines. `periods` are five cron fields each that are compared with the current minute, so that `* 8-17 * * mon-fri` is 08:00 to 17:59, read in `timezone` (an area and a city as IANA names them, or UTC); of several policies that hold at once the last one counts. `idle_count` is the jobs that idle machines must be able to take at once, from 0 to max_instances × capacity_per_instance. `idle_time` is how long a machine may stay idle before it is removed, in whole hours, minutes and seconds; keep it above the time a machine needs to boot. `scale_factor` is the idle capacity to keep for each job that runs (null: only `idle_count`), `scale_factor_limit` the most of it, in jobs (null: every job the fleet can take). `preemptive_mode` is whether jobs are asked for only when a machine is ready for them (null: true when `idle_count` is above 0)."
  type = list(object({
    periods            = optional(list(string), ["* * * * *"])
    timezone           = optional(string, "UTC")
    idle_count         = optional(number, 0)
    idle_time          = optional(string, "20m")
    scale_factor       = optional(number)
    scale_factor_limit = optional(number)
    preemptive_mode    = optional(bool)
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for policy in var.policies : policy != null])
    error_message = "policies[*]: must be a table, got ${jsonencode(var.policies)}; write a table [schema-type]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : policy == null ? true : length(policy.periods) > 0])
    error_message = "policies[*].periods: must hold at least one period, got ${jsonencode([for policy in var.policies : policy.periods if policy == null ? false : !(length(policy.periods) > 0)])}; leave periods out for a policy that always holds [policy-period-invalid]"
  }

  validation {
    error_message = "policies[*].periods[*]: must be five cron fields (minute, hour, day of month, month, day of week), got ${jsonencode(try(flatten(var.policies[*].periods), []))}; write minute, hour, day of month, month and day of week, such as `* 8-17 * * mon-fri` for 08:00 to 17:59 on workdays [policy-period-invalid]"

    condition = alltrue([for period in try(flatten(var.policies[*].periods), []) : can(regex("^\\s*\\S+(\\s+\\S+){4}\\s*$", period)) && try(alltrue(flatten([for index, field in regexall("\\S+", period) : [for entry in split(",", field) : can(regex([
      "(?i)^(\\*(/0*[1-9][0-9]*)?|([0-5]?[0-9])(-([0-5]?[0-9])(/0*[1-9][0-9]*)?)?)$",
      "(?i)^(\\*(/0*[1-9][0-9]*)?|([01]?[0-9]|2[0-3])(-([01]?[0-9]|2[0-3])(/0*[1-9][0-9]*)?)?)$",
      "(?i)^(\\*(/0*[1-9][0-9]*)?|(0?[1-9]|[12][0-9]|3[01])(-(0?[1-9]|[12][0-9]|3[01])(/0*[1-9][0-9]*)?)?)$",
      "(?i)^(\\*(/0*[1-9][0-9]*)?|(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(-(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(/0*[1-9][0-9]*)?)?)$",
      "(?i)^(\\*(/0*[1-9][0-9]*)?|sun|(0?[0-7]|mon|tue|wed|thu|fri|sat)(-(0?[0-7]|mon|tue|wed|thu|fri|sat)(/0*[1-9][0-9]*)?)?)$",
    ][index], entry))]])), false)])
  }

  validation {
    error_message = "policies[*].periods[*]: must hold no range that ends before it starts, got ${jsonencode(try(flatten(var.policies[*].periods), []))}; write it as two, such as 22-23,0-6 [policy-period-invalid]"

    condition = alltrue([for period in try(flatten(var.policies[*].periods), []) : try(alltrue([for ends in [for range in regexall("([a-z0-9]+)-([a-z0-9]+)", lower(period)) : [for end in range : try(tonumber(end), index([
      "jan",
      "feb",
      "mar",
      "apr",
      "may",
      "jun",
      "jul",
      "aug",
      "sep",
      "oct",
      "nov",
      "dec",
    ], end) + 1, index(["mon", "tue", "wed", "thu", "fri", "sat"], end) + 1)]] : ends[0] <= ends[1]]), true)])
  }

  validation {
    condition     = alltrue([for period in try(flatten(var.policies[*].periods), []) : !can(regex("(?i)^\\s*\\S+\\s+\\S+\\s+(0*31\\s+(0?2|0?4|0?6|0?9|11|feb|apr|jun|sep|nov)(,(0?2|0?4|0?6|0?9|11|feb|apr|jun|sep|nov))*|30([-,]31)?\\s+(0?2|feb))\\s+\\*(/[0-9]+)?\\s*$", period))])
    error_message = "policies[*].periods[*]: must hold on some date, got ${jsonencode(try(flatten(var.policies[*].periods), []))}; correct the day and the month [policy-never-holds]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : policy == null ? true : can(regex("^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(/[A-Za-z0-9_+-]+)+)$", policy.timezone))])
    error_message = "policies[*].timezone: must be an IANA time zone, got ${jsonencode([for policy in var.policies : policy.timezone if policy == null ? false : !can(regex("^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(/[A-Za-z0-9_+-]+)+)$", policy.timezone))])}; use a name such as Europe/Paris, America/New_York or UTC [time-zone-unknown]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : policy == null ? true : floor(policy.idle_count) == policy.idle_count])
    error_message = "policies[*].idle_count: must be a whole number, got ${jsonencode([for policy in var.policies : policy.idle_count if policy == null ? false : !(floor(policy.idle_count) == policy.idle_count)])}; write a whole number [schema-type]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : policy == null ? true : policy.idle_count >= 0])
    error_message = "policies[*].idle_count: must be at least 0, got ${jsonencode([for policy in var.policies : policy.idle_count if policy == null ? false : !(policy.idle_count >= 0)])}; choose a value of at least 0 [schema-range]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : policy == null ? true : can(regex("^([0-9]+h)?([0-9]+m)?([0-9]+s)?$", policy.idle_time)) && policy.idle_time != ""])
    error_message = "policies[*].idle_time: must be a Go duration such as \"90s\", \"20m\" or \"1h30m\", in whole hours, minutes and seconds, got ${jsonencode([for policy in var.policies : policy.idle_time if policy == null ? false : !(can(regex("^([0-9]+h)?([0-9]+m)?([0-9]+s)?$", policy.idle_time)) && policy.idle_time != "")])}; correct the value [schema-format]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : try(policy.scale_factor, null) == null ? true : policy.scale_factor >= 0])
    error_message = "policies[*].scale_factor: must be at least 0, got ${jsonencode([for policy in var.policies : policy.scale_factor if try(policy.scale_factor, null) == null ? false : !(policy.scale_factor >= 0)])}; choose a value of at least 0 [schema-range]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : try(policy.scale_factor_limit, null) == null ? true : floor(policy.scale_factor_limit) == policy.scale_factor_limit])
    error_message = "policies[*].scale_factor_limit: must be a whole number, got ${jsonencode([for policy in var.policies : policy.scale_factor_limit if try(policy.scale_factor_limit, null) == null ? false : !(floor(policy.scale_factor_limit) == policy.scale_factor_limit)])}; write a whole number [schema-type]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : try(policy.scale_factor_limit, null) == null ? true : policy.scale_factor_limit >= 0])
    error_message = "policies[*].scale_factor_limit: must be at least 0, got ${jsonencode([for policy in var.policies : policy.scale_factor_limit if try(policy.scale_factor_limit, null) == null ? false : !(policy.scale_factor_limit >= 0)])}; choose a value of at least 0 [schema-range]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : try(policy.scale_factor_limit, null) == null ? true : coalesce(policy.scale_factor, 0) == 0 || policy.scale_factor_limit >= policy.idle_count])
    error_message = "policies[*].scale_factor_limit: must be at least idle_count, got ${jsonencode([for policy in var.policies : policy.scale_factor_limit if try(policy.scale_factor_limit, null) == null ? false : !(coalesce(policy.scale_factor, 0) == 0 || policy.scale_factor_limit >= policy.idle_count)])}; raise scale_factor_limit to idle_count at least, or leave it out for no limit but the fleet's [scale-factor-limit-below-idle-count]"
  }

  validation {
    condition     = alltrue([for policy in var.policies : try(policy.preemptive_mode, null) == null ? true : !policy.preemptive_mode || policy.idle_count != 0])
    error_message = "policies[*].preemptive_mode: must not be true with an idle_count of 0: no job would ever be taken, got ${jsonencode([for policy in var.policies : policy.preemptive_mode if try(policy.preemptive_mode, null) == null ? false : !(!policy.preemptive_mode || policy.idle_count != 0)])}; raise idle_count, or remove preemptive_mode [preemptive-without-idle]"
  }
}

variable "docker_image" {
  description = "Image of a job that names none. Write its version: `ruby:3.4`, not `ruby`."
  type        = string
  nullable    = false

  validation {
    condition     = !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", var.docker_image))
    error_message = "docker_image: must hold no control characters other than tab and newline, got ${jsonencode(var.docker_image)}; correct the value [schema-format]"
  }

  validation {
    condition     = can(regex("^\\S+$", var.docker_image))
    error_message = "docker_image: must be an image, such as \"ruby:3.4\", got ${jsonencode(var.docker_image)}; correct the value [schema-format]"
  }

  validation {
    condition     = !can(regex("\\bgl(?:rt|rtr|pat|ptt|dt|cbt|oas|soat|ft|imt|agent|ffct|wt)-[A-Za-z0-9_=.-]{16,}|\\bGR1348941[A-Za-z0-9_-]{10,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|:\\/\\/[^/\\s:@\"]+:[^/\\s@\"$]+@|\\\\?\"auth\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9+/=]{8,}|\\bgh[opsur]_[A-Za-z0-9]{36}\\b|\\bnpm_[A-Za-z0-9]{36}\\b|\\bsq[apu]_[0-9a-f]{40}\\b|\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", jsonencode(var.docker_image)))
    error_message = "docker_image: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token into its Secret, and refer to a variable of GitLab for others [secret-in-description]"
  }
}

variable "privileged" {
  description = "Whether the containers of jobs and services may do on the machine whatever root may, as Docker in Docker needs."
  type        = bool
  default     = false
  nullable    = false
}

variable "allowed_images" {
  description = "Patterns of the images that a job may use, besides docker_image: `*` ends at a slash, `**` does not; nothing excludes. Null for every image."
  type        = list(string)
  default     = null
  nullable    = true

  validation {
    condition     = var.allowed_images == null ? true : length(var.allowed_images) > 0
    error_message = "allowed_images: must not be empty: an empty list allows everything, got ${jsonencode(var.allowed_images)}; leave the key out to allow everything, or name what is allowed [allow-list-empty]"
  }

  validation {
    condition     = var.allowed_images == null ? true : alltrue([for pattern in var.allowed_images : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", pattern))])
    error_message = "allowed_images[*]: must hold no control characters other than tab and newline, got ${jsonencode(try([for pattern in var.allowed_images : pattern if can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", pattern))], null))}; correct the value [schema-format]"
  }

  validation {
    condition     = var.allowed_images == null ? true : alltrue([for pattern in var.allowed_images : can(regex("^[^!\\s]\\S*$", pattern))])
    error_message = "allowed_images[*]: must be an image pattern such as \"registry.example.com/**\"; it can allow only, \"!\" excludes nothing, got ${jsonencode(try([for pattern in var.allowed_images : pattern if !can(regex("^[^!\\s]\\S*$", pattern))], null))}; correct the value [schema-format]"
  }
}

variable "allowed_privileged_images" {
  description = "Patterns of the images whose containers are privileged when privileged is true, as in allowed_images. Null for every image."
  type        = list(string)
  default     = null
  nullable    = true

  validation {
    condition     = var.allowed_privileged_images == null ? true : length(var.allowed_privileged_images) > 0
    error_message = "allowed_privileged_images: must not be empty: an empty list allows everything, got ${jsonencode(var.allowed_privileged_images)}; leave the key out to allow everything, or name what is allowed [allow-list-empty]"
  }

  validation {
    condition     = var.allowed_privileged_images == null ? true : alltrue([for pattern in var.allowed_privileged_images : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", pattern))])
    error_message = "allowed_privileged_images[*]: must hold no control characters other than tab and newline, got ${jsonencode(try([for pattern in var.allowed_privileged_images : pattern if can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", pattern))], null))}; correct the value [schema-format]"
  }

  validation {
    condition     = var.allowed_privileged_images == null ? true : alltrue([for pattern in var.allowed_privileged_images : can(regex("^[^!\\s]\\S*$", pattern))])
    error_message = "allowed_privileged_images[*]: must be an image pattern such as \"registry.example.com/**\"; it can allow only, \"!\" excludes nothing, got ${jsonencode(try([for pattern in var.allowed_privileged_images : pattern if !can(regex("^[^!\\s]\\S*$", pattern))], null))}; correct the value [schema-format]"
  }
}

variable "allowed_privileged_services" {
  description = "Patterns of the services whose containers are privileged when privileged is true, as in allowed_images; for Docker in Docker `[\"docker:dind\", \"docker:*-dind\"]`. Null for every service."
  type        = list(string)
  default     = null
  nullable    = true

  validation {
    condition     = var.allowed_privileged_services == null ? true : length(var.allowed_privileged_services) > 0
    error_message = "allowed_privileged_services: must not be empty: an empty list allows everything, got ${jsonencode(var.allowed_privileged_services)}; leave the key out to allow everything, or name what is allowed [allow-list-empty]"
  }

  validation {
    condition     = var.allowed_privileged_services == null ? true : alltrue([for pattern in var.allowed_privileged_services : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", pattern))])
    error_message = "allowed_privileged_services[*]: must hold no control characters other than tab and newline, got ${jsonencode(try([for pattern in var.allowed_privileged_services : pattern if can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", pattern))], null))}; correct the value [schema-format]"
  }

  validation {
    condition     = var.allowed_privileged_services == null ? true : alltrue([for pattern in var.allowed_privileged_services : can(regex("^[^!\\s]\\S*$", pattern))])
    error_message = "allowed_privileged_services[*]: must be an image pattern such as \"registry.example.com/**\"; it can allow only, \"!\" excludes nothing, got ${jsonencode(try([for pattern in var.allowed_privileged_services : pattern if !can(regex("^[^!\\s]\\S*$", pattern))], null))}; correct the value [schema-format]"
  }
}

variable "volumes" {
  description = "Volumes of a job's and a service's container: `<path>` for one that Docker makes, `<path or name>:<path>[:ro]` for a directory of the machine or a volume by name. A list of your own replaces the default: name `/cache` in it too, or the caches of jobs are in no volume."
  type        = list(string)
  default     = ["/cache"]
  nullable    = false

  validation {
    condition     = alltrue([for volume in var.volumes : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", volume))])
    error_message = "volumes[*]: must hold no control characters other than tab and newline, got ${jsonencode([for volume in var.volumes : volume if can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", volume))])}; correct the value [schema-format]"
  }

  validation {
    condition     = alltrue([for volume in var.volumes : can(regex("(?i)^((/[^\\\\:*?\"<>|\\r\\n]*|[^\\/:*?\"<>|\\r\\n]+):)?/[^\\\\:*?\"<>|\\r\\n]*(:(ro|rw|O))?([:,]z)?([:,](r?shared|r?slave|r?private))?$", volume))])
    error_message = "volumes[*]: must be a volume as [<path or name>:]<absolute path>[:ro|rw], such as \"/certs/client\", got ${jsonencode([for volume in var.volumes : volume if !can(regex("(?i)^((/[^\\\\:*?\"<>|\\r\\n]*|[^\\/:*?\"<>|\\r\\n]+):)?/[^\\\\:*?\"<>|\\r\\n]*(:(ro|rw|O))?([:,]z)?([:,](r?shared|r?slave|r?private))?$", volume))])}; correct the value [schema-format]"
  }
}

variable "environment" {
  description = "Variables of every job, each as `NAME=value`. They are in plain text in config.toml, in the bucket that it is read from, in Terraform's state and in every job: no secret belongs here."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = !can(regex("\\bgl(?:rt|rtr|pat|ptt|dt|cbt|oas|soat|ft|imt|agent|ffct|wt)-[A-Za-z0-9_=.-]{16,}|\\bGR1348941[A-Za-z0-9_-]{10,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|:\\/\\/[^/\\s:@\"]+:[^/\\s@\"$]+@|\\\\?\"auth\\\\?\"\\s*:\\s*\\\\?\"[A-Za-z0-9+/=]{8,}|\\bgh[opsur]_[A-Za-z0-9]{36}\\b|\\bnpm_[A-Za-z0-9]{36}\\b|\\bsq[apu]_[0-9a-f]{40}\\b|\\bxox[abeoprs]-[A-Za-z0-9-]{10,}", jsonencode(var.environment)))
    error_message = "environment: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token into its Secret, and refer to a variable of GitLab for others [secret-in-description]"
  }

  validation {
    condition     = alltrue([for entry in var.environment : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", entry))])
    error_message = "environment[${join(", ", [for index, entry in var.environment : index if can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", entry))])}]: must hold no control characters other than tab and newline (not shown); correct the value [schema-format]"
  }

  validation {
    condition     = alltrue([for entry in var.environment : can(regex("^[A-Za-z_][A-Za-z0-9_]*=", entry))])
    error_message = "environment[${join(", ", [for index, entry in var.environment : index if !can(regex("^[A-Za-z_][A-Za-z0-9_]*=", entry))])}]: must be a variable as NAME=value, such as \"LC_ALL=C.UTF-8\" (not shown); correct the value [schema-format]"
  }

  validation {
    condition     = alltrue([for text in [for entry in var.environment : trimprefix(entry, "DOCKER_AUTH_CONFIG=") if can(regex("^DOCKER_AUTH_CONFIG=([^$]|$)", entry))] : length(setintersection(["auths", "credHelpers", "credsStore"], try(keys(jsondecode(text)), []))) > 0])
    error_message = "environment: DOCKER_AUTH_CONFIG must be a JSON object and have auths, credHelpers, credsStore or several of them (not shown); write it as DOCKER_AUTH_CONFIG={\"credHelpers\":{\"<registry>\":\"ecr-login\"}} [docker-auth-config-invalid]"
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

variable "cache" {
  description = "A cache in a bucket of S3 that is made for it: the days from 1 after which an object is removed (`expiration_days`), whether fleets find each other's caches (`shared`; only between fleets of one architecture whose jobs are equally trusted), and what the names of objects begin with, without a slash at either end (`path`, null for nothing). `{}` is enough; null for no cache: `cache:` in a job then lasts as long as its machine. The bucket is removed with its contents."
  type = object({
    expiration_days = optional(number, 30)
    shared          = optional(bool, false)
    path            = optional(string)
  })
  default  = null
  nullable = true

  validation {
    condition     = var.cache == null ? true : floor(var.cache.expiration_days) == var.cache.expiration_days
    error_message = "cache.expiration_days: must be a whole number, got ${jsonencode(try(var.cache.expiration_days, null))}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.cache == null ? true : var.cache.expiration_days >= 1
    error_message = "cache.expiration_days: must be at least 1, got ${jsonencode(try(var.cache.expiration_days, null))}; choose a value of at least 1 [schema-range]"
  }

  validation {
    condition     = var.cache == null ? true : var.cache.expiration_days <= 365
    error_message = "cache.expiration_days: must be at most 365, got ${jsonencode(try(var.cache.expiration_days, null))}; choose a value of at most 365 [schema-range]"
  }

  validation {
    condition     = var.cache == null ? true : var.cache.path == null ? true : can(regex("^[\\w!.*'()/-]+$", var.cache.path)) && !can(regex("^(.*(^|/)\\.{0,2}(/|$))", var.cache.path))
    error_message = "cache.path: must be a prefix without \".\" or \"..\" and without a slash at either end, such as \"team-a/cache\", got ${jsonencode(try(var.cache.path, null))}; correct the value [schema-format]"
  }
}

variable "manager_image" {
  description = "The image that the manager's task runs, built from the project's Dockerfile for manager_architecture: its `repository` without tag, its `tag`, which is never latest, and its `digest` (null: the tag alone decides). The AWS plugin and the supervisor, which drains the manager before ECS stops it, must be in it."
  type        = object({ repository = string, tag = string, digest = optional(string) })
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]*(:\\d+)?(/[a-z0-9][a-z0-9._-]*)*$", var.manager_image.repository))
    error_message = "manager_image.repository: must be an image reference without tag or digest, got ${jsonencode(var.manager_image.repository)}; correct the value [schema-format]"
  }

  validation {
    condition     = can(regex("^[\\w][\\w.-]{0,127}$", var.manager_image.tag)) && !can(regex("^latest$", var.manager_image.tag))
    error_message = "manager_image.tag: must be a tag other than latest, got ${jsonencode(var.manager_image.tag)}; correct the value [schema-format]"
  }

  validation {
    condition     = var.manager_image.digest == null ? true : can(regex("^sha256:[0-9a-f]{64}$", var.manager_image.digest))
    error_message = "manager_image.digest: must be a digest such as \"sha256:…\", got ${jsonencode(var.manager_image.digest)}; correct the value [schema-format]"
  }
}

variable "manager_subnet_ids" {
  description = "Subnets of the manager's task, with a way to GitLab and AWS; null for subnet_ids."
  type        = list(string)
  default     = null
  nullable    = true

  validation {
    condition     = var.manager_subnet_ids == null ? true : length(var.manager_subnet_ids) > 0
    error_message = "manager_subnet_ids: must hold at least one subnet, got ${jsonencode(var.manager_subnet_ids)}; name the subnets of the manager, or leave it out for those of the machines [manager-subnets-missing]"
  }

  validation {
    condition     = var.manager_subnet_ids == null ? true : alltrue([for id in var.manager_subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "manager_subnet_ids[*]: must be the id of a subnet (\"subnet-…\"), got ${jsonencode(try([for id in var.manager_subnet_ids : id if !can(regex("^subnet-[0-9a-f]+$", id))], null))}; correct the value [schema-format]"
  }
}

variable "manager_assign_public_ip" {
  description = "Whether the manager's task gets a public address, which it needs in a subnet whose way out is an internet gateway."
  type        = bool
  default     = false
  nullable    = false
}

variable "ecs_cluster_name" {
  description = "Name of the ECS cluster of the manager's service, which must exist; null for one that is made. Whether it is null must be known when Terraform plans."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.ecs_cluster_name == null ? true : can(regex("^[A-Za-z0-9_-]{1,255}$", var.ecs_cluster_name))
    error_message = "ecs_cluster_name: must be the name of an ECS cluster, got ${jsonencode(var.ecs_cluster_name)}; correct the value [schema-format]"
  }
}

variable "manager_architecture" {
  description = "Architecture of the manager's task, which its image must be built for: `arm64` or `amd64`."
  type        = string
  default     = "arm64"
  nullable    = false

  validation {
    condition     = contains(["arm64", "amd64"], var.manager_architecture)
    error_message = "manager_architecture: must be one of arm64, amd64, got ${jsonencode(var.manager_architecture)}; write one of them [schema-choice]"
  }
}

variable "manager_cpu" {
  description = "CPU units of the manager's task, 1024 for one CPU: 256, 512, 1024, 2048 or 4096."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.manager_cpu)
    error_message = "manager_cpu: must be one of 256, 512, 1024, 2048, 4096, got ${jsonencode(var.manager_cpu)}; write one of them [schema-choice]"
  }
}

variable "manager_memory_mib" {
  description = "Memory of the manager's task in MiB, of which Fargate has its own amounts for each manager_cpu. About 20 machines need 512, 100 need 1024, 400 need 2048."
  type        = number
  default     = 1024
  nullable    = false

  validation {
    condition     = floor(var.manager_memory_mib) == var.manager_memory_mib
    error_message = "manager_memory_mib: must be a whole number, got ${jsonencode(var.manager_memory_mib)}; write a whole number [schema-type]"
  }

  validation {
    condition     = var.manager_memory_mib >= 512
    error_message = "manager_memory_mib: must be at least 512, got ${jsonencode(var.manager_memory_mib)}; choose a value of at least 512 [schema-range]"
  }

  validation {
    condition     = var.manager_memory_mib <= 30720
    error_message = "manager_memory_mib: must be at most 30720, got ${jsonencode(var.manager_memory_mib)}; choose a value of at most 30720 [schema-range]"
  }
}

variable "manager_kms_key_arn" {
  description = "ARN of the KMS key that encrypts the manager's logs and its stored configuration, and whose policy must let CloudWatch Logs use it; null for AWS's own keys."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.manager_kms_key_arn == null ? true : !can(regex("[\\x00-\\x08\\x0b-\\x1f\\x7f]", var.manager_kms_key_arn))
    error_message = "manager_kms_key_arn: must hold no control characters other than tab and newline, got ${jsonencode(var.manager_kms_key_arn)}; correct the value [schema-format]"
  }

  validation {
    condition     = var.manager_kms_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:", var.manager_kms_key_arn))
    error_message = "manager_kms_key_arn: must be an ARN such as \"arn:aws:…\", got ${jsonencode(var.manager_kms_key_arn)}; correct the value [schema-format]"
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

variable "drain_timeout" {
  description = "How long a manager that is told to stop waits for its jobs: as long as your longest job may take, `1m` to `144h`, in whole hours, minutes and seconds. It takes no new jobs meanwhile."
  type        = string
  default     = "1h"
  nullable    = false

  validation {
    condition     = can(regex("^([0-9]+h)?([0-9]+m)?([0-9]+s)?$", var.drain_timeout)) && var.drain_timeout != ""
    error_message = "drain_timeout: must be a Go duration such as \"90s\", \"20m\" or \"1h30m\", in whole hours, minutes and seconds, got ${jsonencode(var.drain_timeout)}; correct the value [schema-format]"
  }

  validation {
    condition     = try(sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) >= 60, true)
    error_message = "drain_timeout: must be at least 1m, got ${jsonencode(var.drain_timeout)}; correct the value [schema-format]"
  }

  validation {
    condition     = try(sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) <= 518400, true)
    error_message = "drain_timeout: must be at most 144h, got ${jsonencode(var.drain_timeout)}; correct the value [schema-format]"
  }
}

variable "wait_for_rollout" {
  description = "Whether an apply waits until the manager is ready, which is after the one before it has drained. Without it an apply does not say whether the manager starts."
  type        = bool
  default     = true
  nullable    = false
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
      "credential-helper-for-every-registry",
      "dind-pattern-misses-tag",
      "disk-small-for-reused-machines",
      "docker-socket-on-shared-machines",
      "drain-beyond-protection",
      "environment-holds-secret",
      "fargate-memory-small",
      "gitlab-url-unencrypted",
      "idle-time-below-boot",
      "image-without-tag",
      "plugin-version-untested",
      "policy-never-seen",
      "policy-period-single-minute",
      "privileged-on-shared-machines",
      "privileged-with-instance-role",
      "privileged-without-allow-list",
      "scale-factor-limit-above-capacity",
      "scale-factor-limit-without-factor",
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
