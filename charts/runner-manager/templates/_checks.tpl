{{- /*
What the values' schema can't say: how the values fit together, and to the text of config.toml. A token's text is never
repeated in a message.
*/ -}}
{{- define "runner-manager.checks" -}}
{{- include "runner-manager.checkImage" . -}}
{{- include "runner-manager.checkLabels" . -}}
{{- include "runner-manager.checkProxy" . -}}
{{- include "runner-manager.checkCaCertificates" . -}}
{{- include "runner-manager.checkVolumes" . -}}
{{- include "runner-manager.checkConfig" . -}}
{{- include "runner-manager.checkCache" . -}}
{{- include "runner-manager.checkJobs" . -}}
{{- end -}}

{{- define "runner-manager.checkImage" -}}
{{- $tag := .Values.image.tag -}}
{{- if eq $tag "latest" -}}
{{- fail "image.tag: must name a version, got latest; a restart would bring another version" -}}
{{- end -}}
{{- /* The readiness page came with 19.2: an older manager never gets ready. Other images have versions of their own. */ -}}
{{- $isRunner := regexMatch "(^|/)gitlab-runner$" .Values.image.repository -}}
{{- $version := regexFind "^(alpine-|ubuntu-)?v[0-9]+\\.[0-9]+\\.[0-9]+" $tag | trimPrefix "alpine-" | trimPrefix "ubuntu-" -}}
{{- if and $isRunner $version -}}
{{- if semverCompare "<19.2.0" $version -}}
{{- fail (printf "image.tag: must be GitLab Runner 19.2.0 or newer, got %s; take a newer image" $tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkLabels" -}}
{{- range $label, $_ := include "runner-manager.selectorLabels" . | fromYaml -}}
{{- if hasKey $.Values.podLabels $label -}}
{{- fail (printf "podLabels.%s: must be left to the chart, the StatefulSet finds its pod by it; choose another label" $label) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkProxy" -}}
{{- range $name := list "http" "https" -}}
{{- $url := get $.Values.proxy $name -}}
{{- if contains "@" $url -}}
{{- fail (printf "proxy.%s: must hold no credentials, got an address with @ (not shown); let the proxy know the manager by its address" $name) -}}
{{- end -}}
{{- if and $url (not (regexMatch "^https?://[^[:space:]]+$" $url)) -}}
{{- fail (printf "proxy.%s: must be an address such as http://proxy.example.com:3128, got %s; put http:// before it" $name $url) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkCaCertificates" -}}
{{- with .Values.caCertificates -}}
{{- if and .pem .secretName -}}
{{- fail (printf "caCertificates: must have either pem or secretName, got both (secretName %s); put all certificates into the Secret" .secretName) -}}
{{- end -}}
{{- if contains "PRIVATE KEY" .pem -}}
{{- fail "caCertificates.pem: must hold certificates alone, got a private key (not shown); remove the key, and consider it known to others" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkVolumes" -}}
{{- with .Values.persistence -}}
{{- if and .enabled (not .storageClass) -}}
{{- fail "persistence.storageClass: must name a StorageClass, got nothing; choose one that encrypts its volumes, the cluster's default may not" -}}
{{- end -}}
{{- end -}}
{{- $taken := list -}}
{{- range include "runner-manager.volumes" . | fromYamlArray -}}
{{- $taken = append $taken .name -}}
{{- end -}}
{{- $known := $taken -}}
{{- range $index, $volume := .Values.extraVolumes -}}
{{- if has $volume.name $known -}}
{{- fail (printf "extraVolumes[%d].name: must be another than the chart's volumes and those before it (%s), got %s; rename it" $index ($known | sortAlpha | join ", ") $volume.name) -}}
{{- end -}}
{{- $known = append $known $volume.name -}}
{{- end -}}
{{- range $index, $mount := .Values.extraVolumeMounts -}}
{{- if not (has $mount.name $known) -}}
{{- fail (printf "extraVolumeMounts[%d].name: must be one of the volumes (%s), got %v; add it to extraVolumes" $index ($known | sortAlpha | join ", ") $mount.name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
