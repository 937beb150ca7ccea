{{- /*
The script of the preflight. What it finds missing it names by the value, and never prints a token.
*/ -}}
{{- define "runner-manager.preflight" -}}
fail() {
  echo "preflight: $1" >&2
  exit 1
}
{{- with .Values.tokens }}
{{- $secret := .secretName }}
{{- range $variable, $key := .env }}
[ -n "{{ printf "${%s:-}" $variable }}" ] ||
  fail "tokens.env.{{ $variable }}: the Secret {{ $secret }} is missing, or its key {{ $key }} is missing or empty; create it in {{ $.Release.Namespace }}"
{{- end }}
{{- range $variable, $key := .env }}
case ${{ $variable }} in
  *[[:space:]]*) fail "tokens.env.{{ $variable }}: the key {{ $key }} of the Secret {{ $secret }} has a blank or a line break in it; write the token alone" ;;
esac
{{- end }}
{{- end }}
{{- range include "runner-manager.cacheKeys" . | fromYamlArray }}
[ -n "{{ printf "${%s:-}" . }}" ] ||
  fail "cache.credentialsSecretName: the Secret {{ $.Values.cache.credentialsSecretName }} is missing, or its key {{ . }} is missing or empty; create it in {{ $.Release.Namespace }}"
{{- end }}
{{- range $name, $secret := .Values.sshKeys }}
[ -n "$(ls /etc/gitlab-runner-ssh/{{ $name }})" ] ||
  fail "sshKeys.{{ $name }}: the Secret {{ $secret }} is missing or empty; create it in {{ $.Release.Namespace }}"
{{- end }}
{{- with .Values.caCertificates.secretName }}
[ -n "$(ls /etc/runner-manager-ca)" ] ||
  fail "caCertificates.secretName: the Secret {{ . }} is missing or empty; create it in {{ $.Release.Namespace }}"
{{- end }}
{{ include "runner-manager.linkConfiguration" . }}
{{- if include "runner-manager.usesFleeting" . }}
echo 'preflight: the plugin'
{{ include "runner-manager.findPlugin" . }}
{{- end }}
echo 'preflight: config.toml'
# The command came with 19.3.
if gitlab-runner lint --help > /dev/null 2>&1; then
  gitlab-runner lint
fi
{{- if .Values.preflight.verify }}
echo 'preflight: the tokens, by asking GitLab'
# Only a token that GitLab rejects is a failure. A GitLab that does not answer is none of the manager's, and must not
# keep a mended one from being installed. Programs differ in how they say that the time is over.
status=0
timeout 60 gitlab-runner verify || status=$?
case $status in
  0) ;;
  124 | 143) echo 'preflight: GitLab did not answer within a minute, so the tokens were not checked' ;;
  *) fail "GitLab rejects a token, see the line above; put the right one into the Secret {{ .Values.tokens.secretName }}, or set preflight.verify to false" ;;
esac
{{- end }}
echo 'preflight: all is well'
{{- end -}}
