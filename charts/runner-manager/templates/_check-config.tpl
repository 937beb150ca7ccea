{{- define "runner-manager.checkConfig" -}}
{{- if not (trim .Values.config.toml) -}}
{{- fail "config.toml: must be the text of config.toml, got nothing; ci/default-values.yaml of this chart has one to start from" -}}
{{- end -}}
{{- $config := fromToml .Values.config.toml -}}
{{- if and (hasKey $config "Error") (kindIs "string" $config.Error) -}}
{{- fail (printf "config.toml: must be TOML, got a text that is not: %s; correct it" $config.Error) -}}
{{- end -}}
{{- $runners := $config.runners -}}
{{- if not $runners -}}
{{- fail "config.toml: must have at least one [[runners]], got none; a manager without it takes no job" -}}
{{- end -}}
{{- $tables := and (kindIs "slice" $runners) (kindIs "map" (first $runners)) -}}
{{- if not $tables -}}
{{- fail "config.toml: runners must be a list of tables, got something else; write [[runners]] with two brackets" -}}
{{- end -}}
{{- range $index, $runner := $runners -}}
{{- $at := printf "config.toml, runners[%d]" $index -}}
{{- $context := dict "Values" $.Values "runner" $runner "at" $at -}}
{{- include "runner-manager.checkExecutor" $context -}}
{{- include "runner-manager.checkToken" $context -}}
{{- include "runner-manager.checkUrl" $context -}}
{{- include "runner-manager.checkState" $context -}}
{{- include "runner-manager.checkSecrets" (dict "value" (omit $runner "token") "at" $at) -}}
{{- end -}}
{{- include "runner-manager.checkSecrets" (dict "value" (omit $config "runners") "at" "config.toml") -}}
{{- $context := dict "Values" .Values "config" $config -}}
{{- include "runner-manager.checkApart" $context -}}
{{- include "runner-manager.checkTokens" $context -}}
{{- include "runner-manager.checkGlobals" $context -}}
{{- include "runner-manager.checkPlugin" $context -}}
{{- include "runner-manager.checkPersistence" $context -}}
{{- include "runner-manager.checkPreflight" $context -}}
{{- end -}}

