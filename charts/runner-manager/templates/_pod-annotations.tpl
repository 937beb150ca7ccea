{{- /*
Annotations of the manager's pod: those that keep it in its place, and those that change with what only a new pod reads.
*/ -}}
{{- define "runner-manager.podAnnotations" -}}
{{- $annotations := dict "karpenter.sh/do-not-disrupt" "true" "cluster-autoscaler.kubernetes.io/safe-to-evict" "false" -}}
{{- range $name, $revision := dict "token" .Values.tokens.revision "cache" .Values.cache.revision -}}
{{- if kindIs "float64" $revision -}}
{{- $revision = int64 $revision -}}
{{- end -}}
{{- if ne (toString $revision) "" -}}
{{- $_ := set $annotations (printf "runner-fleet/%s-revision" $name) (toString $revision) -}}
{{- end -}}
{{- end -}}
{{- with .Values.caCertificates.pem -}}
{{- $_ := set $annotations "runner-fleet/ca-checksum" (sha256sum .) -}}
{{- end -}}
{{- toYaml (mustMergeOverwrite $annotations .Values.podAnnotations) -}}
{{- end -}}
