# The manager: names, token, image, where its pod runs, and what an apply tries first.

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

run "every_name_begins_with_that_of_the_deployment" {
  command = plan

  variables {
    name       = "ci"
    fleet_name = "large"
  }

  assert {
    condition     = [aws_autoscaling_group.machines.name, aws_launch_template.machines.name, output.group_name] == ["ci-large", "ci-large", "ci-large"]
    error_message = "the group must be named after deployment and fleet"
  }

  assert {
    condition     = [helm_release.manager.name, helm_release.manager.namespace, output.manager_name, output.namespace] == ["ci", "ci", "ci", "ci"]
    error_message = "the release and its namespace must be named after the deployment"
  }

  assert {
    condition     = aws_eks_pod_identity_association.manager_role.namespace == "ci"
    error_message = "the role must be for a pod of the namespace"
  }

  assert {
    condition     = aws_eks_pod_identity_association.manager_role.service_account == "ci" && yamldecode(output.values_yaml).serviceAccount.name == "ci"
    error_message = "the pod must have the service account that its role is for"
  }

  assert {
    condition     = yamldecode(output.values_yaml).tokens == { secretName = "ci-tokens", env = { RUNNER_TOKEN_LARGE = "large" }, revision = 1 }
    error_message = "the token must be looked for where it is said to be"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "name = \"ci-large\"")
    error_message = "the manager must ask for the machines of its own group"
  }
}

run "names_can_be_others" {
  command = plan

  variables {
    namespace            = "runners"
    service_account_name = "manager"
    token_secret_name    = "gitlab"
    token_key            = "runner"
    token_revision       = 3
  }

  assert {
    condition     = [helm_release.manager.namespace, aws_eks_pod_identity_association.manager_role.namespace] == ["runners", "runners"]
    error_message = "the manager and its role must be in the namespace"
  }

  assert {
    condition     = aws_eks_pod_identity_association.manager_role.service_account == "manager"
    error_message = "the role must be for the service account"
  }

  assert {
    condition     = yamldecode(output.values_yaml).serviceAccount.name == "manager"
    error_message = "the pod must have the service account that its role is for"
  }

  assert {
    condition     = yamldecode(output.values_yaml).tokens == { secretName = "gitlab", env = { RUNNER_TOKEN_LINUX = "runner" }, revision = 3 }
    error_message = "the token must be read from the key of the Secret"
  }
}

run "everything_in_aws_has_the_tags" {
  command = plan

  variables {
    tags = { team = "ci" }
    name = "ci"
  }

  assert {
    condition     = aws_iam_role.manager.tags == tomap({ team = "ci", runner-fleet = "ci" })
    error_message = "the manager's role must have the tags of the caller and of the deployment"
  }

  assert {
    condition = aws_launch_template.machines.tags == tomap({
      Name                 = "ci-linux"
      team                 = "ci"
      runner-fleet         = "ci"
      "runner-fleet:fleet" = "linux"
      "runner-fleet:group" = "ci-linux"
    })
    error_message = "the template must have the tags of its fleet too"
  }

  assert {
    condition = { for each in aws_launch_template.machines.tag_specifications : each.resource_type => each.tags } == {
      instance          = aws_launch_template.machines.tags
      volume            = aws_launch_template.machines.tags
      network-interface = aws_launch_template.machines.tags
    }
    error_message = "what a machine is made of must have the tags"
  }

  assert {
    condition = aws_launch_template.machines.tags == tomap({
      for tag in aws_autoscaling_group.machines.tag : tag.key => tag.value if tag.propagate_at_launch
    })
    error_message = "the group and its machines must have the tags"
  }
}

run "gitlabs_own_image_installs_the_plugin" {
  command = plan

  assert {
    condition = yamldecode(output.values_yaml).image == {
      repository = "registry.gitlab.com/gitlab-org/gitlab-runner"
      tag        = "alpine-v19.4.0"
      digest     = ""
    }
    error_message = "the pod must run GitLab's image of the version"
  }

  assert {
    condition     = yamldecode(output.values_yaml).plugin == { install = "aws:1.1.0" }
    error_message = "the plugin must be installed"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "plugin = \"aws:1.1.0\"")
    error_message = "config.toml must name the version that is installed"
  }
}

