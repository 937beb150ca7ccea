# The cache of jobs: nothing, or a bucket that is made for it and the role by which jobs reach it.

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

run "there_is_no_cache_unless_asked_for" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket.cache) == 0 && length(aws_iam_role.cache) == 0 && length(aws_iam_role_policy.manager_role_cache) == 0
    error_message = "there must be no bucket, and no rights to one"
  }

  assert {
    condition     = !strcontains(output.config_toml, "[runners.cache]")
    error_message = "config.toml must not speak of a cache"
  }

  assert {
    condition     = output.cache_bucket_name == null
    error_message = "there must be no bucket to name"
  }
}

run "an_empty_object_is_enough_for_a_cache" {
  command = apply

  variables {
    cache = {}
  }

  assert {
    condition     = length(aws_s3_bucket.cache) == 1 && aws_s3_bucket.cache[0].bucket == "gitlab-runner-eu-west-1-123456789012"
    error_message = "there must be one bucket, whose name no other account has"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "BucketName = \"gitlab-runner-eu-west-1-123456789012\"")
    error_message = "config.toml must name the bucket"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "BucketLocation = \"eu-west-1\"")
    error_message = "config.toml must say where the bucket is"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "RoleARN = \"arn:aws:iam::123456789012:role/manager\"")
    error_message = "config.toml must name the role by which jobs reach the bucket"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "AuthenticationType = \"iam\"")
    error_message = "there must be no key"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "Shared = false")
    error_message = "fleets must not find each other's caches unless told to"
  }

  assert {
    condition     = output.cache_bucket_name == "gitlab-runner-eu-west-1-123456789012"
    error_message = "the bucket must be named"
  }
}

run "the_bucket_is_closed_encrypted_and_emptied" {
  command = apply

  variables {
    cache = { expiration_days = 7 }
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.cache[0].block_public_acls && aws_s3_bucket_public_access_block.cache[0].ignore_public_acls
    error_message = "no ACL may open the bucket"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.cache[0].block_public_policy && aws_s3_bucket_public_access_block.cache[0].restrict_public_buckets
    error_message = "no policy may open the bucket"
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.cache[0].rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "the bucket must be encrypted"
  }

  assert {
    condition     = one(aws_s3_bucket_lifecycle_configuration.cache[0].rule[0].expiration).days == 7
    error_message = "objects must go when they are as old as told"
  }

  assert {
    condition = [for each in jsondecode(aws_s3_bucket_policy.cache_tls_only[0].policy).Statement : [each.Effect, each.Action, each.Condition]] == [
      ["Deny", "s3:*", { Bool = { "aws:SecureTransport" = "false" } }],
    ]
    error_message = "nobody may use the bucket without TLS"
  }
}

run "a_cache_is_shared_and_has_a_path_by_choice" {
  command = apply

  variables {
    cache = { shared = true, path = "team-a" }
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "Shared = true")
    error_message = "fleets must find each other's caches"
  }

  assert {
    condition     = contains(split("\n", output.config_toml), "Path = \"team-a\"")
    error_message = "the names of objects must begin with the path"
  }
}

run "the_role_of_the_cache_is_the_managers_to_take_and_nobody_elses" {
  command = apply

  variables {
    cache = {}
  }

  assert {
    condition = jsondecode(aws_iam_role.cache[0].assume_role_policy).Statement == [
      { Action = ["sts:AssumeRole", "sts:TagSession"], Effect = "Allow", Principal = { AWS = [aws_iam_role.manager.arn] } },
    ]
    error_message = "only the manager may take the role"
  }

  assert {
    condition     = flatten(jsondecode(aws_iam_role_policy.cache[0].policy).Statement[*].Action) == ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]
    error_message = "the role must read and write objects, and nothing else"
  }
}
