{{- /*
What the manager and its init containers share: image, rights and resources.
*/ -}}
{{- define "runner-manager.container" -}}
image: {{ include "runner-manager.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
resources:
  {{- toYaml .Values.resources | nindent 2 }}
# The reason of a failed start is then in `kubectl describe pod`.
terminationMessagePolicy: FallbackToLogsOnError
{{- end -}}

{{- define "runner-manager.image" -}}
{{- with .Values.image -}}
{{- $tag := .tag -}}
{{- if not (or $tag .digest) -}}
{{- $tag = printf "alpine-v%s" $.Chart.AppVersion -}}
{{- end -}}
{{- .repository }}{{ with $tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end -}}
{{- end -}}

{{- define "runner-manager.volumeMounts" -}}
{{- /* A folder, not a file by subPath: the kubelet never updates those. */ -}}
- name: config
  mountPath: /etc/runner-manager
  readOnly: true
- name: state
  mountPath: /etc/gitlab-runner
- name: home
  mountPath: /home/gitlab-runner
- name: tmp
  mountPath: /tmp
{{- if .Values.plugin.install }}
- name: plugins
  mountPath: /opt/fleeting
{{- end }}
{{- range $name, $secret := .Values.sshKeys }}
- name: ssh-{{ $name }}
  mountPath: /etc/gitlab-runner-ssh/{{ $name }}
  readOnly: true
{{- end }}
{{- end -}}
