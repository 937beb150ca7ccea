# A value that is refused, or warned of, for each variable and each rule over several: written by `npm run generate`
# from the cases of the project's own tests, which hold every rule of every variable, and the messages.

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

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/manager" }
  }
}

variables {
  group_name                 = "ci-linux"
  instance_types             = ["m7i.large", "m6i.large"]
  subnet_ids                 = ["subnet-0123456789abcdef0"]
  manager_security_group_ids = ["sg-0123456789abcdef0"]
}

run "variables" {
  command = plan

  variables {
    group_name                               = "a*"
    permissions_boundary_arn                 = "boundary"
    iam_path                                 = "ci"
    plugin_version                           = "latest"
    max_instances                            = 0
    architecture                             = "x86_64"
    instance_types                           = []
    on_demand_base_capacity                  = -1
    on_demand_percentage_above_base_capacity = 110
    spot_allocation_strategy                 = "cheapest"
    subnet_ids                               = []
    manager_security_group_ids               = ["group"]
    manager_cidrs                            = ["10.0.0.1"]
    security_group_ids                       = ["sg-1"]
    machine_access                           = "ssh"

    tags = {
      "aws:x" = "1"
    }

    accept = [
      {
        rule   = "spot-singel-type"
        reason = "one type is all there is"
      },
    ]

    image = {
      os = "debian-12"
    }

    root_volume = {
      size_gib = 7
    }
  }

  expect_failures = [
    var.group_name,
    var.tags,
    var.permissions_boundary_arn,
    var.iam_path,
    var.accept,
    var.plugin_version,
    var.max_instances,
    var.architecture,
    var.instance_types,
    var.on_demand_base_capacity,
    var.on_demand_percentage_above_base_capacity,
    var.spot_allocation_strategy,
    var.image,
    var.root_volume,
    var.subnet_ids,
    var.manager_security_group_ids,
    var.manager_cidrs,
    var.security_group_ids,
    var.machine_access,
  ]
}

run "plugin_version_plugin_version_untested" {
  command = plan

  variables {
    plugin_version = "2.0.0"
  }

  expect_failures = [check.plugin_version_untested]
}

run "instance_types_architecture_mismatch" {
  command = plan

  variables {
    instance_types = ["m7i.large", "m7g.large", "a1.xlarge"]
  }

  expect_failures = [aws_autoscaling_group.machines]
}

run "instance_types_spot_single_type" {
  command = plan

  variables {
    instance_types                           = ["m7i.large"]
    on_demand_percentage_above_base_capacity = 50
  }

  expect_failures = [check.spot_single_type]
}

run "on_demand_base_capacity_on_demand_base_above_max_instances" {
  command = plan

  variables {
    on_demand_base_capacity = 11
  }

  expect_failures = [aws_autoscaling_group.machines]
}

run "subnet_ids_subnet_twice" {
  command = plan

  variables {
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]
  }

  expect_failures = [check.subnet_twice]
}

run "manager_security_group_ids_manager_source_missing" {
  command = plan

  variables {
    manager_security_group_ids = []
  }

  expect_failures = [aws_autoscaling_group.machines]
}
