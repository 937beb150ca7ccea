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

run "group_name_schema_format" {
  command = plan

  variables {
    group_name = "a*"
  }

  expect_failures = [var.group_name]
}

run "tags_schema_name" {
  command = plan

  variables {
    tags = {
      "aws:x" = "1"
    }
  }

  expect_failures = [var.tags]
}

run "permissions_boundary_arn_schema_format" {
  command = plan

  variables {
    permissions_boundary_arn = "boundary"
  }

  expect_failures = [var.permissions_boundary_arn]
}

run "iam_path_schema_format" {
  command = plan

  variables {
    iam_path = "ci"
  }

  expect_failures = [var.iam_path]
}

run "accept_accept_without_effect" {
  command = plan

  variables {
    accept = [
      {
        rule   = "spot-singel-type"
        reason = "one type is all there is"
      },
    ]
  }

  expect_failures = [var.accept]
}

run "plugin_version_schema_format" {
  command = plan

  variables {
    plugin_version = "latest"
  }

  expect_failures = [var.plugin_version]
}

run "plugin_version_plugin_version_untested" {
  command = plan

  variables {
    plugin_version = "2.0.0"
  }

  expect_failures = [check.plugin_version_untested]
}

run "max_instances_schema_range" {
  command = plan

  variables {
    max_instances = 0
  }

  expect_failures = [var.max_instances]
}

run "architecture_schema_choice" {
  command = plan

  variables {
    architecture = "x86_64"
  }

  expect_failures = [var.architecture]
}

run "instance_types_architecture_mismatch" {
  command = plan

  variables {
    instance_types = ["m7i.large", "m7g.large", "a1.xlarge"]
  }

  expect_failures = [aws_autoscaling_group.machines]
}

run "instance_types_instance_types_or_requirements" {
  command = plan

  variables {
    instance_types = []
  }

  expect_failures = [var.instance_types]
}

run "instance_types_spot_single_type" {
  command = plan

  variables {
    instance_types                           = ["m7i.large"]
    on_demand_percentage_above_base_capacity = 50
  }

  expect_failures = [check.spot_single_type]
}

run "on_demand_base_capacity_schema_range" {
  command = plan

  variables {
    on_demand_base_capacity = -1
  }

  expect_failures = [var.on_demand_base_capacity]
}

run "on_demand_base_capacity_on_demand_base_above_max_instances" {
  command = plan

  variables {
    on_demand_base_capacity = 11
  }

  expect_failures = [aws_autoscaling_group.machines]
}

run "on_demand_percentage_above_base_capacity_schema_range" {
  command = plan

  variables {
    on_demand_percentage_above_base_capacity = 110
  }

  expect_failures = [var.on_demand_percentage_above_base_capacity]
}

run "spot_allocation_strategy_schema_choice" {
  command = plan

  variables {
    spot_allocation_strategy = "cheapest"
  }

  expect_failures = [var.spot_allocation_strategy]
}

run "image_schema_choice" {
  command = plan

  variables {
    image = {
      os = "debian-12"
    }
  }

  expect_failures = [var.image]
}

run "root_volume_schema_range" {
  command = plan

  variables {
    root_volume = {
      size_gib = 7
    }
  }

  expect_failures = [var.root_volume]
}

run "subnet_ids_subnets_missing" {
  command = plan

  variables {
    subnet_ids = []
  }

  expect_failures = [var.subnet_ids]
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

run "manager_security_group_ids_schema_format" {
  command = plan

  variables {
    manager_security_group_ids = ["group"]
  }

  expect_failures = [var.manager_security_group_ids]
}

run "manager_cidrs_schema_format" {
  command = plan

  variables {
    manager_cidrs = ["10.0.0.1"]
  }

  expect_failures = [var.manager_cidrs]
}

run "security_group_ids_schema_format" {
  command = plan

  variables {
    security_group_ids = ["sg-1"]
  }

  expect_failures = [var.security_group_ids]
}

run "machine_access_schema_choice" {
  command = plan

  variables {
    machine_access = "ssh"
  }

  expect_failures = [var.machine_access]
}
