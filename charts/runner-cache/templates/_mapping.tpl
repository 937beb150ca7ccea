{{- /*
Names of the metrics. The bucket's label goes: it is whatever a request without credentials names, so that anyone could make
as many series as there are names.
*/ -}}
{{- define "runner-cache.mapping" -}}
mappings:
  - match: versitygw.*
    name: versitygw_${1}_total
    labels:
      bucket: ""
      service: ""
  - match: runner_cache.removed_archives
    name: runner_cache_removed_archives_total
{{- end -}}
