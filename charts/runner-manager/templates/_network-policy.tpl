{{- /*
The rules of whoever asks GitLab: the manager and the preflight. An empty list of networks would be everywhere, so a
rule without networks is left out.
*/ -}}
{{- define "runner-manager.egress" -}}
{{- include "runner-manager.checkEgress" . -}}
{{- $ports := include "runner-manager.ports" . | fromJson -}}
# DNS, wherever it is: a cache on the node (169.254.20.10) and the DNS of EKS Auto Mode are no pods, so no label finds
# them.
- ports:
    {{- include "runner-manager.dnsPorts" . | nindent 4 }}
{{- with .Values.networkPolicy.egress.cidrs }}
# GitLab and AWS, the proxy, and the registry that the plugin comes from.
- to:
    {{- range . }}
    - ipBlock:
        cidr: {{ . | quote }}
        {{- /*
        The metadata of the node, which hands out the node's role over http, and a url may ask for http. Over IPv6 it
        has to be switched on, and an exception for it would freeze the rules of the VPC CNI in a cluster of IPv4
        (aws-network-policy-agent, issue 631).
        */}}
        {{- if eq . "0.0.0.0/0" }}
        except: [169.254.169.254/32]
        {{- end }}
    {{- end }}
  ports:
    {{- include "runner-manager.tcpPorts" $ports.services | trim | nindent 4 }}
{{- end }}
{{- with .Values.networkPolicy.egress.extra }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- /* The rules that only the manager needs besides. */ -}}
{{- define "runner-manager.managerEgress" -}}
{{- $ports := include "runner-manager.ports" . | fromJson -}}
# The agent of EKS Pod Identity.
- to:
    {{- include "runner-manager.ipBlocks" (list "169.254.170.23/32" "fd00:ec2::23/128") | trim | nindent 4 }}
  ports:
    {{- include "runner-manager.tcpPorts" (list 80) | trim | nindent 4 }}
{{- if $ports.machines }}
# The machines.
- to:
    {{- include "runner-manager.ipBlocks" .Values.networkPolicy.egress.machineCidrs | trim | nindent 4 }}
  ports:
    {{- include "runner-manager.tcpPorts" $ports.machines | trim | nindent 4 }}
{{- end }}
{{- if and $ports.apiServer .Values.networkPolicy.egress.apiServerCidrs }}
# The API server, where jobs are pods.
- to:
    {{- include "runner-manager.ipBlocks" .Values.networkPolicy.egress.apiServerCidrs | trim | nindent 4 }}
  ports:
    {{- include "runner-manager.tcpPorts" $ports.apiServer | trim | nindent 4 }}
{{- end }}
{{- end -}}

{{- define "runner-manager.dnsPorts" -}}
- protocol: UDP
  port: 53
- protocol: TCP
  port: 53
{{- end -}}

{{- define "runner-manager.tcpPorts" -}}
{{- range . }}
- protocol: TCP
  port: {{ int . }}
{{- end -}}
{{- end -}}

{{- define "runner-manager.ipBlocks" -}}
{{- range . }}
- ipBlock:
    cidr: {{ . | quote }}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkEgress" -}}
{{- $egress := .Values.networkPolicy.egress -}}
{{- range $name := list "cidrs" "machineCidrs" "apiServerCidrs" -}}
{{- range $index, $cidr := get $egress $name -}}
{{- if not (regexMatch "^([0-9]{1,3}(\\.[0-9]{1,3}){3}/([0-9]|[12][0-9]|3[0-2])|[0-9a-fA-F:]*:[0-9a-fA-F:]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$" $cidr) -}}
{{- fail (printf "networkPolicy.egress.%s[%d]: must be a network such as 10.0.0.0/16, got %s; write /32 behind a single address" $name $index $cidr) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if not (or $egress.cidrs $egress.extra) -}}
{{- fail "networkPolicy.egress.cidrs: must name the networks of GitLab and AWS, got none; write 0.0.0.0/0 and ::/0 for everywhere, or rules of your own in egress.extra" -}}
{{- end -}}
{{- if and (include "runner-manager.usesFleeting" .) (not $egress.machineCidrs) -}}
{{- fail "networkPolicy.egress.machineCidrs: must name the subnets of the machines, got none; the manager would reach no machine, and no job would start" -}}
{{- end -}}
{{- $everywhere := false -}}
{{- range $egress.cidrs -}}
{{- $everywhere = or $everywhere (hasSuffix "/0" .) -}}
{{- end -}}
{{- $named := or $everywhere $egress.apiServerCidrs (eq .Values.networkPolicy.flavor "cilium") -}}
{{- if and (include "runner-manager.usesKubernetes" .) (not $named) -}}
{{- /* Some see the address of the service (the VPC CNI), some that of the API server behind it. */ -}}
{{- fail "networkPolicy.egress.apiServerCidrs: must name the API server's addresses when egress.cidrs is not everywhere, got none; add those that `kubectl get service,endpointslice --namespace default` shows for kubernetes" -}}
{{- end -}}
{{- end -}}
