{{- /*
The text of config.toml, with the PriorityClass of the pause pods written under each [runners.kubernetes.autoscaler]
that names none: without a name GitLab Runner makes one itself, which takes rights on all of the cluster.

TOML has many ways to write one table, and the text is the user's. So a line is put under each header, the result is
read again, and it must say what the original says and the names besides; if not, the user has to write the names.
*/ -}}
{{- define "runner-manager.configToml" -}}
{{- $toml := .Values.config.toml -}}
{{- $class := include "runner-manager.pauseClass" . -}}
{{- if $class -}}
{{- $key := "pause_pod_priority_class_name" -}}
{{- $line := printf "%s = %q" $key $class -}}
{{- $parsed := include "runner-manager.runners" . | fromJson -}}
{{- $expected := fromToml $toml -}}
{{- /* For each autoscaler of the text, in its order, whether it lacks the name. */ -}}
{{- $lacking := list -}}
{{- range $index, $runner := $parsed.runners -}}
{{- $lacks := include "runner-manager.lacksPauseClass" $runner -}}
{{- if or $lacks $runner.kubernetes.autoscaler -}}
{{- $lacking = append $lacking $lacks -}}
{{- end -}}
{{- if $lacks -}}
{{- $_ := set (index $expected.runners $index).kubernetes.autoscaler $key $class -}}
{{- end -}}
{{- end -}}
{{- $header := "(?m)^[ \\t]*\\[[ \\t]*runners[ \\t]*\\.[ \\t]*kubernetes[ \\t]*\\.[ \\t]*autoscaler[ \\t]*\\][ \\t]*(#[^\\r\\n]*)?\\r?$" -}}
{{- $between := regexSplit $header $toml -1 -}}
{{- $written := first $between -}}
{{- range $index, $text := regexFindAll $header $toml -1 -}}
{{- $written = print $written $text -}}
{{- if and (lt $index (len $lacking)) (index $lacking $index) -}}
{{- $written = print $written "\n" (regexFind "^[ \\t]*" $text) "  " $line -}}
{{- end -}}
{{- $written = print $written (index $between (add1 $index)) -}}
{{- end -}}
{{- if not (deepEqual (fromToml $written) $expected) -}}
{{- fail (printf "config.toml: [runners.kubernetes.autoscaler] must be a line of its own for each runner with pause pods, got another notation; write the header, and below it %s" $line) -}}
{{- end -}}
{{- $toml = $written -}}
{{- end -}}
{{- $toml -}}
{{- end -}}

{{- /*
Name of the PriorityClass that the chart makes, or nothing where none is needed. Classes belong to the whole cluster, so
the namespace is in it.
*/ -}}
{{- define "runner-manager.pauseClass" -}}
{{- $needed := false -}}
{{- if .Values.rbac.create -}}
{{- $parsed := include "runner-manager.runners" . | fromJson -}}
{{- range $parsed.runners -}}
{{- if include "runner-manager.lacksPauseClass" . -}}
{{- $needed = true -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $needed -}}
{{- printf "%s-%s-pause" .Release.Namespace (include "runner-manager.fullname" .) -}}
{{- end -}}
{{- end -}}

{{- /* "true" if the given runner keeps pause pods and names no PriorityClass for them, else nothing. */ -}}
{{- define "runner-manager.lacksPauseClass" -}}
{{- if and (include "runner-manager.hasPausePods" .) (not .kubernetes.autoscaler.pause_pod_priority_class_name) -}}
true
{{- end -}}
{{- end -}}

{{- /* "true" if the given runner keeps pause pods in this cluster, else nothing. Without a policy it keeps none. */ -}}
{{- define "runner-manager.hasPausePods" -}}
{{- if and (include "runner-manager.usesServiceAccount" .) .kubernetes.autoscaler.policy -}}
true
{{- end -}}
{{- end -}}
