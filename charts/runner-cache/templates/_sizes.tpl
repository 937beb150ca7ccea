{{- /* The disk in KiB, which is what `du` counts in. */ -}}
{{- define "runner-cache.diskKiB" -}}
{{- $unit := regexFind "[A-Z]i$" .Values.size -}}
{{- mul (trimSuffix $unit .Values.size | int64) (get (dict "Gi" 1048576 "Ti" 1073741824) $unit) -}}
{{- end -}}

{{- /*
What archives may take of it in KiB. The sweeper looks every half minute, and what is uploaded in between must find room:
a full volume refuses uploads, and a node ends a pod that takes more of its disk than it said.
*/ -}}
{{- define "runner-cache.limitKiB" -}}
{{- div (mul (include "runner-cache.diskKiB" . | int64) 4) 5 -}}
{{- end -}}
