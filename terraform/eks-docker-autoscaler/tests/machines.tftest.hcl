# What a machine is: image, disk, price, network and access.

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

  mock_data "aws_ssm_parameter" {
    defaults = { insecure_value = "ami-0123456789abcdef0" }
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

run "the_image_is_the_newest_public_amazon_linux_when_terraform_plans" {
  command = plan

  assert {
    condition     = one(data.aws_ssm_parameter.image[*].name) == "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
    error_message = "the public parameter of Amazon Linux 2023 must be read"
  }

  assert {
    condition     = aws_launch_template.machines.image_id == "ami-0123456789abcdef0"
    error_message = "a machine must boot from the image that the parameter names"
  }

  assert {
    condition     = aws_launch_template.machines.block_device_mappings[0].device_name == "/dev/xvda"
    error_message = "the root volume must be that of Amazon Linux"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "username = \"ec2-user\"")
    error_message = "the manager must log in as the user of Amazon Linux"
  }
}

run "another_system_and_architecture_have_their_own_image_user_and_disk" {
  command = plan

  variables {
    architecture   = "arm64"
    instance_types = ["m7g.large", "m6g.large"]
    image          = { os = "ubuntu-24.04" }
  }

  assert {
    condition     = one(data.aws_ssm_parameter.image[*].name) == "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id"
    error_message = "the public parameter of Ubuntu 24.04 for arm64 must be read"
  }

  assert {
    condition     = aws_launch_template.machines.block_device_mappings[0].device_name == "/dev/sda1"
    error_message = "the root volume must be that of Ubuntu"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "username = \"ubuntu\"")
    error_message = "the manager must log in as the user of Ubuntu"
  }

  assert {
    condition     = jsondecode(aws_iam_policy.manager_role_fleet.policy).Statement[1].Condition.StringEquals["ec2:osuser"] == "ubuntu"
    error_message = "the manager must be allowed to log in as the user of Ubuntu"
  }

  assert {
    condition     = contains(yamldecode(base64decode(aws_launch_template.machines.user_data)).packages, "docker.io")
    error_message = "Docker must be installed under the name that it has on Ubuntu"
  }
}

run "an_image_by_id_is_looked_up_nowhere" {
  command = plan

  variables {
    image = { id = "ami-0fedcba9876543210", docker = "present" }
  }

  assert {
    condition     = length(data.aws_ssm_parameter.image) == 0
    error_message = "no parameter may be read"
  }

  assert {
    condition     = aws_launch_template.machines.image_id == "ami-0fedcba9876543210"
    error_message = "a machine must boot from the image of that id"
  }

  assert {
    condition     = !can(yamldecode(base64decode(aws_launch_template.machines.user_data)).packages)
    error_message = "nothing may be installed where Docker is in the image"
  }
}

run "an_image_that_is_followed_at_launch_is_looked_up_by_ec2" {
  command = plan

  variables {
    image = { ssm_parameter = "/runners/ami/linux", follow = "launch", user = "ci" }
  }

  assert {
    condition     = length(data.aws_ssm_parameter.image) == 0
    error_message = "no plan may change with the image"
  }

  assert {
    condition     = aws_launch_template.machines.image_id == "resolve:ssm:/runners/ami/linux"
    error_message = "EC2 must read the parameter for each machine"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "username = \"ci\"")
    error_message = "the manager must log in as the user that the image has"
  }

  assert {
    condition     = yamldecode(base64decode(aws_launch_template.machines.user_data)).users[1].name == "ci"
    error_message = "the user must be there, in the group docker"
  }
}

run "machines_are_on_demand_unless_asked_for_otherwise" {
  command = plan

  assert {
    condition     = aws_autoscaling_group.machines.mixed_instances_policy[0].instances_distribution[0].on_demand_percentage_above_base_capacity == 100
    error_message = "no job may be on a spot machine unless told to"
  }

  assert {
    condition     = !strcontains(output.config_toml, "FF_USE_FLEETING_ACQUIRE_HEARTBEATS")
    error_message = "on-demand machines need no look before each job"
  }

  assert {
    condition     = aws_autoscaling_group.machines.mixed_instances_policy[0].launch_template[0].override[*].instance_type == tolist(["m7i.large", "m6i.large"])
    error_message = "the types must be tried in their order"
  }
}

