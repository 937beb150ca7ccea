{{- /*
What the values' schema can't say: how the values and the text of config.toml fit together. TOML is searched by line,
Helm has no reader for it. A token's text is never repeated in a message.
*/ -}}
{{- define "runner-manager.checks" -}}
{{- /* Text between triple quotes is a script, whose lines may look like keys. */ -}}
{{- $toml := regexReplaceAll "(?s)\"\"\".*?\"\"\"|'''.*?'''" .Values.config.toml "\"\"" -}}
{{- $globals := index (regexSplit "(?m)^[ \\t]*\\[" $toml 2) 0 -}}
{{- include "runner-manager.checkImage" . -}}
{{- include "runner-manager.checkLabels" . -}}
{{- include "runner-manager.checkProxy" . -}}
{{- include "runner-manager.checkTokens" (dict "Values" .Values "toml" $toml) -}}
{{- include "runner-manager.checkGlobals" (dict "Values" .Values "globals" $globals) -}}
{{- include "runner-manager.checkPlugin" (dict "Values" .Values "toml" $toml) -}}
{{- end -}}

{{- define "runner-manager.checkImage" -}}
{{- $tag := .Values.image.tag -}}
{{- if eq $tag "latest" -}}
{{- fail "image.tag: must name a version, got latest; a restart would bring another version" -}}
{{- end -}}
{{- /* The readiness page came with 19.2: an older manager never gets ready. */ -}}
{{- $version := regexFind "^(alpine-|ubuntu-)?v[0-9]+\\.[0-9]+\\.[0-9]+" $tag | trimPrefix "alpine-" | trimPrefix "ubuntu-" -}}
{{- if $version -}}
{{- if semverCompare "<19.2.0" $version -}}
{{- fail (printf "image.tag: must be GitLab Runner 19.2.0 or newer, got %s; take a newer image" $tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkLabels" -}}
{{- range $label, $_ := include "runner-manager.selectorLabels" . | fromYaml -}}
{{- if hasKey $.Values.podLabels $label -}}
{{- fail (printf "podLabels.%s: must be left to the chart, the StatefulSet finds its pod by it; choose another label" $label) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkProxy" -}}
{{- range $name := list "http" "https" -}}
{{- $url := get $.Values.proxy $name -}}
{{- if contains "@" $url -}}
{{- fail (printf "proxy.%s: must hold no credentials, got an address with @ (not shown); let the proxy know the manager by its address" $name) -}}
{{- end -}}
{{- if and $url (not (regexMatch "^https?://[^[:space:]]+$" $url)) -}}
{{- fail (printf "proxy.%s: must be an address such as http://proxy.example.com:3128, got %s; put http:// before it" $name $url) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkTokens" -}}
{{- $runners := regexFindAll "(?m)^[ \\t]*\\[\\[[ \\t]*runners[ \\t]*\\]\\]" .toml -1 | len -}}
{{- if not $runners -}}
{{- fail "config.toml: must have at least one [[runners]], got none; a manager without it takes no job" -}}
{{- end -}}
{{- $env := .Values.tokens.env -}}
{{- $tokens := regexFindAll "(?m)^[ \\t]*token[ \\t]*=[ \\t]*(\"[^\"\\n]*\"|'[^'\\n]*')" .toml -1 -}}
{{- if lt (len $tokens) $runners -}}
{{- fail (printf "config.toml: every [[runners]] must have a token, got %d for %d; add token = \"${RUNNER_TOKEN}\" and the variable to tokens.env" (len $tokens) $runners) -}}
{{- end -}}
{{- range $tokens -}}
{{- $value := regexReplaceAll "^[^=]*=[ \\t]*" . "" | trimAll "\"'" -}}
{{- if not (regexMatch "^\\$(\\{[A-Za-z_][A-Za-z0-9_]*\\}|[A-Za-z_][A-Za-z0-9_]*)$" $value) -}}
{{- fail "config.toml: a token must be a reference such as \"${RUNNER_TOKEN}\", got other text (not shown); put the token into a Secret and name it in tokens.secretName and tokens.env" -}}
{{- end -}}
{{- $name := trimAll "${}" $value -}}
{{- if not (hasKey $env $name) -}}
{{- fail (printf "tokens.env: must have the variable %s that a token in config.toml refers to, got %s; add %s: <key in the Secret>" $name (keys $env | sortAlpha | join ", " | default "none") $name) -}}
{{- end -}}
{{- end -}}
{{- if and $env (not .Values.tokens.secretName) -}}
{{- fail "tokens.secretName: must name the Secret that tokens.env reads, got nothing; create the Secret and name it" -}}
{{- end -}}
{{- range regexFindAll "(?m)^[ \\t]*url[ \\t]*=[ \\t]*(\"[^\"\\n]*\"|'[^'\\n]*')" .toml -1 -}}
{{- range regexFindAll "\\$\\{?[A-Za-z_][A-Za-z0-9_]*" . -1 -}}
{{- $name := trimAll "${" . -}}
{{- if not (or (hasKey $env $name) (hasKey $.Values.extraEnv $name)) -}}
{{- fail (printf "extraEnv: must have the variable %s that a url in config.toml refers to; add it to extraEnv or tokens.env" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkGlobals" -}}
{{- $line := regexFind "(?m)^[ \\t]*shutdown_timeout[ \\t]*=[ \\t]*[0-9_]+" .globals -}}
{{- /* What GitLab Runner takes for a missing value or 0. */ -}}
{{- $shutdown := regexReplaceAll "[^0-9]" $line "" | int64 | default 30 -}}
{{- $grace := .Values.terminationGracePeriodSeconds | int64 -}}
{{- if le $grace ($shutdown | int64) -}}
{{- fail (printf "terminationGracePeriodSeconds: must be more than shutdown_timeout in config.toml (%d), got %d; add the length of the longest job" ($shutdown | int64) $grace) -}}
{{- end -}}
{{- $port := .Values.metrics.port | int64 -}}
{{- range regexFindAll "(?m)^[ \\t]*listen_address[ \\t]*=[ \\t]*(\"[^\"\\n]*\"|'[^'\\n]*')" .globals -1 -}}
{{- $address := regexReplaceAll "^[^=]*=[ \\t]*" . "" | trimAll "\"'" -}}
{{- if not (has $address (list (printf ":%d" $port) (printf "0.0.0.0:%d" $port) (printf "[::]:%d" $port))) -}}
{{- fail (printf "metrics.port: must be the port of listen_address in config.toml, on all addresses, got %d and %q; write listen_address = \":%d\" or leave it out" $port $address $port) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkPlugin" -}}
{{- /* Only of this image it is known what is in it. */ -}}
{{- $official := eq .Values.image.repository "registry.gitlab.com/gitlab-org/gitlab-runner" -}}
{{- $wanted := regexFind "(?m)^[ \\t]*plugin[ \\t]*=[ \\t]*[\"'][^\"'\\n]+" .toml | regexFind "[^\"']+$" -}}
{{- if and $official $wanted (not .Values.plugin.install) -}}
{{- fail (printf "plugin.install: must name the plugin that config.toml uses (%s), got nothing; GitLab's own image has no plugin in it" $wanted) -}}
{{- end -}}
{{- with .Values.plugin.install -}}
{{- $used := list -}}
{{- range regexFindAll "(?m)^[ \\t]*plugin[ \\t]*=[ \\t]*(\"[^\"\\n]*\"|'[^'\\n]*')" $.toml -1 -}}
{{- $used = append $used (regexReplaceAll "^[^=]*=[ \\t]*" . "" | trimAll "\"'") -}}
{{- end -}}
{{- $name := regexReplaceAll ":[^:/]*$" . "" -}}
{{- $names := list -}}
{{- range $used -}}
{{- $names = append $names (regexReplaceAll ":[^:/]*$" . "") -}}
{{- end -}}
{{- if not (has $name $names) -}}
{{- fail (printf "plugin.install: must be a plugin that config.toml uses (%s), got %s; correct one of the two" ($used | join ", " | default "none") .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
