# Idle capacity, in jobs. Of several policies that hold at once the last one counts.

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { region = "eu-west-1" }
  }

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/manager" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/manager" }
  }
}

mock_provider "helm" {}

variables {
  cluster_name               = "platform"
  subnet_ids                 = ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"]
  manager_security_group_ids = ["sg-0123456789abcdef0"]
  docker_image               = "alpine:3.22"
  instance_types             = ["m7i.large", "m6i.large"]
}

run "nothing_is_idle_unless_asked_for" {
  command = plan

  assert {
    condition     = length(regexall("\\[\\[runners.autoscaler.policy\\]\\]", output.config_toml)) == 1
    error_message = "there must be one policy, for every minute"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "idle_count = 0")
    error_message = "no machine may be paid for without a job"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "periods = [ \"* * * * *\" ]")
    error_message = "the policy must hold at every minute"
  }
}

run "a_policy_for_some_hours_comes_after_one_for_every_minute" {
  command = plan

  variables {
    policies = [
      { periods = ["* 8-17 * * mon-fri"], timezone = "Europe/Paris", idle_count = 2, scale_factor = 1 },
    ]
  }

  assert {
    condition     = regexall("periods = [^\n]*", output.config_toml) == tolist(["periods = [ \"* * * * *\" ]", "periods = [\"* 8-17 * * mon-fri\"]"])
    error_message = "outside its hours a policy for every minute must hold, which stands before it"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "timezone = \"Europe/Paris\"")
    error_message = "the hours must be those of the time zone"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "idle_count = 2")
    error_message = "there must be room for the jobs that the policy names"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "idle_time = \"20m\"")
    error_message = "an idle machine must stay for 20 minutes unless told otherwise"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "scale_factor = 1.0")
    error_message = "GitLab Runner takes a scale_factor with a decimal point alone"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "scale_factor_limit = 10")
    error_message = "a scale_factor must end where the fleet does"
  }
}

run "a_policy_for_every_minute_is_the_only_one_of_its_kind" {
  command = plan

  variables {
    policies = [{ idle_count = 3, idle_time = "1h" }, { periods = ["* 0-5 * * *"] }]
  }

  assert {
    condition     = regexall("periods = [^\n]*", output.config_toml) == tolist(["periods = [\"* * * * *\"]", "periods = [\"* 0-5 * * *\"]"])
    error_message = "a first policy for every minute must not get another before it"
  }

  assert {
    condition     = regexall("idle_count = [0-9]+", output.config_toml) == tolist(["idle_count = 3", "idle_count = 0"])
    error_message = "the policies must keep their order"
  }
}

run "what_a_policy_does_not_say_is_left_to_gitlab_runner" {
  command = plan

  variables {
    policies = [{ idle_count = 1 }]
  }

  assert {
    condition     = !strcontains(output.config_toml, "scale_factor")
    error_message = "no scale_factor may be written that nobody gave"
  }

  assert {
    condition     = !strcontains(output.config_toml, "preemptive_mode")
    error_message = "no preemptive_mode may be written that nobody gave"
  }
}
