{{- define "runner-cache.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- /*
50 characters: a Job's name is a label of its pod, which holds 63, and `-credentials` comes behind this one.
*/ -}}
{{- define "runner-cache.fullname" -}}
{{- $name := include "runner-cache.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "runner-cache.releaseLabels" -}}
app.kubernetes.io/name: {{ include "runner-cache.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- /*
With the component: the pods of the Job and of `helm test` belong to the release too, and serve nothing.
*/ -}}
{{- define "runner-cache.selectorLabels" -}}
{{ include "runner-cache.releaseLabels" . }}
app.kubernetes.io/component: server
{{- end -}}

{{- define "runner-cache.labels" -}}
{{ include "runner-cache.releaseLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "runner-cache.credentialsName" -}}
{{- printf "%s-credentials" (include "runner-cache.fullname" .) -}}
{{- end -}}

{{- /* The Secret, whoever made it. */ -}}
{{- define "runner-cache.secretName" -}}
{{- default (include "runner-cache.credentialsName" .) .Values.credentials.secretName -}}
{{- end -}}

{{- define "runner-cache.port" -}}
7070
{{- end -}}

{{- define "runner-cache.metricsPort" -}}
9102
{{- end -}}

{{- define "runner-cache.address" -}}
{{- printf "%s.%s.svc:%s" (include "runner-cache.fullname" .) .Release.Namespace (include "runner-cache.port" .) -}}
{{- end -}}

{{- define "runner-cache.managerNamespace" -}}
{{- default .Release.Namespace .Values.clients.managerNamespace -}}
{{- end -}}
