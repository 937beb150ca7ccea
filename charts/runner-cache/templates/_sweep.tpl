{{- /*
Removes archives by their age: those past the expiry, and while the rest takes too much room the oldest of them, by steps of
a quarter of the age. No name is ever read, since a key may hold any character.

An archive that a job is reading stays readable until the job has it: only its name goes.
*/ -}}
{{- define "runner-cache.sweep" -}}
bucket=/data/buckets/{{ .Values.bucket }}
expiry={{ mul .Values.expiryDays 1440 }}
limit={{ include "runner-cache.limitKiB" . }}

used() {
  du -sk "$bucket" | cut -f 1
}
# Archives older than so many minutes go; their number is printed.
remove() {
  find "$bucket" -type f -mmin +"$1" -print0 -exec rm -f {} + | tr -dc '\000' | wc -c | tr -d ' '
}
{{- if .Values.monitoring.enabled }}
report() {
  printf '%s\n' \
    "runner_cache.stored_bytes:$((stored * 1024))|g" \
    "runner_cache.limit_bytes:$((limit * 1024))|g" \
    "runner_cache.removed_archives:$expired|c|#reason:expired" \
    "runner_cache.removed_archives:$evicted|c|#reason:full" |
    nc -w 1 127.0.0.1 9125 > /dev/null 2>&1 || echo 'sweeper: the exporter does not listen; it hears the next report'
}
{{- end }}

trap 'exit 0' TERM
while true; do
  expired=$(remove "$expiry")
  [ "$expired" -eq 0 ] || echo "sweeper: $expired archives were older than {{ .Values.expiryDays }} days and are gone"

  stored=$(used)
  age=$expiry
  evicted=0
  while [ "$stored" -gt "$limit" ] && [ "$age" -gt 1 ]; do
    age=$((age * 3 / 4))
    evicted=$((evicted + $(remove "$age")))
    stored=$(used)
  done
  [ "$evicted" -eq 0 ] || echo "sweeper: $evicted archives older than $age minutes made room, $stored of $limit KiB are taken"
{{- if .Values.monitoring.enabled }}
  report
{{- end }}

  # Folders that were left empty a day ago or more: no upload is about to come into them.
  find "$bucket" -mindepth 1 -depth -type d ! -name .sgwtmp -mmin +1440 -exec rmdir {} + 2> /dev/null || true
  sleep 30 &
  wait $!
done
{{- end -}}
