{{- define "runner-cache.test" -}}
fail() {
  echo "test: $1" >&2
  exit 1
}
# It ends well whatever happened, but names the bytes only of what went through.
transfer() {
  said=$(versitygw test --endpoint http://{{ include "runner-cache.address" . }} \
    bench "--$1" --bucket {{ .Values.bucket }} --prefix .helm-test --files 1 --objsize 1024 2>&1) || true
  case $said in
    *'0: 1024 in '*) ;;
    *) fail "$2 at {{ include "runner-cache.address" . }}: $said" ;;
  esac
}
transfer upload 'an archive could not be stored'
transfer download 'an archive could not be fetched'
echo 'An archive was stored and fetched, with the keys of the Secret {{ include "runner-cache.secretName" . }}.'
{{- end -}}
