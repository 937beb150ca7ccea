locals {
  accepted_rules   = var.accept[*].rule
  operating_system = local.operating_systems[var.image.os]
  image_parameter  = coalesce(var.image.ssm_parameter, local.operating_system.ssm_parameter[var.architecture])
  image_id         = var.image.id != null ? var.image.id : var.image.follow == "launch" ? "resolve:ssm:${local.image_parameter}" : one(data.aws_ssm_parameter.image[*].insecure_value)
  ssh_user         = coalesce(var.image.user, local.operating_system.user)
  machines_tags    = merge(var.tags, { "runner-fleet:group" = var.group_name })

  operating_systems = {
    "amazon-linux-2023" = {
      user             = "ec2-user"
      root_device_name = "/dev/xvda"
      docker_package   = "docker"
      ssm_parameter = {
        amd64 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
        arm64 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
      }
    }
    "ubuntu-22.04" = {
      user             = "ubuntu"
      root_device_name = "/dev/sda1"
      docker_package   = "docker.io"
      ssm_parameter = {
        amd64 = "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id"
        arm64 = "/aws/service/canonical/ubuntu/server/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id"
      }
    }
    "ubuntu-24.04" = {
      user             = "ubuntu"
      root_device_name = "/dev/sda1"
      docker_package   = "docker.io"
      ssm_parameter = {
        amd64 = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"
        arm64 = "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id"
      }
    }
  }

  machines_user_data_with_docker_installed = <<-EOT
    #cloud-config
    groups:
      - docker
    users:
      - default
      - name: ${jsonencode(local.ssh_user)}
        groups: [docker]
        shell: /bin/bash
        lock_passwd: true
    write_files:
      - path: /etc/docker/daemon.json
        content: |
          {"log-driver":"json-file","log-opts":{"max-size":"20m","max-file":"3"}}
    package_update: true
    package_upgrade: false
    packages:
      - ${jsonencode(local.operating_system.docker_package)}
      - ec2-instance-connect
    runcmd:
      - [usermod, --append, --groups, docker, ${jsonencode(local.ssh_user)}]
      - [systemctl, enable, --now, docker]
  EOT

  machines_user_data_with_docker_present = <<-EOT
    #cloud-config
    users:
      - default
      - name: ${jsonencode(local.ssh_user)}
        groups: [docker]
        shell: /bin/bash
        lock_passwd: true
    runcmd:
      - [usermod, --append, --groups, docker, ${jsonencode(local.ssh_user)}]
      - [systemctl, enable, --now, docker]
  EOT
}