run "an_image_of_ones_own_has_the_plugin" {
  command = plan

  variables {
    manager_image = { repository = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/runner", tag = "19.4.0-1" }
  }

  assert {
    condition = yamldecode(output.values_yaml).image == {
      repository = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/runner"
      tag        = "19.4.0-1"
      digest     = ""
    }
    error_message = "the pod must run the image"
  }

  assert {
    condition     = yamldecode(output.values_yaml).plugin == { install = "" }
    error_message = "nothing must be installed that is in the image"
  }
}

run "the_pod_runs_where_it_is_told_to" {
  command = plan

  variables {
    node_selector = { "karpenter.sh/capacity-type" = "on-demand" }
    tolerations   = [{ key = "dedicated", value = "ci", effect = "NoSchedule" }, { operator = "Exists" }]
  }

  assert {
    condition     = yamldecode(output.values_yaml).nodeSelector == { "karpenter.sh/capacity-type" = "on-demand" }
    error_message = "the pod must be on the nodes with these labels"
  }

  assert {
    condition = yamldecode(output.values_yaml).tolerations == [
      { key = "dedicated", operator = "Equal", value = "ci", effect = "NoSchedule" },
      { operator = "Exists" },
    ]
    error_message = "the pod must tolerate these taints, and nothing must be null in them"
  }
}

run "what_an_apply_tries_first_can_be_less" {
  command = plan

  variables {
    preflight = "offline"
  }

  assert {
    condition     = yamldecode(output.values_yaml).preflight == { enabled = true, verify = false, timeoutSeconds = 300 }
    error_message = "all but the token must be tried"
  }
}

run "an_apply_can_try_nothing_and_wait_for_nothing" {
  command = plan

  variables {
    preflight        = "none"
    wait_for_rollout = false
  }

  assert {
    condition     = !yamldecode(output.values_yaml).preflight.enabled
    error_message = "nothing must be tried"
  }

  assert {
    condition     = !helm_release.manager.wait
    error_message = "the apply must not wait"
  }
}

run "alerts_and_a_dashboard_are_there_by_choice" {
  command = plan

  variables {
    monitoring = true
  }

  assert {
    condition     = yamldecode(output.values_yaml).monitoring == { enabled = true }
    error_message = "there must be alerts and a dashboard"
  }
}

run "nothing_of_the_prometheus_operator_is_needed" {
  command = plan

  assert {
    condition     = yamldecode(output.values_yaml).monitoring == { enabled = false }
    error_message = "a cluster without the Prometheus Operator must do"
  }
}

run "a_plan_looks_for_the_pod_identity_agent" {
  command = plan

  assert {
    condition     = data.aws_eks_addon.manager_role_pod_identity_agent[*].addon_name == ["eks-pod-identity-agent"]
    error_message = "a cluster without the add-on must be found out before the manager has no role"
  }
}

run "on_auto_mode_there_is_no_add_on_to_look_for" {
  command = plan

  variables {
    pod_identity_agent = "managed-elsewhere"
  }

  assert {
    condition     = length(data.aws_eks_addon.manager_role_pod_identity_agent) == 0
    error_message = "no add-on may be looked for"
  }
}

run "what_jobs_may_is_in_config_toml" {
  command = plan

  variables {
    gitlab_url                  = "https://gitlab.example.com"
    docker_image                = "ruby:3.4"
    privileged                  = true
    allowed_images              = ["ruby:*"]
    allowed_privileged_images   = ["builder:1"]
    allowed_privileged_services = ["docker:dind", "docker:*-dind"]
    volumes                     = ["/cache", "/certs/client"]
    environment                 = ["DOCKER_TLS_CERTDIR=/certs"]
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "url = \"https://gitlab.example.com\"")
    error_message = "the manager must ask this GitLab"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "image = \"ruby:3.4\"")
    error_message = "a job that names no image must get this one"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "privileged = true")
    error_message = "jobs must be privileged"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "allowed_images = [\"ruby:*\"]")
    error_message = "jobs must be held to these images"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "allowed_privileged_images = [\"builder:1\"]")
    error_message = "no other job may be privileged"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "allowed_privileged_services = [\"docker:dind\",\"docker:*-dind\"]")
    error_message = "no other service may be privileged"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "volumes = [\"/cache\",\"/certs/client\"]")
    error_message = "jobs must have these volumes"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "environment = [\"DOCKER_TLS_CERTDIR=/certs\"]")
    error_message = "jobs must have these variables"
  }
}

run "a_job_may_use_any_image_without_a_list" {
  command = plan

  assert {
    condition     = !strcontains(output.config_toml, "allowed_")
    error_message = "there must be no list, since nobody gave one"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "privileged = false")
    error_message = "jobs must not be privileged unless told to"
  }
}
