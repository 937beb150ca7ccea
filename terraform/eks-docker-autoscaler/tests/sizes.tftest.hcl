# One size is given; the group, config.toml and the pod follow from it.

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

run "the_jobs_at_once_are_machines_times_jobs_a_machine" {
  command = plan

  variables {
    max_instances         = 20
    capacity_per_instance = 4
    max_use_count         = 20
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "concurrent = 80")
    error_message = "the manager must run as many jobs as its machines take"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "limit = 80")
    error_message = "the runner must take as many jobs as its machines do"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "max_instances = 20")
    error_message = "the manager must start as many machines as there may be"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "capacity_per_instance = 4")
    error_message = "a machine must run as many jobs at once as it is given"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "max_use_count = 20")
    error_message = "a machine must be replaced after the jobs that it is given"
  }

  assert {
    condition     = aws_autoscaling_group.machines.max_size == 20
    error_message = "the group must be as large as the manager may make it"
  }
}

run "a_machine_runs_one_job_and_goes" {
  command = plan

  assert {
    condition     = contains(split("\n", output.config_toml), "capacity_per_instance = 1")
    error_message = "no two jobs may share a machine unless told to"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "max_use_count = 1")
    error_message = "no job may get the machine of another unless told to"
  }
}

run "a_machine_can_be_kept_for_every_job" {
  command = plan

  variables {
    capacity_per_instance = 2
    max_use_count         = 0
    root_volume           = { size_gib = 200 }
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "max_use_count = 0")
    error_message = "zero must be kept, and not be taken for a value that is not given"
  }
}

run "a_larger_fleet_asks_for_more_jobs_at_a_time_and_for_its_machines_less_often" {
  command = plan

  variables {
    max_instances = 300
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "request_concurrency = 4")
    error_message = "300 jobs must not be asked for one at a time"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "update_interval = \"2m\"")
    error_message = "EC2 must not be asked for 300 machines every minute"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "update_interval_when_expecting = \"10s\"")
    error_message = "EC2 must not be asked for 300 machines every two seconds"
  }

  assert {
    condition = yamldecode(output.values_yaml).resources == {
      requests = { cpu = "500m", memory = "2Gi" }
      limits   = { memory = "2Gi" }
    }
    error_message = "the pod must have what 300 machines need"
  }
}

run "the_manager_may_drain_for_as_long_as_a_job_may_take" {
  command = plan

  variables {
    drain_timeout = "2h30m"
  }

  assert {
    condition     = yamldecode(output.values_yaml).terminationGracePeriodSeconds == 9000 + 300
    error_message = "Kubernetes must not end the manager before its jobs have ended"
  }

  assert {
    condition     = helm_release.manager.timeout == 9000 + 300 + 1200
    error_message = "an apply must not give up before the manager has drained"
  }
}
