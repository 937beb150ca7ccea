{{- /*
Steps of the init containers and of the preflight, for `sh -eu`.
*/ -}}

{{- /*
Linked, not copied: the manager looks at the file every 3 seconds and follows the link, so it sees what the kubelet
writes. What the manager writes itself lies beside the link, where it can be written. Without an id of ours every start
makes up a new one, and old managers pile up in GitLab.
*/ -}}
{{- define "runner-manager.linkConfiguration" -}}
ln -sfn /etc/runner-manager/config.toml /etc/gitlab-runner/config.toml
printf %s {{ include "runner-manager.systemId" . }} > /etc/gitlab-runner/.runner_system_id
{{- end -}}

{{- /*
A manager without its plugin stays up and fails at every job, so its absence has to stop the start.
*/ -}}
{{- define "runner-manager.findPlugin" -}}
{{- with .Values.plugin.install -}}
printf '[[runners]]\n[runners.autoscaler]\nplugin = "%s"\n' {{ . }} > /tmp/plugin.toml
CONFIG_FILE=/tmp/plugin.toml gitlab-runner fleeting install
# It ends well when it did nothing, too.
if [ -z "$(find "$FLEETING_PLUGIN_PATH" -type f)" ]; then
  echo "plugin.install: {{ . }} left no file in $FLEETING_PLUGIN_PATH; is the registry reached?" >&2
  exit 1
fi
{{ end -}}
gitlab-runner fleeting list
{{- end -}}

{{- define "runner-manager.systemId" -}}
{{- $hash := printf "%s/%s" .Release.Namespace .Release.Name | sha256sum | trunc 12 -}}
{{- .Values.systemId | default (printf "r_%s" $hash) -}}
{{- end -}}
