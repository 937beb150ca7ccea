{{- /*
The [[runners]] of config.toml as a JSON document {"runners": […]}, numbers as floats. The tables that the chart looks
into are always there, and empty where the text has something else: GitLab Runner says what is wrong with that.
*/ -}}
{{- define "runner-manager.runners" -}}
{{- $config := fromToml .Values.config.toml -}}
{{- $runners := list -}}
{{- if kindIs "slice" $config.runners -}}
{{- range $config.runners -}}
{{- if kindIs "map" . -}}
{{- include "runner-manager.ensureTables" (dict "in" . "keys" (list "kubernetes" "autoscaler" "feature_flags")) -}}
{{- include "runner-manager.ensureTables" (dict "in" .kubernetes "keys" (list "autoscaler")) -}}
{{- include "runner-manager.ensureTables" (dict "in" .autoscaler "keys" (list "connector_config")) -}}
{{- $runners = append $runners . -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson (dict "runners" $runners) -}}
{{- end -}}

{{- define "runner-manager.ensureTables" -}}
{{- range .keys -}}
{{- if not (kindIs "map" (get $.in .)) -}}
{{- $_ := set $.in . dict -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* "true" if a runner has the kubernetes executor, else nothing. */ -}}
{{- define "runner-manager.usesKubernetes" -}}
{{- $uses := "" -}}
{{- range (include "runner-manager.runners" . | fromJson).runners -}}
{{- $uses = eq (toString .executor) "kubernetes" | ternary "true" $uses -}}
{{- end -}}
{{- $uses -}}
{{- end -}}

{{- /* "true" if a runner has machines, else nothing. */ -}}
{{- define "runner-manager.usesFleeting" -}}
{{- $uses := "" -}}
{{- range (include "runner-manager.runners" . | fromJson).runners -}}
{{- $uses = include "runner-manager.hasMachines" . | default $uses -}}
{{- end -}}
{{- $uses -}}
{{- end -}}

{{- /* "true" if the given runner has machines that a fleeting plugin starts and stops, else nothing. */ -}}
{{- define "runner-manager.hasMachines" -}}
{{- if has .executor (list "docker-autoscaler" "instance") -}}
true
{{- end -}}
{{- end -}}

{{- /*
"true" if the given runner makes its jobs' pods with the rights of the manager's service account, else nothing. With a
host it talks to the API server there, as whoever the certificate or token in config.toml says.
*/ -}}
{{- define "runner-manager.usesServiceAccount" -}}
{{- if and (eq (toString .executor) "kubernetes") (not .kubernetes.host) -}}
true
{{- end -}}
{{- end -}}

{{- /*
"true" if a feature flag is on for every job of the given runner, else nothing. What [runners.feature_flags] says, no
job can change; a variable in environment stands as long as the job sets no other.
*/ -}}
{{- define "runner-manager.featureFlag" -}}
{{- if hasKey .runner.feature_flags .name -}}
{{- if eq (get .runner.feature_flags .name | toString) "true" -}}
true
{{- end -}}
{{- else if kindIs "slice" .runner.environment -}}
{{- $found := "" -}}
{{- range .runner.environment -}}
{{- if regexMatch (printf "^%s=(1|t|T|TRUE|true|True)$" $.name) (toString .) -}}
{{- $found = "true" -}}
{{- end -}}
{{- end -}}
{{- $found -}}
{{- end -}}
{{- end -}}
