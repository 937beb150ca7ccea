{{- /*
What GitLab Runner asks of the API server: feature, then resource (with a dot before its API group), then verbs. It is
the list in its documentation ("Configure runner API permissions", 19.4), verb for verb, so that the two can be
compared; a few verbs in it, such as delete on pods/exec, stand for no request that exists.

Left out of that list: creating and reading PriorityClasses, because the chart makes the one that is needed.
*/ -}}
{{- define "runner-manager.rights" -}}
jobs:
  # list and watch are for the informer, which notices at once that a pod has failed.
  pods: [create, delete, get, list, watch]
  pods/exec: [create, delete, get, patch]
  secrets: [create, delete, get, update]
  serviceaccounts: [get]
  services: [create, get]
attach:
  pods/attach: [create, delete, get, patch]
  pods/log: [get, list]
honorEntrypoint:
  pods/log: [get, list]
waitForPodReachable:
  pods/log: [get]
concrete:
  pods/log: [get]
warningEvents:
  events: [list]
podEvents:
  events: [watch]
podDisruptionBudget:
  poddisruptionbudgets.policy: [create, get]
suspendableEnvironments:
  configmaps: [create, delete, get, update]
  # In a Role this is the right to read the namespace of the Role, and no other.
  namespaces: [get]
  persistentvolumeclaims: [create, delete]
pausePods:
  deployments.apps: [create, delete, get, list, update]
namespacePerJob:
  namespaces: [create, delete]
{{- end -}}

{{- /*
The features of the given runner's jobs, with a space after each.

A job may set a flag that config.toml leaves open. Rights that only such a job would need are not given: name the flag
in [runners.feature_flags] to have them. The other way round holds too: only there a flag is final, so only there the
older strategy saves the rights to attach.
*/ -}}
{{- define "runner-manager.jobFeatures" -}}
{{- $flags := dict
  "honorEntrypoint" "FF_KUBERNETES_HONOR_ENTRYPOINT"
  "waitForPodReachable" "FF_WAIT_FOR_POD_TO_BE_REACHABLE"
  "concrete" "FF_CONCRETE"
  "podEvents" "FF_PRINT_POD_EVENTS"
  "suspendableEnvironments" "FF_SUSPENDABLE_ENVIRONMENTS"
-}}
{{- "jobs " -}}
{{- if ne (get .feature_flags "FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY" | toString) "true" -}}
{{- "attach " -}}
{{- end -}}
{{- range $feature, $flag := $flags -}}
{{- if include "runner-manager.featureFlag" (dict "runner" $ "name" $flag) -}}
{{- print $feature " " -}}
{{- end -}}
{{- end -}}
{{- if ne (get .kubernetes "print_pod_warning_events" | toString) "false" -}}
{{- "warningEvents " -}}
{{- end -}}
{{- if .kubernetes.pod_disruption_budget -}}
{{- "podDisruptionBudget " -}}
{{- end -}}
{{- end -}}

{{- /*
Which features need rights where, as JSON: {"namespaces": {<namespace>: "<features>"}, "cluster": "<features>"}.

The namespace is the configured one. Jobs that choose another, where namespace_overwrite_allowed lets them, need rights
that the chart can't know. With namespace_per_job no namespace is there beforehand, so the rights hold in all of them.
*/ -}}
{{- define "runner-manager.features" -}}
{{- $namespaces := dict -}}
{{- $cluster := "" -}}
{{- if .Values.rbac.create -}}
{{- $parsed := include "runner-manager.runners" . | fromJson -}}
{{- range $index, $runner := $parsed.runners -}}
{{- if include "runner-manager.usesServiceAccount" $runner -}}
{{- include "runner-manager.checkPausePods" (dict "runner" $runner "index" $index) -}}
{{- $namespace := include "runner-manager.jobsNamespace" $runner -}}
{{- $jobs := include "runner-manager.jobFeatures" $runner -}}
{{- $here := get $namespaces $namespace -}}
{{- if $runner.kubernetes.namespace_per_job -}}
{{- $cluster = print $cluster $jobs "namespacePerJob " -}}
{{- else -}}
{{- $here = print $here $jobs -}}
{{- end -}}
{{- if include "runner-manager.hasPausePods" $runner -}}
{{- $here = print $here "pausePods " -}}
{{- end -}}
{{- if $here -}}
{{- $_ := set $namespaces $namespace $here -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson (dict "namespaces" $namespaces "cluster" $cluster) -}}
{{- end -}}

{{- define "runner-manager.checkPausePods" -}}
{{- if include "runner-manager.hasPausePods" .runner -}}
{{- $at := printf "config.toml, runners[%d]" .index -}}
{{- if not .runner.kubernetes.namespace -}}
{{- fail (printf "%s: namespace must be set in [runners.kubernetes] where it has an autoscaler, got none; pause pods are made there and in no default namespace" $at) -}}
{{- end -}}
{{- /* GitLab Runner makes this one by itself, and would have to be let do so in all of the cluster. */ -}}
{{- $own := "gitlab-runner-idle-capacity" -}}
{{- if eq (get .runner.kubernetes.autoscaler "pause_pod_priority_class_name" | toString) $own -}}
{{- fail (printf "%s: pause_pod_priority_class_name must be a PriorityClass of yours, got %s; leave it out and the chart makes one" $at $own) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* The rules of a role for a text of features, the verbs of all of them in one rule for each resource. */ -}}
{{- define "runner-manager.rules" -}}
{{- $rights := include "runner-manager.rights" . | fromYaml -}}
{{- $verbs := dict -}}
{{- range splitList " " . | compact -}}
{{- range $resource, $more := get $rights . -}}
{{- $_ := set $verbs $resource (concat (get $verbs $resource | default list) $more) -}}
{{- end -}}
{{- end -}}
{{- range $resource := keys $verbs | sortAlpha }}
- apiGroups: [{{ regexFind "\\..*" $resource | trimPrefix "." | quote }}]
  resources: [{{ regexFind "^[^.]*" $resource }}]
  verbs: [{{ get $verbs $resource | uniq | sortAlpha | join ", " }}]
{{- end -}}
{{- end -}}

{{- define "runner-manager.roleSubjects" -}}
- kind: ServiceAccount
  name: {{ include "runner-manager.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}

{{- /* Name of roles and bindings. They are in the jobs' namespace or in none, so the release's namespace is in it. */ -}}
{{- define "runner-manager.roleName" -}}
{{- printf "%s-%s" .Release.Namespace (include "runner-manager.fullname" .) -}}
{{- end -}}
