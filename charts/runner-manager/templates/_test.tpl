{{- define "runner-manager.test" -}}
{{- $config := fromToml .Values.config.toml -}}
address=http://{{ include "runner-manager.fullname" . }}:{{ .Values.metrics.port | int64 }}
fail() {
  echo "test: $1" >&2
  exit 1
}
# The official Alpine image has the one, others may have the other.
ask() {
  if command -v wget > /dev/null; then
    wget -q -T 10 -O - "$address$1"
  elif command -v curl > /dev/null; then
    curl -sf -m 10 "$address$1"
  else
    fail "image: must have wget or curl for this test, got neither"
  fi
}
state=$(ask /debug/process/state) || fail "the manager does not answer at $address; see its log, and whether a policy keeps this pod from it"
echo "The manager is in the state: $state"
metrics=$(ask /metrics) || fail "the manager has no metrics at $address/metrics"
value() {
  printf '%s\n' "$metrics" | awk -v name="$1" '$1 == name { print $2 }'
}
case $(value gitlab_runner_configuration_loaded_total) in
  '' | 0) fail "the manager has not read config.toml; see its log" ;;
esac
[ "$(value gitlab_runner_concurrent)" = {{ $config.concurrent | default 1 }} ] ||
  fail "concurrent must be {{ $config.concurrent | default 1 }} as in config.toml, got $(value gitlab_runner_concurrent); the manager reads another configuration, see its log"
echo 'It has read its configuration.'
{{- end -}}
