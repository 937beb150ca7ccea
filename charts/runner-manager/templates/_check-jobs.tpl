{{- /*
jobs.namespaces: what the values' schema can't say, and how a namespace fits to the runners whose jobs are in it.
*/ -}}
{{- define "runner-manager.checkJobs" -}}
{{- $config := include "runner-manager.runners" . | fromJson -}}
{{- range $name, $namespace := include "runner-manager.jobNamespaces" . | fromJson -}}
{{- $at := printf "jobs.namespaces.%s" $name -}}
{{- $given := get $.Values.jobs.namespaces $name -}}
{{- $context := dict "root" $ "name" $name "namespace" $namespace "given" $given "at" $at "runners" $config.runners -}}
{{- include "runner-manager.checkJobNamespace" $context -}}
{{- include "runner-manager.checkJobAccounts" $context -}}
{{- include "runner-manager.checkJobCertificates" $context -}}
{{- include "runner-manager.checkJobPods" $context -}}
{{- if $namespace.networkPolicy.enabled -}}
{{- include "runner-manager.checkJobNetwork" (dict "network" $namespace.networkPolicy "at" (printf "%s.networkPolicy" $at)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkJobNamespace" -}}
{{- if eq .name .root.Release.Namespace -}}
{{- fail (printf "%s: must be another namespace than the release's own; the tokens are there, and where its jobs are the manager may read every Secret; choose another here and in [runners.kubernetes]" .at) -}}
{{- end -}}
{{- if hasPrefix "kube-" .name -}}
{{- fail (printf "%s: must be a namespace of yours, and names with kube- are Kubernetes' own; choose another here and in [runners.kubernetes]" .at) -}}
{{- end -}}
{{- if not .namespace.create -}}
{{- range $key := list "labels" "annotations" -}}
{{- if hasKey $.given $key -}}
{{- fail (printf "%s.%s: must be left out where create is false, got %v; the chart changes nothing at a namespace that it has not made, so do it there yourself" $.at $key (get $.given $key)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $label, $_ := .namespace.labels -}}
{{- if regexMatch "^pod-security\\.kubernetes\\.io/(audit|enforce|warn)$" $label -}}
{{- fail (printf "%s.labels.%s: must be left to the chart; set podSecurity, which is all three of them" $.at $label) -}}
{{- end -}}
{{- if hasKey (include "runner-manager.labels" $.root | fromYaml) $label -}}
{{- fail (printf "%s.labels.%s: must be left to the chart; choose another label" $.at $label) -}}
{{- end -}}
{{- end -}}
{{- if hasKey .namespace.annotations "helm.sh/resource-policy" -}}
{{- fail (printf "%s.annotations.helm.sh/resource-policy: must be left to the chart, which keeps the namespace; to remove it, delete it when no job runs" .at) -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkJobAccounts" -}}
{{- if hasKey .namespace.serviceAccounts "default" -}}
{{- fail (printf "%s.serviceAccounts.default: must have another name, every namespace has this one already, and pods that name no other get it; choose another here and in [runners.kubernetes]" .at) -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkJobCertificates" -}}
{{- if and .namespace.caCertificates .root.Values.caCertificates.secretName -}}
{{- fail (printf "%s.caCertificates: must be false with caCertificates.secretName (%s), a Secret is of its namespace alone, got true; give the certificates, which are no secret, in caCertificates.pem" .at .root.Values.caCertificates.secretName) -}}
{{- end -}}
{{- if and .namespace.caCertificates (not .root.Values.caCertificates.pem) -}}
{{- fail (printf "%s.caCertificates: must be false without certificates, got true; give them in caCertificates.pem" .at) -}}
{{- end -}}
{{- end -}}

{{- /*
What the namespace would refuse for sure; of one that the chart has not made only if the values say what it enforces. Whether
it takes the other pods depends on their images, too.
*/ -}}
{{- define "runner-manager.checkJobPods" -}}
{{- $level := .namespace.podSecurity -}}
{{- if or .namespace.create (hasKey .given "podSecurity") -}}
{{- range $index, $runner := .runners -}}
{{- if and (include "runner-manager.usesServiceAccount" $runner) (eq $.name (include "runner-manager.jobsNamespace" $runner)) -}}
{{- if and $runner.kubernetes.privileged (ne $level "privileged") -}}
{{- fail (printf "%s.podSecurity: must be privileged for runners[%d] of config.toml, which has privileged = true, got %s; give such jobs a namespace of their own" $.at $index $level) -}}
{{- end -}}
{{- /* GitLab Runner gives pause pods no security context, and has no setting for one. */ -}}
{{- if and (include "runner-manager.hasPausePods" $runner) (eq $level "restricted") -}}
{{- fail (printf "%s.podSecurity: must be baseline or privileged for runners[%d] of config.toml, which keeps pause pods, got restricted; the namespace would refuse them all, whatever the jobs' own pods may do" $.at $index) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkJobNetwork" -}}
{{- $egress := .network.egress -}}
{{- range $key := list "cidrs" "exceptCidrs" -}}
{{- range $index, $cidr := get $egress $key -}}
{{- if not (include "runner-manager.isNetwork" $cidr) -}}
{{- fail (printf "%s.egress.%s[%d]: must be a network such as 10.0.0.0/16, got %s; write /32 behind a single address" $.at $key $index $cidr) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $index, $cidr := $egress.exceptCidrs -}}
{{- if contains ":" $cidr -}}
{{- fail (printf "%s.egress.exceptCidrs[%d]: must be a network of IPv4, got %s; an exception over IPv6 freezes the rules of the VPC CNI in a cluster of IPv4, so name smaller networks in cidrs" $.at $index $cidr) -}}
{{- end -}}
{{- end -}}
{{- range $index, $cidr := $egress.cidrs -}}
{{- range include "runner-manager.metadata" . | fromYamlArray -}}
{{- $isIt := include "runner-manager.holds" (dict "outer" . "inner" $cidr) -}}
{{- if or $isIt (and (contains ":" .) (include "runner-manager.holds" (dict "outer" $cidr "inner" .))) -}}
{{- fail (printf "%s.egress.cidrs[%d]: must not hold %s, at which a node gives its role to every job, got %s; name smaller networks, or 2000::/3 for the internet over IPv6" $.at $index (regexFind "^[^/]*" .) $cidr) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if not (or $egress.cidrs $egress.extra) -}}
{{- fail (printf "%s.egress.cidrs: must name the networks of GitLab and of what else jobs ask for, got none; leave it out for everywhere outside, or write rules of your own in egress.extra" .at) -}}
{{- end -}}
{{- range $index, $rule := $egress.extra -}}
{{- $at := printf "%s.egress.extra[%d]" $.at $index -}}
{{- if not $rule.to -}}
{{- fail (printf "%s: must say to whom, got no `to`, which is everywhere, the node's role included; name networks or pods" $at) -}}
{{- end -}}
{{- include "runner-manager.checkPeers" (dict "peers" $rule.to "at" (printf "%s.to" $at)) -}}
{{- end -}}
{{- range $key := list "dnsPeers" "cache" -}}
{{- include "runner-manager.checkPeers" (dict "peers" (get $.network $key) "at" (printf "%s.%s" $.at $key)) -}}
{{- end -}}
{{- end -}}

{{- define "runner-manager.checkPeers" -}}
{{- range $index, $peer := .peers -}}
{{- with $peer.ipBlock -}}
{{- $cidr := toString .cidr -}}
{{- $except := .except | default list -}}
{{- $at := printf "%s[%d].ipBlock" $.at $index -}}
{{- range concat (list $cidr) $except -}}
{{- if not (include "runner-manager.isNetwork" (toString .)) -}}
{{- fail (printf "%s: must have networks such as 10.0.0.0/16, got %s; write /32 behind a single address" $at .) -}}
{{- end -}}
{{- end -}}
{{- range include "runner-manager.metadata" . | fromYamlArray -}}
{{- $isIt := include "runner-manager.holds" (dict "outer" . "inner" $cidr) -}}
{{- if or $isIt (include "runner-manager.reaches" (dict "cidr" $cidr "except" $except "address" .)) -}}
{{- fail (printf "%s: must not hold %s, at which a node gives its role to every job, got %s; name smaller networks" $at (regexFind "^[^/]*" .) $cidr) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
