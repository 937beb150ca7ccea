{{- /*
What works, and should be known: a YAML list of sentences.

Secrets are looked for only where no preflight did. Nothing that is not in the namespace is looked for: who may install
into a namespace alone may not see it, and Helm then installs nothing.
*/ -}}
{{- define "runner-manager.warnings" -}}
{{- $warnings := list -}}
{{- $namespace := .Release.Namespace -}}
{{- if not .Values.preflight.enabled -}}
{{- $keys := dict -}}
{{- range include "runner-manager.cacheKeys" . | fromYamlArray -}}
{{- $_ := set $keys . . -}}
{{- end -}}
{{- $tokens := dict "name" .Values.tokens.secretName "keys" .Values.tokens.env -}}
{{- range list $tokens (dict "name" .Values.cache.credentialsSecretName "keys" $keys) -}}
{{- if .keys -}}
{{- $secretName := .name -}}
{{- $expected := .keys -}}
{{- with lookup "v1" "Secret" $namespace $secretName -}}
{{- $data := .data | default dict -}}
{{- range $variable, $key := $expected -}}
{{- if not (hasKey $data $key) -}}
{{- $warnings = append $warnings (printf "The Secret %s has no key %s, for %s. The pod waits for it with CreateContainerConfigError." $secretName $key $variable) -}}
{{- end -}}
{{- end -}}
{{- else -}}
{{- $warnings = append $warnings (printf "The Secret %s was not found. The pod waits for it with CreateContainerConfigError." $secretName) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $config := fromToml .Values.config.toml -}}
{{- if not $config.concurrent -}}
{{- $warnings = append $warnings "concurrent is not set in config.toml, so the manager runs one job at a time." -}}
{{- end -}}
{{- if ne (toString $config.log_format) "json" -}}
{{- $warnings = append $warnings "log_format is not json in config.toml. The runbooks filter the log by its fields." -}}
{{- end -}}
{{- $shutdown := include "runner-manager.shutdownTimeout" $config | int64 -}}
{{- $forJobs := sub (.Values.terminationGracePeriodSeconds | int64) $shutdown -}}
{{- if lt $forJobs 600 -}}
{{- $warnings = append $warnings (printf "A stopping manager leaves its jobs %d seconds. Set terminationGracePeriodSeconds to shutdown_timeout and the longest job." $forJobs) -}}
{{- end -}}
{{- $referred := list -}}
{{- range (include "runner-manager.runners" . | fromJson).runners -}}
{{- $referred = append $referred (trimAll "${}" .token) -}}
{{- $flags := .feature_flags | default dict -}}
{{- if not $flags.FF_DISABLE_AUTOMATIC_TOKEN_ROTATION -}}
{{- $warnings = append $warnings (printf "%s may rotate its token, which it can't keep. Set FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true in its [runners.feature_flags]." (.name | default "A runner without a name")) -}}
{{- end -}}
{{- if eq .executor "kubernetes" -}}
{{- $jobs := include "runner-manager.jobsNamespace" . -}}
{{- if eq $jobs $namespace -}}
{{- $warnings = append $warnings (printf "%s runs its jobs in the release's own namespace, where the manager may then read every Secret. Set another namespace in [runners.kubernetes]." (.name | default "A runner without a name")) -}}
{{- else if eq $jobs "default" -}}
{{- $warnings = append $warnings (printf "%s runs its jobs in the namespace default. Set one of their own in [runners.kubernetes]." (.name | default "A runner without a name")) -}}
{{- end -}}
{{- end -}}
{{- with include "runner-manager.s3Cache" . -}}
{{- if not (fromJson .).bucketlocation -}}
{{- $warnings = append $warnings "BucketLocation is not set in [runners.cache.s3], so the manager asks the server for it before every job, for up to half a minute where it can't reach it. Set it, and only jobs need a way to the cache." -}}
{{- end -}}
{{- end -}}
{{- $left := and (ne .executor "kubernetes") (not (dig "autoscaler" "delete_instances_on_shutdown" false .)) -}}
{{- if and $left (not $.Values.persistence.enabled) -}}
{{- $warnings = append $warnings (printf "%s leaves its machines when it stops, and the next manager removes them. Set delete_instances_on_shutdown = true, or enable persistence." (.name | default "A runner without a name")) -}}
{{- end -}}
{{- end -}}
{{- range $variable, $key := .Values.tokens.env -}}
{{- if and (not (has $variable $referred)) (not (contains $variable $.Values.config.toml)) -}}
{{- $warnings = append $warnings (printf "tokens.env.%s is used by no runner in config.toml." $variable) -}}
{{- end -}}
{{- end -}}
{{- range $name, $_ := .Values.jobs.namespaces -}}
{{- $used := "" -}}
{{- range (include "runner-manager.runners" $ | fromJson).runners -}}
{{- $used = include "runner-manager.canUse" (dict "runner" . "namespace" $name) | default $used -}}
{{- end -}}
{{- if not $used -}}
{{- $warnings = append $warnings (printf "jobs.namespaces.%s is used by no runner in config.toml. Set namespace = %q in [runners.kubernetes], or remove it." $name $name) -}}
{{- end -}}
{{- end -}}
{{- if .Values.persistence.enabled -}}
{{- $class := .Values.persistence.storageClass -}}
{{- $warnings = append $warnings (printf "The volume is encrypted only if its StorageClass or the AWS account says so: kubectl get storageclass %s -o jsonpath='{.parameters.encrypted}' should print true." $class) -}}
{{- end -}}
{{- if and .Values.monitoring.enabled (not .Values.monitoring.labels) -}}
{{- $warnings = append $warnings "monitoring.labels is empty. A Prometheus that selects by label, as kube-prometheus-stack's does, finds neither monitor nor alerts." -}}
{{- end -}}
{{- toYaml $warnings -}}
{{- end -}}
