{{- /*
Volumes of the manager's pod and of the preflight's, and where their containers mount them. No volume has a size limit:
a pod above one is evicted, with all its jobs.
*/ -}}
{{- define "runner-manager.volumes" -}}
- name: config
  configMap:
    name: {{ include "runner-manager.configMapName" . }}
- name: state
  {{- if .Values.persistence.enabled }}
  persistentVolumeClaim:
    claimName: {{ include "runner-manager.fullname" . }}
  {{- else }}
  emptyDir: {}
  {{- end }}
{{- if .Values.caCertificates.pem }}
- name: ca
  configMap:
    name: {{ include "runner-manager.caName" . }}
{{- end }}
{{ include "runner-manager.commonVolumes" (dict "Values" .Values "optional" false) }}
{{- end -}}

{{- /*
The preflight runs before there is a ConfigMap of the release. Its pod carries the texts itself, so that nothing but the
Job has to be removed afterwards. A Secret may be missing: the script says so, and a pod without it would not even start.
*/ -}}
{{- define "runner-manager.preflightVolumes" -}}
- name: config
  downwardAPI:
    items:
      - path: config.toml
        fieldRef:
          fieldPath: metadata.annotations['runner-fleet/config.toml']
- name: state
  emptyDir: {}
{{- if .Values.caCertificates.pem }}
- name: ca
  downwardAPI:
    items:
      - path: ca.pem
        fieldRef:
          fieldPath: metadata.annotations['runner-fleet/ca.pem']
{{- end }}
{{ include "runner-manager.commonVolumes" (dict "Values" .Values "optional" true) }}
{{- end -}}

{{- define "runner-manager.commonVolumes" -}}
{{- with .Values.caCertificates.secretName -}}
- name: ca
  secret:
    secretName: {{ . }}
    {{- if $.optional }}
    optional: true
    {{- end }}
{{ end -}}
- name: home
  emptyDir: {}
- name: tmp
  emptyDir: {}
{{- if .Values.plugin.install }}
- name: plugins
  emptyDir: {}
{{- end }}
{{- range $name, $secret := .Values.sshKeys }}
- name: ssh-{{ $name }}
  secret:
    secretName: {{ $secret }}
    # 0440, for the pod's group, in which the manager is, and for nobody else. In decimal, since not every reader of
    # YAML takes a leading zero for octal.
    defaultMode: 288
    {{- if $.optional }}
    optional: true
    {{- end }}
{{- end }}
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
{{- with .Values.caCertificates }}
{{- if or .pem .secretName }}
- name: ca
  mountPath: /etc/runner-manager-ca
  readOnly: true
{{- end }}
{{- end }}
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
