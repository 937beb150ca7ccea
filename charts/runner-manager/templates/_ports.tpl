{{- /* The TCP ports the manager connects to, as JSON: of services, of machines and of the API server. */ -}}
{{- define "runner-manager.ports" -}}
{{- $services := list 443 -}}
{{- $machines := list -}}
{{- $apiServer := list -}}
{{- $urls := list .Values.proxy.http .Values.proxy.https -}}
{{- $parsed := include "runner-manager.runners" . | fromJson -}}
{{- range $parsed.runners -}}
{{- $urls = append $urls .url -}}
{{- if include "runner-manager.hasMachines" . -}}
{{- $machines = append $machines (include "runner-manager.machinePort" .autoscaler.connector_config | int) -}}
{{- end -}}
{{- if eq (toString .executor) "kubernetes" -}}
{{- $apiServer = append $apiServer (include "runner-manager.urlPort" (dict "url" .kubernetes.host "variables" dict) | default "443" | int) -}}
{{- end -}}
{{- end -}}
{{- range $urls -}}
{{- with include "runner-manager.urlPort" (dict "url" . "variables" $.Values.extraEnv) -}}
{{- $services = append $services (int .) -}}
{{- end -}}
{{- end -}}
{{- with regexFind "^[^/]+:[0-9]+/" .Values.plugin.install -}}
{{- $services = append $services (regexFind "[0-9]+/$" . | trimSuffix "/" | int) -}}
{{- end -}}
{{- dict "services" (uniq $services) "machines" (uniq $machines) "apiServer" (uniq $apiServer) | toJson -}}
{{- end -}}

{{- /*
Port of an address, or nothing. Variables are those whose value is known here: an address from a Secret has to have the
usual port, or a rule in egress.extra.
*/ -}}
{{- define "runner-manager.urlPort" -}}
{{- $url := toString .url -}}
{{- range $name, $value := .variables -}}
{{- $url = regexReplaceAllLiteral (printf "\\$(\\{%s\\}|%s\\b)" $name $name) $url $value -}}
{{- end -}}
{{- $address := "^(?i:(https?)://)?(?:[^/?#]*@)?(?:\\[[^\\]]*\\]|[^:/?#]*)(?::([0-9]+))?(?:[/?#].*)?$" -}}
{{- if regexMatch $address $url -}}
{{- $scheme := regexReplaceAll $address $url "${1}" | lower -}}
{{- regexReplaceAll $address $url "${2}" | default (get (dict "http" "80" "https" "443") $scheme) -}}
{{- end -}}
{{- end -}}

{{- /* Port of the machines of one runner: what GitLab Runner takes for the protocol if none is given. */ -}}
{{- define "runner-manager.machinePort" -}}
{{- $protocol := .protocol | default (eq (toString .os) "windows" | ternary "winrm" "ssh") | toString -}}
{{- .protocol_port | default (get (dict "ssh" 22 "winrm" 5985 "winrm+https" 5986) $protocol) | default 22 -}}
{{- end -}}
