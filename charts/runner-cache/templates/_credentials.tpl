{{- /*
The Secret as it is, or with keys of 20 and 40 random characters if there is none yet. The same text each time, so that
applying it changes nothing. It is in memory alone, and no one prints it.
*/ -}}
{{- define "runner-cache.credentials" -}}
umask 077
# One of the Secret's keys as it is, or so many characters.
value() {
  if [ -s "/existing/$1" ]; then
    cat "/existing/$1"
  else
    head -c 1024 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c "$2"
  fi
}
encoded() {
  value "$1" "$2" | base64 | tr -d '\n'
}
{
  cat << 'SECRET'
apiVersion: v1
kind: Secret
metadata:
  name: {{ include "runner-cache.credentialsName" . }}
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "runner-cache.releaseLabels" . | nindent 4 }}
type: Opaque
data:
SECRET
  echo "  AWS_ACCESS_KEY_ID: $(encoded AWS_ACCESS_KEY_ID 20)"
  echo "  AWS_SECRET_ACCESS_KEY: $(encoded AWS_SECRET_ACCESS_KEY 40)"
} > /work/secret.yaml
{{- end -}}
