locals {
  accepted_rules            = var.accept[*].rule
  group_name                = "${var.name}-${var.fleet_name}"
  token_path                = var.token_path != null ? var.token_path : "/${var.name}/"
  token_parameter_name      = "${local.token_path}${var.token_key != null ? var.token_key : var.fleet_name}"
  operating_system          = local.operating_systems[var.image.os]
  image_parameter           = coalesce(var.image.ssm_parameter, local.operating_system.ssm_parameter[var.architecture])
  image_id                  = var.image.id != null ? var.image.id : var.image.follow == "launch" ? "resolve:ssm:${local.image_parameter}" : one(data.aws_ssm_parameter.image[*].insecure_value)
  ssh_user                  = coalesce(var.image.user, local.operating_system.user)
  tags                      = merge(var.tags, { "runner-fleet" = var.name })
  manager_security_group_id = aws_security_group.manager_network.id
  cache_bucket_name         = one(aws_s3_bucket.cache[*].bucket)
  cache_bucket_location     = data.aws_region.current.region
  cache_role_arn            = one(aws_iam_role.cache[*].arn)

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

  machines_tags = merge(local.tags, {
    "runner-fleet:fleet" = var.fleet_name
    "runner-fleet:group" = local.group_name
  })

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

  config_toml = <<EOT
concurrent = ${var.max_instances * var.capacity_per_instance}
listen_address = ":9252"
log_format = "json"
shutdown_timeout = 120

[[runners]]
name = ${jsonencode(local.group_name)}
url = ${jsonencode(var.gitlab_url)}
token = ${jsonencode("$${RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}}")}
executor = "docker-autoscaler"
limit = ${var.max_instances * var.capacity_per_instance}
request_concurrency = ${(var.max_instances * var.capacity_per_instance) <= 20 ? 2 : (var.max_instances * var.capacity_per_instance) <= 100 ? 3 : 4}
environment = ${jsonencode(var.environment)}

[runners.feature_flags]
FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true
%{if var.on_demand_percentage_above_base_capacity != 100~}
FF_USE_FLEETING_ACQUIRE_HEARTBEATS = true
%{endif~}

[runners.docker]
image = ${jsonencode(var.docker_image)}
%{if var.allowed_images != null~}
allowed_images = ${jsonencode(var.allowed_images)}
%{endif~}
privileged = ${var.privileged}
%{if var.allowed_privileged_images != null~}
allowed_privileged_images = ${jsonencode(var.allowed_privileged_images)}
%{endif~}
%{if var.allowed_privileged_services != null~}
allowed_privileged_services = ${jsonencode(var.allowed_privileged_services)}
%{endif~}
volumes = ${jsonencode(var.volumes)}

[runners.autoscaler]
plugin = ${jsonencode("aws:${var.plugin_version}")}
capacity_per_instance = ${var.capacity_per_instance}
max_use_count = ${coalesce(var.max_use_count, 1)}
max_instances = ${var.max_instances}
instance_ready_command = "(cloud-init status --wait >/dev/null || test $? -eq 2) && sg docker -c 'docker info >/dev/null'"
update_interval = ${jsonencode(var.max_instances <= 200 ? "1m" : "2m")}
update_interval_when_expecting = ${jsonencode(var.max_instances <= 50 ? "2s" : var.max_instances <= 200 ? "5s" : "10s")}
delete_instances_on_shutdown = false

[runners.autoscaler.plugin_config]
name = ${jsonencode(local.group_name)}

[runners.autoscaler.connector_config]
username = ${jsonencode(local.ssh_user)}
keepalive = "30s"
timeout = "5m"
use_external_addr = false

[runners.autoscaler.state_storage]
enabled = true
%{if !try(contains(var.policies[0].periods, "* * * * *"), false)~}

[[runners.autoscaler.policy]]
periods = [ "* * * * *" ]
timezone = "UTC"
idle_count = 0
idle_time = "20m"
%{endif~}
%{for policy in var.policies~}

[[runners.autoscaler.policy]]
periods = ${jsonencode(policy.periods)}
timezone = ${jsonencode(policy.timezone)}
idle_count = ${policy.idle_count}
idle_time = ${jsonencode(policy.idle_time)}
%{if policy.scale_factor != null~}
scale_factor = ${strcontains(tostring(policy.scale_factor), ".") ? tostring(policy.scale_factor) : "${policy.scale_factor}.0"}
%{endif~}
%{if policy.scale_factor != null || policy.scale_factor_limit != null~}
scale_factor_limit = ${policy.scale_factor_limit == null ? (var.max_instances * var.capacity_per_instance) : policy.scale_factor_limit}
%{endif~}
%{if policy.preemptive_mode != null~}
preemptive_mode = ${policy.preemptive_mode}
%{endif~}
%{endfor~}
%{if var.cache != null~}

[runners.cache]
Type = "s3"
%{if try(var.cache.path, null) != null~}
Path = ${jsonencode(try(var.cache.path, null))}
%{endif~}
Shared = ${try(var.cache.shared, false)}

[runners.cache.s3]
AuthenticationType = "iam"
BucketName = ${jsonencode(local.cache_bucket_name)}
BucketLocation = ${jsonencode(local.cache_bucket_location)}
RoleARN = ${jsonencode(local.cache_role_arn)}
%{endif~}
EOT

  config_restart_keys = <<EOT
listen_address = ":9252"

[[runners]]
url = ${jsonencode(var.gitlab_url)}
token = ${jsonencode("$${RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}}")}
name = ${jsonencode(local.group_name)}
executor = "docker-autoscaler"
%{if var.on_demand_percentage_above_base_capacity != 100~}
FF_USE_FLEETING_ACQUIRE_HEARTBEATS = true
%{endif~}

[runners.autoscaler]
plugin = ${jsonencode("aws:${var.plugin_version}")}
capacity_per_instance = ${var.capacity_per_instance}
max_use_count = ${coalesce(var.max_use_count, 1)}
max_instances = ${var.max_instances}
instance_ready_command = "(cloud-init status --wait >/dev/null || test $? -eq 2) && sg docker -c 'docker info >/dev/null'"
update_interval = ${jsonencode(var.max_instances <= 200 ? "1m" : "2m")}
update_interval_when_expecting = ${jsonencode(var.max_instances <= 50 ? "2s" : var.max_instances <= 200 ? "5s" : "10s")}
delete_instances_on_shutdown = false

[runners.autoscaler.plugin_config]
name = ${jsonencode(local.group_name)}

[runners.autoscaler.connector_config]
username = ${jsonencode(local.ssh_user)}
keepalive = "30s"
timeout = "5m"
use_external_addr = false

[runners.autoscaler.state_storage]
enabled = true
EOT

  manager_user_data = <<-EOT
    #cloud-config
    users:
      - default
      - name: gitlab-runner
        system: true
        no_create_home: true
        homedir: /var/lib/gitlab-runner
        shell: /usr/sbin/nologin
        lock_passwd: true
    write_files:
      - path: /usr/local/lib/runner-fleet/attach-volume
        permissions: "0755"
        content: |
          #!/bin/bash
          # Attaches the manager's volume to this instance, and waits for as long as another one has it: that is what keeps a
          # second manager from starting. Makes a file system on it only if nothing is on it at all.
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a
          instance=$(cat "$INSTANCE_ID_FILE")
          device=$DEVICE_FOLDER/nvme-Amazon_Elastic_Block_Store_$${VOLUME_ID/-/}

          say() { printf '%s attach-volume: %s\n' "$(date -u +%FT%TZ)" "$*"; }

          fail() {
            say "$*"
            exit 1
          }

          # Says a thing once, until there is another to say.
          told=
          tell() {
            [ "$1" = "$told" ] || say "$1"
            told=$1
          }

          problem=$(mktemp)
          trap 'rm -f "$problem"' EXIT
          volumes() { aws ec2 describe-volumes "$@" --output text 2> "$problem"; }

          # Whether this instance has the volume; asks for it where nobody has.
          is_attached() {
            local holder state answer
            if ! answer=$(volumes --volume-ids "$VOLUME_ID" --query 'Volumes[0].[Attachments[0].InstanceId, Attachments[0].State]'); then
              tell "can't ask who has $VOLUME_ID, and goes on asking: $(cat "$problem")"
              return 1
            fi
            read -r holder state <<< "$answer"
            if [ "$holder" = "$instance" ]; then
              [ "$state" = attached ]
            elif [ "$holder" = None ]; then
              # Another instance may be quicker; whoever has the volume then is the manager.
              answer=$(aws ec2 attach-volume --volume-id "$VOLUME_ID" --instance-id "$instance" --device /dev/sdf 2>&1) ||
                tell "can't attach $VOLUME_ID yet: $answer"
              return 1
            else
              tell "waits: $holder has $VOLUME_ID ($state). It lets go when its jobs have ended, or when it is terminated"
              return 1
            fi
          }

          # Whether another volume of this manager is on an instance, as while the manager moves to another zone.
          is_manager_elsewhere() {
            local others
            others=$(volumes --filters "Name=tag:$STATE_TAG,Values=$MANAGER" "Name=status,Values=in-use" \
              --query "Volumes[?VolumeId!='$VOLUME_ID'].[VolumeId, Attachments[0].InstanceId]") || {
              tell "can't ask for other volumes of $MANAGER, and goes on asking: $(cat "$problem")"
              return 0
            }
            [ -n "$others" ] || return 1
            tell "waits: the manager's former volume is still on an instance: $(paste -sd ' ' <<< "$others"). If that instance is lost for good, take the tag $STATE_TAG from the volume"
          }

          until is_attached; do sleep "$POLL_SECONDS"; done
          while is_manager_elsewhere; do sleep "$POLL_SECONDS"; done
          say "$VOLUME_ID is attached to this instance, $instance"

          seconds=0
          until [ -e "$device" ]; do
            [ "$seconds" -lt "$DEVICE_SECONDS" ] ||
              fail "$device is not there $seconds seconds after the volume was attached: is the instance's type one of the Nitro system?"
            sleep 1
            seconds=$((seconds + 1))
          done

          if ! mountpoint --quiet "$STATE_FOLDER"; then
            # blkid says 2 both when it finds nothing and when it can't look, so the first MiB must be there and empty, too.
            status=0
            found=$(blkid --probe --match-tag TYPE --output value "$device") || status=$?
            if [ "$status" = 2 ] && cmp --silent --bytes=1048576 "$device" /dev/zero; then
              say "$VOLUME_ID is empty: makes a file system on it"
              mkfs.ext4 -q "$device"
            elif [ "$status" != 0 ] || [ "$found" != ext4 ]; then
              fail "$VOLUME_ID holds something other than a file system of type ext4 ($${found:-unknown}; blkid says $status). It is left as it is"
            fi
            # 0 is sound, 1 is mended.
            status=0
            e2fsck -f -p "$device" || status=$?
            [ "$status" -le 1 ] || fail "the file system on $VOLUME_ID can't be mended by itself (e2fsck says $status): look at it with e2fsck -f $device"
            resize2fs "$device"
          fi
          # The mount unit names the link: systemd would wait for a device only so long, and an attachment may take hours.
          ln -sfn "$device" "$STATE_LINK"
      - path: /usr/local/lib/runner-fleet/detach-volume
        permissions: "0755"
        content: |
          #!/bin/bash
          # Lets go of the manager's volume, so that another instance can have it.
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a
          instance=$(cat "$INSTANCE_ID_FILE")

          say() { printf '%s detach-volume: %s\n' "$(date -u +%FT%TZ)" "$*"; }

          # A volume that is taken away while it is mounted hangs. The end of the instance frees it.
          if mountpoint --quiet "$STATE_FOLDER"; then
            say "$STATE_FOLDER is still mounted: $VOLUME_ID stays until the instance is terminated"
            exit 0
          fi
          if ! answer=$(aws ec2 detach-volume --volume-id "$VOLUME_ID" --instance-id "$instance" 2>&1); then
            say "can't detach $VOLUME_ID, which stays until the instance is terminated: $answer"
            exit 0
          fi
          for ((seconds = 0; seconds < DEVICE_SECONDS; seconds += POLL_SECONDS)); do
            state=$(aws ec2 describe-volumes --volume-ids "$VOLUME_ID" --query 'Volumes[0].State' --output text) || state=unknown
            if [ "$state" = available ]; then
              say "$VOLUME_ID is free"
              exit 0
            fi
            sleep "$POLL_SECONDS"
          done
          say "$VOLUME_ID is not free after $seconds seconds; the end of the instance frees it"
      - path: /usr/local/lib/runner-fleet/fetch-config
        permissions: "0755"
        content: |
          #!/bin/bash
          # Fetches config.toml from its bucket. One that is there already is replaced only by another that GitLab Runner takes,
          # and in one step; GitLab Runner reads it again by itself. Without one, this goes on until there is one.
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a
          new=$CONFIG_FILE.new

          say() { printf '%s fetch-config: %s\n' "$(date -u +%FT%TZ)" "$*"; }

          fetch() {
            local answer
            rm -f "$new"
            answer=$(aws s3 cp --only-show-errors "s3://$CONFIG_BUCKET/$CONFIG_KEY" "$new" 2>&1) || {
              say "can't fetch s3://$CONFIG_BUCKET/$CONFIG_KEY: $answer"
              return 1
            }
            [ -s "$new" ] || {
              say "s3://$CONFIG_BUCKET/$CONFIG_KEY is empty"
              return 1
            }
            if [ -e "$CONFIG_FILE" ] && cmp --silent "$new" "$CONFIG_FILE"; then
              rm -f "$new"
              return 0
            fi
            # The command came with 19.3.
            if gitlab-runner lint --help > /dev/null 2>&1; then
              answer=$(gitlab-runner lint --config "$new" 2>&1) || {
                say "GitLab Runner does not take s3://$CONFIG_BUCKET/$CONFIG_KEY: $answer"
                return 1
              }
            fi
            chmod 0644 "$new"
            mv -f "$new" "$CONFIG_FILE"
            say "config.toml is new"
          }

          until fetch; do
            if [ -e "$CONFIG_FILE" ]; then
              say "keeps the config.toml that it has"
              exit 0
            fi
            sleep "$POLL_SECONDS"
          done
      - path: /usr/local/lib/runner-fleet/install-plugin
        permissions: "0755"
        content: |
          #!/bin/bash
          # Installs the fleeting plugin that config.toml names, unless it is there already. A manager without it would start, look
          # well and start no machine.
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a

          say() { printf '%s install-plugin: %s\n' "$(date -u +%FT%TZ)" "$*"; }

          gitlab-runner fleeting install
          # The command above ends well when it finds nothing to install, and this one when it finds nothing to list.
          plugins=$(gitlab-runner fleeting list)
          if [ -z "$plugins" ]; then
            say "config.toml names no plugin: $CONFIG_FILE must have [runners.autoscaler] with plugin"
            exit 1
          fi
      - path: /usr/local/lib/runner-fleet/maintain
        permissions: "0755"
        content: |
          #!/bin/bash
          # What the manager's document of Systems Manager does.
          # Usage: maintain drain|restart|patch|replace [RELEASE]
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a
          action=$1
          release=$${2:-latest}

          say() { printf '%s maintain: %s\n' "$(date -u +%FT%TZ)" "$*"; }

          is_working() {
            systemctl --quiet is-active gitlab-runner.service &&
              curl --fail --silent --output /dev/null --noproxy '*' --max-time 5 "http://127.0.0.1:$METRICS_PORT/health/ready"
          }

          wait_until_working() {
            local seconds
            for ((seconds = 0; seconds < START_SECONDS; seconds += POLL_SECONDS)); do
              if is_working; then
                say "GitLab Runner works"
                return 0
              fi
              sleep "$POLL_SECONDS"
            done
            say "GitLab Runner does not work after $seconds seconds: see systemctl status gitlab-runner.service"
            return 1
          }

          drain() {
            say "GitLab Runner takes no new jobs and drains"
            systemctl stop gitlab-runner.service
          }

          upgrade() {
            # An agent that is replaced would end this command, which is its child. It comes with the image.
            case $release in
              security) dnf --assumeyes --quiet upgrade --security --releasever=latest --exclude=amazon-ssm-agent ;;
              *) dnf --assumeyes --quiet upgrade --releasever="$release" --exclude=amazon-ssm-agent ;;
            esac
          }

          # Systems Manager reboots for the exit code 194, and then runs the same command again.
          patch() {
            local boot
            boot=$(cat "$BOOT_ID_FILE")
            if [ -e "$PATCHED_FILE" ] && [ "$(cat "$PATCHED_FILE")" != "$boot" ]; then
              rm -f "$PATCHED_FILE"
              wait_until_working
              return
            fi
            if [ ! -e "$PATCHED_FILE" ]; then
              drain
              if ! upgrade; then
                say "the packages could not be upgraded: GitLab Runner starts again without a reboot"
                systemctl start gitlab-runner.service
                return 1
              fi
              printf '%s\n' "$boot" > "$PATCHED_FILE"
            fi
            say "reboots"
            exit 194
          }

          case $action in
            drain)
              drain
              say "drained. It stays so until 'restart', a reboot or another instance"
              ;;
            restart)
              drain
              systemctl start gitlab-runner.service
              wait_until_working
              ;;
            patch) patch ;;
            replace)
              # The group's hook keeps the instance until it has drained, which this command would not live to see.
              aws autoscaling terminate-instance-in-auto-scaling-group --instance-id "$(cat "$INSTANCE_ID_FILE")" \
                --no-should-decrement-desired-capacity > /dev/null
              say "the group ends this instance when it has drained, and starts another"
              ;;
          esac
      - path: /usr/local/lib/runner-fleet/prepare-state
        permissions: "0755"
        content: |
          #!/bin/bash
          # Makes the mounted volume a home for GitLab Runner: its own, with the name by which GitLab knows this manager, and with
          # a link to config.toml, beside which GitLab Runner keeps its record of machines.
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a

          # Without it GitLab would show another runner manager for every instance there ever was.
          if [ ! -s "$STATE_FOLDER/.runner_system_id" ]; then
            digest=$(printf '%s/%s/%s' "$ACCOUNT_ID" "$AWS_REGION" "$MANAGER" | sha256sum)
            printf 'r_%s' "$${digest:0:12}" > "$STATE_FOLDER/.runner_system_id"
          fi
          ln -sfn "$CONFIG_FILE" "$STATE_FOLDER/config.toml"
          # The user's number may be another one on another image.
          chown --recursive --no-dereference gitlab-runner:gitlab-runner "$STATE_FOLDER"
          chmod 0700 "$STATE_FOLDER"
      - path: /usr/local/lib/runner-fleet/set-up
        permissions: "0755"
        content: |
          #!/bin/bash
          # What is done once on a new instance, when packages and GitLab Runner are installed.
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a

          install --directory --owner=gitlab-runner --group=gitlab-runner --mode=0750 "$FLEETING_PLUGIN_PATH"
          install --directory --mode=0755 "$STATE_FOLDER" /var/log/gitlab-runner /var/log/runner-fleet

          # It logs and measures also what keeps the manager from starting.
          /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
            -c file:/etc/runner-fleet/cloudwatch-agent.json ||
            printf 'the CloudWatch agent did not start: there is no log and no metric of this instance\n' >&2

          systemctl daemon-reload
          # It may have been started before it knew of the proxy.
          systemctl try-restart amazon-ssm-agent.service
          systemctl enable --now logrotate.timer
          # The volume may take hours, for which nothing here must wait.
          systemctl enable runner-fleet-volume.service runner-fleet-config.timer runner-fleet-lifecycle.service gitlab-runner.service
          systemctl start --no-block runner-fleet-lifecycle.service runner-fleet-config.timer gitlab-runner.service
      - path: /usr/local/lib/runner-fleet/start-runner
        permissions: "0755"
        content: |
          #!/bin/bash
          # Becomes GitLab Runner, with the runner tokens in its environment. They are in no file, no argument and no log.
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a

          say() { printf '%s start-runner: %s\n' "$(date -u +%FT%TZ)" "$*"; }

          read_token() {
            case $TOKEN_STORE in
              ssm) aws ssm get-parameter --name "$1" --with-decryption --query Parameter.Value --output text ;;
              secrets-manager) aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text ;;
            esac
          }

          while IFS='=' read -r variable name; do
            if ! token=$(read_token "$name"); then
              say "can't read the runner token $name from $TOKEN_STORE: is it there, and may the manager's role read it?"
              exit 1
            fi
            # The aws command writes None for what is not there.
            if [ -z "$token" ] || [ "$token" = None ]; then
              say "the runner token $name in $TOKEN_STORE is empty"
              exit 1
            fi
            export "$variable=$token"
          done < "$TOKENS_FILE"
          unset token
          exec "$RUNNER" run --config "$STATE_FOLDER/config.toml" --working-directory "$STATE_FOLDER"
      - path: /usr/local/lib/runner-fleet/stop-runner
        permissions: "0755"
        content: |
          #!/bin/bash
          # Stops GitLab Runner without losing a job: it takes no new ones and ends when the last one has. Jobs that still run when
          # the drain time is over are ended, and GitLab Runner gets its shutdown time for the machines.
          # Usage: stop-runner [PROCESS]
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a

          say() { printf '%s stop-runner: %s\n' "$(date -u +%FT%TZ)" "$*"; }

          is_gone_within() {
            local seconds
            for ((seconds = 0; seconds < $1; seconds++)); do
              kill -0 "$process" 2> /dev/null || return 0
              sleep 1
            done
            return 1
          }

          # systemd names none when the process has ended by itself.
          process=$${1:-}
          [ -n "$process" ] || exit 0

          # Of all signals this alone drains, and only GitLab Runner itself may get it: the plugin works for it until the end.
          kill -QUIT "$process" 2> /dev/null || exit 0
          say "waits up to $JOB_SECONDS seconds for jobs to end"
          if is_gone_within "$JOB_SECONDS"; then
            say "all jobs have ended"
            exit 0
          fi
          say "jobs still run after $JOB_SECONDS seconds: ends them"
          kill -TERM "$process" 2> /dev/null || exit 0
          # GitLab Runner ends by itself once its shutdown time is over.
          is_gone_within $((SHUTDOWN_SECONDS + 60)) || say "GitLab Runner did not end: systemd kills it"
      - path: /usr/local/lib/runner-fleet/watch-lifecycle
        permissions: "0755"
        content: |
          #!/bin/bash
          # Tells EC2 Auto Scaling how the manager is. A new instance is in service when GitLab Runner works on it; one that is to
          # be terminated lives until GitLab Runner has drained and the volume is free.
          set -euo pipefail
          set -a
          # shellcheck source=/dev/null
          . "$${MANAGER_ENV:-/etc/runner-fleet/manager.env}"
          set +a
          instance=$(cat "$INSTANCE_ID_FILE")
          metadata=http://169.254.169.254/latest

          say() { printf '%s watch-lifecycle: %s\n' "$(date -u +%FT%TZ)" "$*"; }

          # Says a thing once, until there is another to say.
          told=
          tell() {
            [ "$1" = "$told" ] || say "$1"
            told=$1
          }

          from_metadata() { curl --fail --silent --show-error --noproxy '*' --max-time 5 "$@" 2>&1; }

          # The state that the group wants this instance in. The service knows none before the group has said one.
          target_state() {
            local session
            session=$(from_metadata --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$metadata/api/token") || {
              printf '%s' "$session"
              return 1
            }
            from_metadata --header "X-aws-ec2-metadata-token: $session" "$metadata/meta-data/autoscaling/target-lifecycle-state"
          }

          is_working() {
            systemctl --quiet is-active gitlab-runner.service &&
              curl --fail --silent --output /dev/null --noproxy '*' --max-time 5 "http://127.0.0.1:$METRICS_PORT/health/ready"
          }

          # Renews the time that the group waits for a hook, when a third of it has gone.
          renewed=
          renew() {
            [ -z "$renewed" ] || [ $((SECONDS - renewed)) -ge $((HEARTBEAT_SECONDS / 3)) ] || return 0
            local answer
            answer=$(aws autoscaling record-lifecycle-action-heartbeat --auto-scaling-group-name "$GROUP" \
              --lifecycle-hook-name "$1" --instance-id "$instance" 2>&1) || {
              tell "can't renew the hook $1, and goes on trying: $answer"
              return 0
            }
            renewed=$SECONDS
          }

          # Whether the group goes on. A hook that waits no longer needs no answer.
          complete() {
            local answer
            answer=$(aws autoscaling complete-lifecycle-action --auto-scaling-group-name "$GROUP" --lifecycle-hook-name "$1" \
              --instance-id "$instance" --lifecycle-action-result CONTINUE 2>&1) && return 0
            case $answer in
              *"No active Lifecycle Action"*) say "the hook $1 did not wait for this instance any more" ;;
              *)
                tell "can't complete the hook $1, and goes on trying: $answer"
                return 1
                ;;
            esac
          }

          arrive() {
            if is_working; then
              complete "$LAUNCH_HOOK" || return 0
              say "GitLab Runner works: the instance is in service"
              touch "$ARRIVED_FILE"
            # Only the volume may take hours. A manager that has it and does not work is given up when the hook's time is over.
            elif [ "$(systemctl is-active runner-fleet-volume.service || :)" = activating ]; then
              renew "$LAUNCH_HOOK"
            fi
          }

          leave() {
            local stopping
            say "the group ends this instance: GitLab Runner takes no new jobs and drains"
            renewed=
            systemctl stop gitlab-runner.service &
            stopping=$!
            while kill -0 "$stopping" 2> /dev/null; do
              renew "$TERMINATION_HOOK"
              sleep "$POLL_SECONDS"
            done
            wait "$stopping" || say "GitLab Runner did not stop as it should: see systemctl status gitlab-runner.service"
            # Takes the mount with it, and detaches the volume once that is gone.
            systemctl stop runner-fleet-volume.service || say "the volume is not free: the end of the instance frees it"
            until complete "$TERMINATION_HOOK"; do sleep "$POLL_SECONDS"; done
            say "done: EC2 Auto Scaling terminates this instance"
          }

          while :; do
            if target=$(target_state); then
              if [ "$target" = Terminated ]; then
                leave
                exit 0
              fi
            else
              tell "the instance metadata service gives no target state, and is asked again: $target"
            fi
            [ -e "$ARRIVED_FILE" ] || arrive
            sleep "$POLL_SECONDS"
          done
      - path: /etc/systemd/system/gitlab-runner.service
        content: |
          [Unit]
          Description=GitLab Runner, the manager of this deployment's machines
          Wants=network-online.target
          Requires=runner-fleet-config.service
          After=network-online.target runner-fleet-config.service
          # Without the volume there may be another manager, which this one would take the machines from.
          RequiresMountsFor=/var/lib/gitlab-runner
          StartLimitIntervalSec=0

          [Service]
          Type=exec
          User=gitlab-runner
          Group=gitlab-runner
          EnvironmentFile=-/etc/runner-fleet/proxy.env
          Environment=HOME=/var/lib/gitlab-runner AWS_ECR_DISABLE_CACHE=true
          ExecStartPre=+/usr/local/lib/runner-fleet/prepare-state
          ExecStartPre=/usr/local/lib/runner-fleet/install-plugin
          ExecStart=/usr/local/lib/runner-fleet/start-runner
          ExecStop=/usr/local/lib/runner-fleet/stop-runner $MAINPID
          TimeoutStartSec=15min
          # What ends GitLab Runner at last if it has not ended by itself. No other signal drains, and the plugin gets none.
          KillSignal=SIGQUIT
          KillMode=mixed
          Restart=always
          RestartSec=15
          StandardOutput=append:/var/log/gitlab-runner/gitlab-runner.log
          StandardError=inherit
          LimitNOFILE=65536
          # It loses every job; nothing else on the instance matters as much.
          OOMScoreAdjust=-900
          UMask=0077
          NoNewPrivileges=yes
          CapabilityBoundingSet=
          ProtectSystem=strict
          ReadWritePaths=/var/lib/gitlab-runner /var/lib/runner-fleet/plugins
          ProtectHome=yes
          PrivateTmp=yes
          PrivateDevices=yes
          ProtectClock=yes
          ProtectHostname=yes
          ProtectKernelLogs=yes
          ProtectKernelModules=yes
          ProtectKernelTunables=yes
          ProtectControlGroups=yes
          ProtectProc=invisible
          RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
          RestrictNamespaces=yes
          RestrictRealtime=yes
          RestrictSUIDSGID=yes
          LockPersonality=yes
          SystemCallArchitectures=native
          SystemCallFilter=@system-service

          [Install]
          WantedBy=multi-user.target
      - path: /etc/systemd/system/runner-fleet-config.service
        content: |
          [Unit]
          Description=The runner manager's config.toml
          Wants=network-online.target
          After=network-online.target

          [Service]
          Type=oneshot
          EnvironmentFile=-/etc/runner-fleet/proxy.env
          ExecStart=/usr/local/lib/runner-fleet/fetch-config
          # Without a configuration there is nothing to do but to wait for one.
          TimeoutStartSec=infinity
          StandardOutput=append:/var/log/runner-fleet/runner-fleet.log
          StandardError=inherit
      - path: /etc/systemd/system/runner-fleet-config.timer
        content: |
          [Unit]
          Description=Look for a new config.toml

          [Timer]
          OnActiveSec=60
          OnUnitInactiveSec=60
          AccuracySec=5

          [Install]
          WantedBy=timers.target
      - path: /etc/systemd/system/runner-fleet-lifecycle.service
        content: |
          [Unit]
          Description=Tells EC2 Auto Scaling how the runner manager is
          Wants=network-online.target
          After=network-online.target
          StartLimitIntervalSec=0

          [Service]
          Type=exec
          EnvironmentFile=-/etc/runner-fleet/proxy.env
          ExecStart=/usr/local/lib/runner-fleet/watch-lifecycle
          Restart=on-failure
          RestartSec=15
          StandardOutput=append:/var/log/runner-fleet/runner-fleet.log
          StandardError=inherit

          [Install]
          WantedBy=multi-user.target
      - path: /etc/systemd/system/runner-fleet-volume.service
        content: |
          [Unit]
          Description=The runner manager's volume, which one instance alone can have
          Wants=network-online.target
          After=network-online.target
          StartLimitIntervalSec=0

          [Service]
          Type=oneshot
          RemainAfterExit=yes
          EnvironmentFile=-/etc/runner-fleet/proxy.env
          ExecStart=/usr/local/lib/runner-fleet/attach-volume
          ExecStop=/usr/local/lib/runner-fleet/detach-volume
          RuntimeDirectory=runner-fleet
          RuntimeDirectoryPreserve=yes
          # Another instance may drain for two days before it lets go.
          TimeoutStartSec=infinity
          TimeoutStopSec=5min
          Restart=on-failure
          RestartSec=15
          StandardOutput=append:/var/log/runner-fleet/runner-fleet.log
          StandardError=inherit

          [Install]
          WantedBy=multi-user.target
      - path: /etc/systemd/system/var-lib-gitlab\x2drunner.mount
        content: |
          [Unit]
          Description=The runner manager's record of its machines
          Requires=runner-fleet-volume.service
          After=runner-fleet-volume.service
          StartLimitIntervalSec=0
          # It is no file system of the boot: by default it would come before the network, and the volume needs that.
          DefaultDependencies=no
          Conflicts=umount.target
          Before=umount.target

          [Mount]
          # No path below /dev: systemd gives up on a device after 90 seconds, and the volume may take hours.
          What=/run/runner-fleet/state-volume
          Where=/var/lib/gitlab-runner
          Type=ext4
          Options=nodev,nosuid,noexec
      - path: /etc/logrotate.d/runner-fleet
        content: |
          /var/log/gitlab-runner/gitlab-runner.log /var/log/runner-fleet/runner-fleet.log {
              daily
              rotate 7
              missingok
              notifempty
              compress
              delaycompress
              # systemd holds the files open for as long as what writes to them runs, which for a manager is weeks.
              copytruncate
          }
      - path: /etc/runner-fleet/manager.env
        content: |
          MANAGER=${var.name}
          GROUP=${var.name}.manager
          AWS_REGION=${data.aws_region.current.region}
          AWS_DEFAULT_REGION=${data.aws_region.current.region}
          ACCOUNT_ID=${data.aws_caller_identity.current.account_id}
          AWS_CA_BUNDLE=/etc/pki/tls/certs/ca-bundle.crt
          INSTANCE_ID_FILE=/var/lib/cloud/data/instance-id
          VOLUME_ID=${aws_ebs_volume.manager_state.id}
          STATE_TAG=runner-fleet:state-of
          STATE_FOLDER=/var/lib/gitlab-runner
          STATE_LINK=/run/runner-fleet/state-volume
          DEVICE_FOLDER=/dev/disk/by-id
          DEVICE_SECONDS=120
          CONFIG_BUCKET=${aws_s3_object.config_store_config.bucket}
          CONFIG_KEY=${aws_s3_object.config_store_config.key}
          CONFIG_FILE=/var/lib/runner-fleet/config.toml
          RUNNER=/usr/bin/gitlab-runner
          FLEETING_PLUGIN_PATH=/var/lib/runner-fleet/plugins
          TOKEN_STORE=ssm
          TOKENS_FILE=/etc/runner-fleet/tokens
          TOKENS_REVISION=${var.token_revision}
          METRICS_PORT=9252
          LAUNCH_HOOK=manager-works
          TERMINATION_HOOK=manager-drains
          HEARTBEAT_SECONDS=${max(600, ceil(((sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 420) + 900) / 100))}
          JOB_SECONDS=${sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]])}
          SHUTDOWN_SECONDS=120
          START_SECONDS=900
          POLL_SECONDS=10
          ARRIVED_FILE=/var/lib/runner-fleet/arrived
          PATCHED_FILE=/var/lib/runner-fleet/patched
          BOOT_ID_FILE=/proc/sys/kernel/random/boot_id
      - path: /etc/runner-fleet/tokens
        content: |
          RUNNER_TOKEN_${upper(replace(var.fleet_name, "-", "_"))}=${local.token_path}${coalesce(var.token_key, var.fleet_name)}
      - path: /etc/systemd/system/gitlab-runner.service.d/10-times.conf
        content: |
          [Service]
          TimeoutStopSec=${sum([for part in regexall("([0-9]+)(h|m|s)", var.drain_timeout) : part[0] * { h = 3600, m = 60, s = 1 }[part[1]]]) + 240}
      - path: /etc/runner-fleet/cloudwatch-agent.json
        content: |
          {"agent":{"metrics_collection_interval":60,"omit_hostname":true},"logs":{"logs_collected":{"files":{"collect_list":[{"file_path":"/var/log/gitlab-runner/gitlab-runner.log","log_group_name":"/runner-fleet/${var.name}","log_stream_name":"{instance_id}/gitlab-runner"},{"file_path":"/var/log/runner-fleet/runner-fleet.log","log_group_name":"/runner-fleet/${var.name}","log_stream_name":"{instance_id}/runner-fleet"},{"file_path":"/var/log/cloud-init-output.log","log_group_name":"/runner-fleet/${var.name}","log_stream_name":"{instance_id}/cloud-init"}]}}},"metrics":{"aggregation_dimensions":[["Manager"],["Manager","path"]],"metrics_collected":{"disk":{"append_dimensions":{"Manager":"${var.name}"},"drop_device":true,"measurement":["used_percent"],"resources":["/","/var/lib/gitlab-runner"]},"mem":{"append_dimensions":{"Manager":"${var.name}"},"measurement":["mem_used_percent"]},"procstat":[{"append_dimensions":{"Manager":"${var.name}"},"measurement":["pid_count"],"pattern":"gitlab-runner run"}]},"namespace":"RunnerFleet/Manager"}}
      - path: /etc/systemd/system/amazon-ssm-agent.service.d/10-proxy.conf
        content: |
          [Service]
          EnvironmentFile=-/etc/runner-fleet/proxy.env
      - path: /etc/systemd/system/amazon-cloudwatch-agent.service.d/10-proxy.conf
        content: |
          [Service]
          EnvironmentFile=-/etc/runner-fleet/proxy.env
      - path: /usr/local/sbin/install-gitlab-runner
        content: |
          #!/bin/sh
          # Installs gitlab-runner, which is the manager. It is started by gitlab-runner.service, once the volume is there.
          # Usage: install-gitlab-runner DOWNLOADS VERSION ARCHITECTURE [SHA256]
          set -eu
          release=$1/v$2
          binary=binaries/gitlab-runner-linux-$3
          sha256=$${4:-}
          folder=$(mktemp -d)
          trap 'rm -rf "$folder"' EXIT
          fetch() {
            curl --fail --silent --show-error --location --proto =https --connect-timeout 10 --retry 5 --retry-connrefused \
              --output "$2" "$release/$1"
          }
          fetch "$binary" "$folder/gitlab-runner"
          if [ -z "$sha256" ]; then
            fetch release.sha256 "$folder/release.sha256"
            sha256=$(awk -v binary="$binary" '{ sub(/^[*]?([.]\/)?/, "", $2) } $2 == binary { print $1; exit }' "$folder/release.sha256")
          fi
          echo "$sha256  $folder/gitlab-runner" | sha256sum --check --strict --quiet
          install -m 0755 "$folder/gitlab-runner" /usr/bin/gitlab-runner
    package_update: true
    package_upgrade: false
    packages:
      - amazon-cloudwatch-agent
      - e2fsprogs
      - logrotate
    runcmd:
      - [sh, /usr/local/sbin/install-gitlab-runner, "https://s3.dualstack.us-east-1.amazonaws.com/gitlab-runner-downloads", "19.4.0", ${jsonencode(contains(data.aws_ec2_instance_type.manager.supported_architectures, "arm64") ? "arm64" : "amd64")}]
      - [/usr/local/lib/runner-fleet/set-up]
  EOT
}
