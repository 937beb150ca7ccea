# What holds whatever the variables say, since jobs are lost where it does not.

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

  mock_data "aws_ssm_parameter" {
    defaults = { insecure_value = "ami-0123456789abcdef0" }
  }
}

variables {
  group_name                 = "ci-linux"
  instance_types             = ["m7i.large", "m6i.large"]
  subnet_ids                 = ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"]
  manager_security_group_ids = ["sg-0123456789abcdef0"]
}

run "the_manager_alone_decides_how_many_machines_there_are" {
  command = plan

  assert {
    condition     = aws_autoscaling_group.machines.min_size == 0
    error_message = "the group must be able to be empty"
  }

  assert {
    condition     = aws_autoscaling_group.machines.max_size == 10
    error_message = "the group must take as many machines as the manager may ask for"
  }

  assert {
    condition     = try(aws_autoscaling_group.machines.instance_refresh[0], null) == null
    error_message = "nothing may replace machines that run jobs"
  }

  assert {
    condition     = aws_autoscaling_group.machines.wait_for_capacity_timeout == "0"
    error_message = "an apply must not wait for machines that the manager has not asked for"
  }
}

run "nobody_but_the_manager_ends_a_machine" {
  command = plan

  assert {
    condition     = aws_autoscaling_group.machines.protect_from_scale_in
    error_message = "new machines must be protected from scale-in"
  }

  assert {
    condition     = aws_autoscaling_group.machines.suspended_processes == toset(["AZRebalance"])
    error_message = "zones must not be balanced by ending machines"
  }

  assert {
    condition     = !aws_autoscaling_group.machines.capacity_rebalance
    error_message = "a spot machine at risk must not be replaced while it runs a job"
  }

  assert {
    condition     = aws_autoscaling_group.machines.instance_maintenance_policy == tolist([{ min_healthy_percentage = 0, max_healthy_percentage = 100 }])
    error_message = "a machine that EC2 replaces must end before another starts, since the manager counts them"
  }

  assert {
    condition     = aws_autoscaling_group.machines.health_check_type == "EC2"
    error_message = "only EC2 may call a machine unhealthy"
  }

  assert {
    condition     = aws_launch_template.machines.instance_initiated_shutdown_behavior == "terminate"
    error_message = "a machine that shuts down must be gone, and not stopped and paid for"
  }
}

run "a_machine_gives_nothing_away" {
  command = plan

  assert {
    condition     = aws_launch_template.machines.metadata_options[0].http_tokens == "required"
    error_message = "IMDSv2 must be required"
  }

  assert {
    condition     = aws_launch_template.machines.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "containers on a bridge must not reach the instance metadata"
  }

  assert {
    condition     = aws_launch_template.machines.block_device_mappings[0].ebs[0].encrypted == "true"
    error_message = "the root volume must be encrypted"
  }

  assert {
    condition     = length(aws_launch_template.machines.iam_instance_profile) == 0
    error_message = "a machine must have no role that a job could use"
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.machines_network_from_security_group) == 1
    error_message = "there must be one way in for the one security group of the manager"
  }

  assert {
    condition = [
      for rule in aws_vpc_security_group_ingress_rule.machines_network_from_security_group :
      [rule.referenced_security_group_id, rule.ip_protocol, rule.from_port, rule.to_port]
    ] == [["sg-0123456789abcdef0", "tcp", 22, 22]]
    error_message = "the way in must be SSH from the manager"
  }
}

run "the_manager_gets_rights_to_its_own_machines_only" {
  command = plan

  assert {
    condition = jsondecode(output.manager_policy_json).Statement[0].Resource == [
      "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:*:autoScalingGroupName/ci-linux",
    ]
    error_message = "the manager must scale its own group alone"
  }

  assert {
    condition = jsondecode(output.manager_policy_json).Statement[1].Condition == {
      StringEquals = {
        "ec2:ResourceTag/aws:autoscaling:groupName" = ["ci-linux"]
        "ec2:osuser"                                = "ec2-user"
      }
    }
    error_message = "the manager must log in to its own machines alone, as their user"
  }

  assert {
    condition = flatten(jsondecode(output.manager_policy_json).Statement[*].Action) == [
      "autoscaling:SetDesiredCapacity",
      "autoscaling:TerminateInstanceInAutoScalingGroup",
      "ec2-instance-connect:SendSSHPublicKey",
      "autoscaling:DescribeAutoScalingGroups",
      "ec2:DescribeInstances",
      "ec2:DescribeSpotInstanceRequests",
    ]
    error_message = "the manager must be allowed what the plugin calls, and nothing else"
  }
}

# The values stand for what AWS says after an apply: the newest version of the template, and what the manager has set.
run "terraform_sets_the_template_and_no_capacity" {
  override_resource {
    target = aws_launch_template.machines
    values = { latest_version = 5 }
  }

  override_resource {
    target = aws_autoscaling_group.machines
    values = { desired_capacity = 7 }
  }

  assert {
    condition     = one(one(one(aws_autoscaling_group.machines.mixed_instances_policy).launch_template).launch_template_specification).version == "5"
    error_message = "the group must name the version of the template, so that a plan shows when machines change"
  }

  assert {
    condition     = aws_autoscaling_group.machines.desired_capacity == 7
    error_message = "the module must set no desired capacity"
  }
}

run "a_later_apply_leaves_the_capacity_as_the_manager_has_set_it" {
  variables {
    max_instances = 20
  }

  assert {
    condition     = aws_autoscaling_group.machines.max_size == 20 && aws_autoscaling_group.machines.desired_capacity == 7
    error_message = "a larger fleet must keep the desired capacity that it has"
  }
}
