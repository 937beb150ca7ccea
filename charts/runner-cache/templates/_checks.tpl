{{- /* What the values' schema can't say: how the values fit together. */ -}}
{{- define "runner-cache.checks" -}}
{{- range $path, $image := dict "image" .Values.image "credentials.image" .Values.credentials.image "monitoring.image" .Values.monitoring.image -}}
{{- if eq $image.tag "latest" -}}
{{- fail (printf "%s.tag: must name a version, got latest; a restart would bring another version" $path) -}}
{{- end -}}
{{- end -}}
{{- range $path, $image := dict "credentials.image" .Values.credentials.image "monitoring.image" .Values.monitoring.image -}}
{{- if not (or $image.tag $image.digest) -}}
{{- fail (printf "%s.tag: must name a version, got neither tag nor digest; add one" $path) -}}
{{- end -}}
{{- end -}}
{{- range $label, $_ := include "runner-cache.selectorLabels" . | fromYaml -}}
{{- if hasKey $.Values.podLabels $label -}}
{{- fail (printf "podLabels.%s: must be left to the chart, the Deployment finds its pod by it; choose another label" $label) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.persistence.enabled (not .Values.persistence.storageClass) -}}
{{- fail "persistence.storageClass: must name a StorageClass, got nothing; choose one that encrypts its volumes, the cluster's default may not" -}}
{{- end -}}
{{- if and .Values.persistence.storageClass (not .Values.persistence.enabled) -}}
{{- fail (printf "persistence.storageClass: must be left out while persistence.enabled is false, got %s; enable it or remove the name" .Values.persistence.storageClass) -}}
{{- end -}}
{{- if not .Values.clients.namespaces -}}
{{- fail "clients.namespaces: must name the namespaces of the jobs, got none; only they reach the cache" -}}
{{- end -}}
{{- $manager := include "runner-cache.managerNamespace" . -}}
{{- if and (ne $manager .Release.Namespace) (not .Values.credentials.secretName) -}}
{{- fail (printf "clients.managerNamespace: must be the release's own (%s) where the chart makes the credentials, got %s; a manager reads Secrets of its own namespace alone: install the cache there, or name a Secret in credentials.secretName that you make in both" .Release.Namespace $manager) -}}
{{- end -}}
{{- range $index, $cidr := .Values.networkPolicy.apiServerCidrs -}}
{{- if not (regexMatch "^([0-9]{1,3}(\\.[0-9]{1,3}){3}/([0-9]|[12][0-9]|3[0-2])|[0-9a-fA-F:]*:[0-9a-fA-F:]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$" $cidr) -}}
{{- fail (printf "networkPolicy.apiServerCidrs[%d]: must be a network such as 10.0.0.0/16, got %s; write /32 behind a single address" $index $cidr) -}}
{{- end -}}
{{- end -}}
{{- end -}}