{{- define "runner-manager.checkExecutor" -}}
{{- $known := list "docker-autoscaler" "instance" "kubernetes" -}}
{{- if not (has .runner.executor $known) -}}
{{- fail (printf "%s: executor must be one of %s, got %v; others run jobs where the manager is, which here is a pod without rights" .at (join ", " $known) (.runner.executor | default "nothing")) -}}
{{- end -}}
{{- if and (ne .runner.executor "kubernetes") (not (dig "autoscaler" "plugin" "" .runner)) -}}
{{- fail (printf "%s: executor %s must have [runners.autoscaler] with a plugin, got none; add plugin = \"aws:1.1.0\" and its settings" .at .runner.executor) -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkToken" -}}
{{- if not .runner.token -}}
{{- fail (printf "%s: must have a token, got none; add token = \"${RUNNER_TOKEN}\" and the variable to tokens.env" .at) -}}
{{- end -}}
{{- if not (regexMatch "^\\$(\\{[A-Za-z_][A-Za-z0-9_]*\\}|[A-Za-z_][A-Za-z0-9_]*)$" (toString .runner.token)) -}}
{{- fail (printf "%s: token must be a reference such as \"${RUNNER_TOKEN}\", got other text (not shown); put the token into a Secret and name it in tokens.secretName and tokens.env" .at) -}}
{{- end -}}
{{- $name := trimAll "${}" .runner.token -}}
{{- $env := .Values.tokens.env -}}
{{- if not (hasKey $env $name) -}}
{{- fail (printf "tokens.env: must have the variable %s that a token in config.toml refers to, got %s; add %s: <key in the Secret>" $name (keys $env | sortAlpha | join ", " | default "none") $name) -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkUrl" -}}
{{- if not .runner.url -}}
{{- fail (printf "%s: must have a url, got none; add the address of GitLab, such as url = \"https://gitlab.com\"" .at) -}}
{{- end -}}
{{- range regexFindAll "\\$\\{?[A-Za-z_][A-Za-z0-9_]*" (toString .runner.url) -1 -}}
{{- $name := trimAll "${" . -}}
{{- if not (or (hasKey $.Values.tokens.env $name) (hasKey $.Values.extraEnv $name)) -}}
{{- fail (printf "extraEnv: must have the variable %s that a url in config.toml refers to; add it to extraEnv or tokens.env" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /*
A record on the pod's own disk survives a restart of the container, not of the pod. Machines that are left for the next
pod would meet a manager that does not know them and removes them, jobs included.
*/ -}}
{{- define "runner-manager.checkState" -}}
{{- $autoscaler := .runner.autoscaler | default dict -}}
{{- $state := $autoscaler.state_storage | default dict -}}
{{- if and $state.enabled (not $autoscaler.delete_instances_on_shutdown) (not .Values.persistence.enabled) -}}
{{- fail (printf "persistence.enabled: must be true for %s, whose state_storage is to find machines again that an earlier pod left, got false; enable it, or set delete_instances_on_shutdown = true" .at) -}}
{{- end -}}
{{- $directory := $state.dir | default "/etc/gitlab-runner" -}}
{{- $writable := list "/etc/gitlab-runner" -}}
{{- range .Values.extraVolumeMounts -}}
{{- $writable = append $writable .mountPath -}}
{{- end -}}
{{- $held := false -}}
{{- range $writable -}}
{{- if or (eq $directory .) (hasPrefix (printf "%s/" (trimSuffix "/" .)) $directory) -}}
{{- $held = true -}}
{{- end -}}
{{- end -}}
{{- if and $state.enabled (not $held) -}}
{{- fail (printf "%s: dir of state_storage must be below %s, got %s; leave it out, the rest of the file system is read-only" .at (join " or " $writable) $directory) -}}
{{- end -}}
{{- end -}}

{{- /* Keys that hold a secret themselves, wherever they are. GitLab Runner takes keys without regard to case. */ -}}
{{- define "runner-manager.checkSecrets" -}}
{{- $secrets := list "accesskey" "accountkey" "privatekey" "secretkey" "sessiontoken" "bearer_token" "password" "sentry_dsn" "token" -}}
{{- range $key, $value := .value -}}
{{- if and (has (lower $key) $secrets) $value -}}
{{- fail (printf "%s: %s must not be in config.toml, got a value (not shown); use a role, or a file or variable from a Secret" $.at $key) -}}
{{- end -}}
{{- if kindIs "map" $value -}}
{{- include "runner-manager.checkSecrets" (dict "value" $value "at" (printf "%s.%s" $.at $key)) -}}
{{- else if kindIs "slice" $value -}}
{{- range $index, $item := $value -}}
{{- if kindIs "map" $item -}}
{{- include "runner-manager.checkSecrets" (dict "value" $item "at" (printf "%s.%s[%d]" $.at $key $index)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /*
What no two runners of a manager may share. GitLab Runner tells them apart by id or token, and each removes machines of a
group that it does not know.
*/ -}}
{{- define "runner-manager.checkApart" -}}
{{- $ids := dict -}}
{{- $groups := dict -}}
{{- range $index, $runner := .config.runners -}}
{{- with $runner.id -}}
{{- $id := toString . -}}
{{- if hasKey $ids $id -}}
{{- fail (printf "config.toml, runners[%d]: id must be another than that of runners[%d], got %s; the manager takes the two for one, and the second never starts a machine" $index (get $ids $id | int) $id) -}}
{{- end -}}
{{- $_ := set $ids $id $index -}}
{{- end -}}
{{- with dig "autoscaler" "plugin_config" "name" "" $runner -}}
{{- $region := dig "autoscaler" "plugin_config" "region" "" $runner -}}
{{- $group := printf "%s %s" $region . -}}
{{- if hasKey $groups $group -}}
{{- fail (printf "config.toml, runners[%d]: plugin_config must name another group than runners[%d], got %s; each would remove the machines of the other, jobs included" $index (get $groups $group | int) .) -}}
{{- end -}}
{{- $_ := set $groups $group $index -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkTokens" -}}
{{- $env := .Values.tokens.env -}}
{{- if and $env (not .Values.tokens.secretName) -}}
{{- fail "tokens.secretName: must name the Secret that tokens.env reads, got nothing; create the Secret and name it" -}}
{{- end -}}
{{- range $variable, $key := $env -}}
{{- if regexMatch "^(glrt|glcbt|glpat|gldt|GR1348941)" $key -}}
{{- fail (printf "tokens.env.%s: must be the name of a key in the Secret, got what looks like a token (not shown); put the token into the Secret, and revoke it, since values are stored" $variable) -}}
{{- end -}}
{{- end -}}
{{- $keys := dict -}}
{{- range $index, $runner := .config.runners -}}
{{- $key := get $env (trimAll "${}" $runner.token) -}}
{{- if hasKey $keys $key -}}
{{- fail (printf "tokens.env: must have a key of its own for each runner, got %s for runners[%d] and runners[%d] of config.toml; the manager takes the two for one, and the second never starts a machine" $key (get $keys $key | int) $index) -}}
{{- end -}}
{{- $_ := set $keys $key $index -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkGlobals" -}}
{{- $shutdown := include "runner-manager.shutdownTimeout" .config | int64 -}}
{{- $grace := .Values.terminationGracePeriodSeconds | int64 -}}
{{- if le $grace $shutdown -}}
{{- fail (printf "terminationGracePeriodSeconds: must be more than shutdown_timeout in config.toml (%d), got %d; add the length of the longest job" $shutdown $grace) -}}
{{- end -}}
{{- $port := .Values.metrics.port | int64 -}}
{{- with .config.listen_address -}}
{{- if not (has . (list (printf ":%d" $port) (printf "0.0.0.0:%d" $port) (printf "[::]:%d" $port))) -}}
{{- fail (printf "metrics.port: must be the port of listen_address in config.toml, on all addresses, got %d and %q; write listen_address = \":%d\" or leave it out" $port . $port) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkPlugin" -}}
{{- $used := list -}}
{{- range .config.runners -}}
{{- with dig "autoscaler" "plugin" "" . -}}
{{- $used = append $used . -}}
{{- end -}}
{{- end -}}
{{- /* Only of this image it is known what is in it. */ -}}
{{- $official := eq .Values.image.repository "registry.gitlab.com/gitlab-org/gitlab-runner" -}}
{{- if and $official $used (not .Values.plugin.install) -}}
{{- fail (printf "plugin.install: must name the plugin that config.toml uses (%s), got nothing; GitLab's own image has no plugin in it" (first $used)) -}}
{{- end -}}
{{- with .Values.plugin.install -}}
{{- $names := list -}}
{{- range $used -}}
{{- $names = append $names (regexReplaceAll ":[^:/]*$" . "") -}}
{{- end -}}
{{- if not (has (regexReplaceAll ":[^:/]*$" . "") $names) -}}
{{- fail (printf "plugin.install: must be a plugin that config.toml uses (%s), got %s; correct one of the two" ($used | uniq | join ", " | default "none") .) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /*
Without a record there is nothing on the volume that a new pod could read.
*/ -}}
{{- define "runner-manager.checkPersistence" -}}
{{- $kept := false -}}
{{- range .config.runners -}}
{{- $kept = or $kept (dig "autoscaler" "state_storage" "enabled" false .) -}}
{{- end -}}
{{- if and .Values.persistence.enabled (not $kept) -}}
{{- fail "persistence.enabled: must be false when no runner in config.toml keeps a record of its machines, got true; set enabled = true in [runners.autoscaler.state_storage], or leave the volume out" -}}
{{- end -}}
{{- end -}}

{{- /*
The preflight reads the configuration from an annotation of its pod, and Kubernetes takes 256 KiB of those.
*/ -}}
{{- define "runner-manager.checkPreflight" -}}
{{- $size := add (len .Values.config.toml) (len .Values.caCertificates.pem) -}}
{{- if and .Values.preflight.enabled (gt $size 250000) -}}
{{- fail (printf "preflight.enabled: must be false when config.toml and caCertificates.pem are above 250000 bytes together, got %d; spread the runners over several releases, or switch the preflight off" $size) -}}
{{- end -}}
{{- end -}}
