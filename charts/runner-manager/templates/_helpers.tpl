{{- define "runner-manager.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- /*
52 characters: Kubernetes labels a StatefulSet's pods with its name, a dash and a hash of 10, and a label holds 63.
*/ -}}
{{- define "runner-manager.fullname" -}}
{{- $name := include "runner-manager.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.releaseLabels" -}}
app.kubernetes.io/name: {{ include "runner-manager.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- /*
With the component: the pods of the preflight and of `helm test` belong to the release too, and are no managers.
*/ -}}
{{- define "runner-manager.selectorLabels" -}}
{{ include "runner-manager.releaseLabels" . }}
app.kubernetes.io/component: manager
{{- end -}}

{{- define "runner-manager.labels" -}}
{{ include "runner-manager.releaseLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "runner-manager.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "runner-manager.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- /*
The name ends in the hash of what only a restart may change: a manager never reads the configuration of its successor,
and the new name in the pod template is what starts the restart.
*/ -}}
{{- define "runner-manager.configMapName" -}}
{{- $restartKeys := default .Values.config.toml .Values.config.restartChecksum -}}
{{- printf "%s-%s" (include "runner-manager.fullname" .) ($restartKeys | sha256sum | trunc 10) -}}
{{- end -}}

{{- define "runner-manager.caName" -}}
{{- printf "%s-ca" (include "runner-manager.fullname" .) -}}
{{- end -}}

{{- /* Seconds of the given config.toml's forced shutdown: 30 is what GitLab Runner takes for a missing value or 0. */ -}}
{{- define "runner-manager.shutdownTimeout" -}}
{{- .shutdown_timeout | int64 | default 30 -}}
{{- end -}}
