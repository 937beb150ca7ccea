{{- /* Variables of the manager's environment that open the cache, by the key that they have in the Secret, too. */ -}}
{{- define "runner-manager.cacheKeys" -}}
{{- if .Values.cache.credentialsSecretName -}}
[AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY]
{{- else -}}
[]
{{- end -}}
{{- end -}}

{{- define "runner-manager.cacheEnv" -}}
{{- range include "runner-manager.cacheKeys" . | fromYamlArray }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.cache.credentialsSecretName }}
      key: {{ . }}
      {{- if $.optional }}
      optional: true
      {{- end }}
{{- end }}
{{- end -}}

{{- /*
The [runners.cache.s3] of the given runner as JSON, with keys in small letters, since GitLab Runner takes them without regard
to case; nothing if its cache is elsewhere.
*/ -}}
{{- define "runner-manager.s3Cache" -}}
{{- $cache := include "runner-manager.lowerKeys" .cache | fromJson -}}
{{- if eq (toString $cache.type) "s3" -}}
{{- include "runner-manager.lowerKeys" $cache.s3 -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.lowerKeys" -}}
{{- $lower := dict -}}
{{- if kindIs "map" . -}}
{{- range $key, $value := . -}}
{{- $_ := set $lower (lower $key) $value -}}
{{- end -}}
{{- end -}}
{{- toJson $lower -}}
{{- end -}}

{{- define "runner-manager.checkCache" -}}
{{- $secret := .Values.cache.credentialsSecretName -}}
{{- if $secret -}}
{{- $found := false -}}
{{- range $index, $runner := (include "runner-manager.runners" . | fromJson).runners -}}
{{- if include "runner-manager.hasMachines" $runner -}}
{{- fail (printf "cache.credentialsSecretName: must be empty where config.toml has machines, as runners[%d] with the %s executor, got %s; the plugin would take these keys for its own; give those runners a release of their own, or the cache a role" $index $runner.executor $secret) -}}
{{- end -}}
{{- with include "runner-manager.s3Cache" $runner -}}
{{- $found = true -}}
{{- $type := (fromJson .).authenticationtype | default "iam" -}}
{{- if ne $type "iam" -}}
{{- fail (printf "config.toml, runners[%d].cache.s3: AuthenticationType must be iam with cache.credentialsSecretName, got %s; what is called iam takes the keys from the environment" $index $type) -}}
{{- end -}}
{{- if eq (get $runner.feature_flags "FF_USE_LEGACY_S3_CACHE_ADAPTER" | toString) "true" -}}
{{- fail (printf "config.toml, runners[%d].feature_flags: FF_USE_LEGACY_S3_CACHE_ADAPTER must be left out with cache.credentialsSecretName, got true; the older adapter takes no keys from the environment" $index) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if not $found -}}
{{- fail (printf "cache.credentialsSecretName: must be empty when no runner in config.toml has a cache in S3, got %s; set Type = \"s3\" in [runners.cache], or leave the Secret out" $secret) -}}
{{- end -}}
{{- end -}}
{{- end -}}
