{{- /*
Labels of what the Prometheus Operator and Grafana look for: the user's win, whose Prometheus knows what it selects by.
Call with (dict "root" . "labels" .Values.monitoring.labels).
*/ -}}
{{- define "runner-manager.foundByLabels" -}}
{{- mergeOverwrite (include "runner-manager.labels" .root | fromYaml) .labels | toYaml -}}
{{- end -}}

{{- define "runner-manager.runbookUrl" -}}
{{- default (printf "%s/blob/v%s/docs/runbooks" .Chart.Home .Chart.Version) .Values.monitoring.runbookUrl | trimSuffix "/" -}}
{{- end -}}
