{{- /* What pods of jobs may reach, for one namespace of jobs with every key. Call with "network" and "flavor". */ -}}
{{- define "runner-manager.jobEgress" -}}
{{- $egress := .network.egress -}}
# DNS.
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
      podSelector:
        matchLabels:
          k8s-app: kube-dns
    {{- if .network.nodeLocalDns }}
    # Its cache on each node.
    {{- include "runner-manager.ipBlocks" (list "169.254.20.10/32") | nindent 4 }}
    {{- end }}
    {{- with .network.dnsPeers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  ports:
    {{- include "runner-manager.dnsPorts" . | nindent 4 }}
{{- with $egress.cidrs }}
# GitLab, registries, and what else jobs ask for outside.
- to:
    {{- range . }}
    - ipBlock:
        cidr: {{ . | quote }}
        {{- with include "runner-manager.exceptions" (dict "cidr" . "all" $egress.exceptCidrs) | fromYamlArray }}
        except: {{ toJson . }}
        {{- end }}
    {{- end }}
{{- end }}
{{- with .network.cache }}
# The cache.
- to:
    {{- toYaml . | nindent 4 }}
{{- end }}
{{- if and .network.podIdentityAgent (ne .flavor "cilium") }}
# The agent of EKS Pod Identity. A NetworkPolicy knows no service accounts, so every job reaches it; without a token of an
# account that has a role it answers nothing.
- to:
    {{- include "runner-manager.ipBlocks" (include "runner-manager.agentCidrs" . | fromYamlArray) | trim | nindent 4 }}
  ports:
    {{- include "runner-manager.tcpPorts" (list 80) | trim | nindent 4 }}
{{- end }}
{{- with $egress.extra }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- /*
The exceptions that a network needs, as a YAML list: those of the user that lie inside of it, and the metadata of the node
wherever none of them has it. A network that is named as it is excepted is meant.
*/ -}}
{{- define "runner-manager.exceptions" -}}
{{- $exceptions := list -}}
{{- range .all -}}
{{- $inside := include "runner-manager.holds" (dict "outer" $.cidr "inner" .) -}}
{{- if and $inside (not (include "runner-manager.holds" (dict "outer" . "inner" $.cidr))) -}}
{{- $exceptions = append $exceptions . -}}
{{- end -}}
{{- end -}}
{{- range include "runner-manager.metadata" . | fromYamlArray -}}
{{- if include "runner-manager.reaches" (dict "cidr" $.cidr "except" $exceptions "address" .) -}}
{{- $exceptions = append $exceptions . -}}
{{- end -}}
{{- end -}}
{{- toYaml ($exceptions | uniq) -}}
{{- end -}}

{{- /* "true" if a network holds an address and no exception does, else nothing. */ -}}
{{- define "runner-manager.reaches" -}}
{{- $reaches := include "runner-manager.holds" (dict "outer" .cidr "inner" .address) -}}
{{- range .except -}}
{{- if include "runner-manager.holds" (dict "outer" . "inner" $.address) -}}
{{- $reaches = "" -}}
{{- end -}}
{{- end -}}
{{- $reaches -}}
{{- end -}}

{{- define "runner-manager.agentCidrs" -}}
[169.254.170.23/32, "fd00:ec2::23/128"]
{{- end -}}

{{- /*
What Cilium knows by its role, and no network of a NetworkPolicy matches: the node itself, as JSON {"specs": […]}. It also
knows service accounts, so that only those that can have a role by Pod Identity reach the agent: those of the values that
have none by IRSA, or all where the values name none.
*/ -}}
{{- define "runner-manager.jobCiliumSpecs" -}}
{{- $specs := list -}}
{{- $host := list "host" -}}
{{- if .networkPolicy.nodeLocalDns -}}
{{- $ports := list (dict "port" "53" "protocol" "UDP") (dict "port" "53" "protocol" "TCP") -}}
{{- $dns := dict "toEntities" $host "toPorts" (list (dict "ports" $ports)) -}}
{{- $specs = append $specs (dict "endpointSelector" dict "egress" (list $dns)) -}}
{{- end -}}
{{- if .networkPolicy.podIdentityAgent -}}
{{- $accounts := list -}}
{{- range $name, $account := .serviceAccounts -}}
{{- if not (hasKey ($account.annotations | default dict) "eks.amazonaws.com/role-arn") -}}
{{- $accounts = append $accounts $name -}}
{{- end -}}
{{- end -}}
{{- $selector := dict -}}
{{- with $accounts -}}
{{- $expression := dict "key" "io.cilium.k8s.policy.serviceaccount" "operator" "In" "values" (sortAlpha .) -}}
{{- $selector = dict "matchExpressions" (list $expression) -}}
{{- end -}}
{{- $ports := list (dict "ports" (list (dict "port" "80" "protocol" "TCP"))) -}}
{{- /* With some settings Cilium takes the agent's address for one outside of the node. */ -}}
{{- $byAddress := dict "toCIDR" (include "runner-manager.agentCidrs" . | fromYamlArray) "toPorts" $ports -}}
{{- $agent := list (dict "toEntities" $host "toPorts" $ports) $byAddress -}}
{{- $specs = append $specs (dict "endpointSelector" $selector "egress" $agent) -}}
{{- end -}}
{{- toJson (dict "specs" $specs) -}}
{{- end -}}
