{{- /*
Annotations of the server's pod: the one that lets cluster-autoscaler move it, which an emptyDir forbids by itself, and
those that change with what only a new pod reads.
*/ -}}
{{- define "runner-cache.podAnnotations" -}}
{{- $annotations := dict "cluster-autoscaler.kubernetes.io/safe-to-evict" "true" -}}
{{- $revision := .Values.credentials.revision -}}
{{- if kindIs "float64" $revision -}}
{{- $revision = int64 $revision -}}
{{- end -}}
{{- if ne (toString $revision) "" -}}
{{- $_ := set $annotations "runner-fleet/credentials-revision" (toString $revision) -}}
{{- end -}}
{{- if .Values.monitoring.enabled -}}
{{- $_ := set $annotations "runner-fleet/mapping-checksum" (include "runner-cache.mapping" . | sha256sum) -}}
{{- end -}}
{{- toYaml (mustMergeOverwrite $annotations .Values.podAnnotations) -}}
{{- end -}}

{{- /* On the node's disk, the request is what finds a node that has the room. */ -}}
{{- define "runner-cache.serverResources" -}}
{{- $resources := deepCopy .Values.resources -}}
{{- if not .Values.persistence.enabled -}}
{{- $resources = mustMergeOverwrite (dict "requests" (dict "ephemeral-storage" .Values.size)) $resources -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end -}}