run "the_share_of_spot_is_what_is_left_above_a_base" {
  command = plan

  variables {
    max_instances                            = 20
    on_demand_base_capacity                  = 2
    on_demand_percentage_above_base_capacity = 25
  }

  assert {
    condition     = aws_autoscaling_group.machines.mixed_instances_policy[0].instances_distribution[0].on_demand_base_capacity == 2
    error_message = "the first machines must be on-demand"
  }

  assert {
    condition     = aws_autoscaling_group.machines.mixed_instances_policy[0].instances_distribution[0].on_demand_percentage_above_base_capacity == 25
    error_message = "the share of on-demand machines must be as given"
  }

  assert {
    condition     = aws_autoscaling_group.machines.mixed_instances_policy[0].instances_distribution[0].spot_allocation_strategy == "price-capacity-optimized"
    error_message = "spot machines must come from pools that last"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "FF_USE_FLEETING_ACQUIRE_HEARTBEATS = true")
    error_message = "a spot machine must be looked at before it gets a job"
  }
}

run "a_single_type_on_spot_can_be_accepted" {
  command = plan

  variables {
    instance_types                           = ["m7i.large"]
    on_demand_percentage_above_base_capacity = 0
    accept                                   = [{ rule = "spot-single-type", reason = "the licence names this type" }]
  }

  assert {
    condition     = length(aws_autoscaling_group.machines.mixed_instances_policy[0].launch_template[0].override) == 1
    error_message = "the group must have one type"
  }
}

run "a_single_type_on_spot_is_warned_of" {
  command = plan

  variables {
    instance_types                           = ["m7i.large"]
    on_demand_percentage_above_base_capacity = 0
  }

  expect_failures = [check.spot_single_type]
}

run "a_key_of_ones_own_encrypts_the_disk_and_ec2_auto_scaling_may_use_it" {
  command = plan

  variables {
    root_volume = { size_gib = 100, kms_key = { arn = "arn:aws:kms:eu-west-1:123456789012:key/volumes" } }
  }

  assert {
    condition     = aws_launch_template.machines.block_device_mappings[0].ebs[0].kms_key_id == "arn:aws:kms:eu-west-1:123456789012:key/volumes"
    error_message = "the disk must be encrypted with the key"
  }

  assert {
    condition     = aws_launch_template.machines.block_device_mappings[0].ebs[0].volume_size == 100
    error_message = "the disk must be as large as asked for"
  }

  assert {
    condition     = one(aws_kms_grant.machines_volume_key[*].grantee_principal) == "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
    error_message = "there must be one grant, to the service role that starts machines"
  }
}

run "a_disk_has_the_accounts_own_key_unless_there_is_another" {
  command = plan

  assert {
    condition     = length(aws_kms_grant.machines_volume_key) == 0
    error_message = "there must be no grant of a key that nobody named"
  }
}

run "a_key_whose_policy_says_so_needs_no_grant" {
  command = plan

  variables {
    root_volume = { kms_key = { arn = "arn:aws:kms:eu-west-1:123456789012:key/volumes", grant = false } }
  }

  assert {
    condition     = length(aws_kms_grant.machines_volume_key) == 0
    error_message = "there must be no grant"
  }

  assert {
    condition     = aws_launch_template.machines.block_device_mappings[0].ebs[0].kms_key_id == "arn:aws:kms:eu-west-1:123456789012:key/volumes"
    error_message = "the disk must be encrypted with the key"
  }
}

run "a_machine_has_no_role_unless_session_manager_gets_in" {
  command = plan

  assert {
    condition     = length(aws_iam_role.machines_profile) == 0 && length(aws_iam_instance_profile.machines) == 0
    error_message = "there must be no role where nothing needs one"
  }
}

run "session_manager_gets_into_a_machine_by_a_role_of_its_own" {
  command = plan

  variables {
    machine_access           = "ssm"
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition     = length(aws_iam_instance_profile.machines) == 1 && length(aws_launch_template.machines.iam_instance_profile) == 1
    error_message = "machines must have one profile"
  }

  assert {
    condition     = aws_iam_role_policy_attachment.machines_profile[0].policy_arn == "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
    error_message = "the role must be allowed what Session Manager needs, and nothing else"
  }

  assert {
    condition     = aws_iam_role.machines_profile[0].permissions_boundary == "arn:aws:iam::123456789012:policy/boundary"
    error_message = "the role must have the boundary"
  }
}

run "each_security_group_of_the_manager_gets_a_way_in" {
  command = plan

  variables {
    manager_security_group_ids = ["sg-0123456789abcdef0", "sg-0fedcba9876543210"]
  }

  assert {
    condition = aws_vpc_security_group_ingress_rule.machines_network_from_security_group[*].referenced_security_group_id == [
      "sg-0123456789abcdef0",
      "sg-0fedcba9876543210",
    ]
    error_message = "SSH must be let in from each of the groups, and from no other"
  }
}
