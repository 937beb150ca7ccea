{{- /*
jobs.namespaces with every key of every namespace, as JSON. What is left out is written once, here. A namespace has a policy
if it has a networkPolicy, unless that says otherwise.

Everything outside of the cluster is everything but the networks that are nobody's on the internet: private (RFC 1918),
shared by carriers, link-local, for benchmarks (AWS lets a VPC have 198.19.0.0/16) and reserved (some clusters number their
pods from 240.0.0.0/4). Over IPv6 it is the one network that the internet has: an exception from ::/0 would freeze the rules
of the VPC CNI in a cluster of IPv4 (aws-network-policy-agent, issue 631).
*/ -}}
{{- define "runner-manager.jobDefaults" -}}
create: true
podSecurity: restricted
labels: {}
annotations: {}
resourceQuota: {}
limitRange: {}
serviceAccounts: {}
caCertificates: false
networkPolicy:
  nodeLocalDns: false
  dnsPeers: []
  cache: []
  podIdentityAgent: false
  egress:
    cidrs: [0.0.0.0/0, "2000::/3"]
    exceptCidrs:
      [10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16, 198.18.0.0/15, 240.0.0.0/4]
    extra: []
{{- end -}}

{{- define "runner-manager.jobNamespaces" -}}
{{- $namespaces := deepCopy .Values.jobs.namespaces -}}
{{- range $name, $namespace := $namespaces -}}
{{- $guarded := hasKey $namespace "networkPolicy" -}}
{{- $defaults := include "runner-manager.jobDefaults" $ | fromYaml -}}
{{- include "runner-manager.fill" (dict "in" $namespace "defaults" $defaults) -}}
{{- include "runner-manager.fill" (dict "in" $namespace.networkPolicy "defaults" (dict "enabled" $guarded)) -}}
{{- end -}}
{{- toJson $namespaces -}}
{{- end -}}

{{- /* Sets what a map lacks, in the maps inside of it too. Sprig's merge takes false for something that is lacking. */ -}}
{{- define "runner-manager.fill" -}}
{{- range $key, $default := .defaults -}}
{{- if not (hasKey $.in $key) -}}
{{- $_ := set $.in $key $default -}}
{{- else if kindIs "map" $default -}}
{{- include "runner-manager.fill" (dict "in" (get $.in $key) "defaults" $default) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Name of what the chart makes in namespaces of jobs, where other releases may have theirs. */ -}}
{{- define "runner-manager.jobsName" -}}
{{- printf "%s-jobs" (include "runner-manager.fullname" .) -}}
{{- end -}}

{{- /* The namespace in which the given runner makes its pods unless a job says otherwise. */ -}}
{{- define "runner-manager.jobsNamespace" -}}
{{- /* What GitLab Runner takes for none, whatever namespace the manager is in. */ -}}
{{- .kubernetes.namespace | default "default" | toString -}}
{{- end -}}

{{- /* "true" if pods of the given runner can be in the given namespace, because config.toml or a job says so. */ -}}
{{- define "runner-manager.canUse" -}}
{{- $kubernetes := .runner.kubernetes -}}
{{- if include "runner-manager.usesServiceAccount" .runner -}}
{{- $isOwn := eq .namespace (include "runner-manager.jobsNamespace" .runner) -}}
{{- $allowed := toString ($kubernetes.namespace_overwrite_allowed | default "") -}}
{{- if and $isOwn (or (not $kubernetes.namespace_per_job) (include "runner-manager.hasPausePods" .runner)) -}}
true
{{- else if and $allowed (regexMatch $allowed .namespace) -}}
true
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Amounts of resources as text, in which a whole number stays one however large it is. */ -}}
{{- define "runner-manager.amounts" -}}
{{- range $name, $amount := . }}
{{- if and (kindIs "float64" $amount) (eq (floor $amount) $amount) }}
{{- $amount = int64 $amount }}
{{- end }}
{{ $name }}: {{ $amount | quote }}
{{- end }}
{{- end -}}
