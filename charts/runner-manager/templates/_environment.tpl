{{- /*
Environment of the manager and of its init containers, as a map of plain text. Secrets are not in it.
*/ -}}
{{- define "runner-manager.environment" -}}
{{- $env := dict "HOME" "/home/gitlab-runner" "CONFIG_FILE" "/etc/gitlab-runner/config.toml" -}}
{{- if .Values.plugin.install -}}
{{- $_ := set $env "FLEETING_PLUGIN_PATH" "/opt/fleeting" -}}
{{- end -}}
{{- with .Values.aws.region -}}
{{- $_ := set $env "AWS_REGION" . -}}
{{- $_ := set $env "AWS_DEFAULT_REGION" . -}}
{{- end -}}
{{- with .Values.caCertificates -}}
{{- if or .pem .secretName -}}
{{- /* The image's bundle is still read; a folder given here comes besides it. */ -}}
{{- $_ := set $env "SSL_CERT_DIR" "/etc/ssl/certs:/etc/runner-manager-ca" -}}
{{- end -}}
{{- end -}}
{{- with .Values.proxy -}}
{{- if or .http .https -}}
{{- /* Go reads either spelling, other programs only one. */ -}}
{{- range $name, $value := dict "http_proxy" .http "https_proxy" .https -}}
{{- if $value -}}
{{- $_ := set $env $name $value -}}
{{- $_ := set $env (upper $name) $value -}}
{{- end -}}
{{- end -}}
{{- /* EKS Pod Identity agent over IPv4 and IPv6, and the instance metadata service: behind a proxy no role is found. */ -}}
{{- $direct := list "169.254.170.23" "fd00:ec2::23" "169.254.169.254" -}}
{{- $noProxy := concat (splitList "," .noProxy | compact) $direct | uniq | join "," -}}
{{- $_ := set $env "no_proxy" $noProxy -}}
{{- $_ := set $env "NO_PROXY" $noProxy -}}
{{- end -}}
{{- end -}}
{{- $secret := include "runner-manager.cacheKeys" . | fromYamlArray -}}
{{- range $name, $value := .Values.extraEnv -}}
{{- if or (hasKey $env $name) (has $name $secret) -}}
{{- fail (printf "extraEnv.%s: the chart sets this variable itself; remove it here%s" $name (regexMatch "(?i)proxy$" $name | ternary " and use proxy.http, proxy.https and proxy.noProxy" "")) -}}
{{- end -}}
{{- $_ := set $env $name $value -}}
{{- end -}}
{{- range $name, $key := .Values.tokens.env -}}
{{- if or (hasKey $env $name) (has $name $secret) -}}
{{- fail (printf "tokens.env.%s: the variable is set already, by the chart or by extraEnv; give it another name or remove the other" $name) -}}
{{- end -}}
{{- end -}}
{{- toYaml $env -}}
{{- end -}}

{{- define "runner-manager.env" -}}
{{- range $name, $value := include "runner-manager.environment" . | fromYaml }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}

{{- define "runner-manager.tokenEnv" -}}
{{- range $variable, $key := .Values.tokens.env }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.tokens.secretName }}
      key: {{ $key }}
      {{- if $.optional }}
      optional: true
      {{- end }}
{{- end }}
{{- end -}}
