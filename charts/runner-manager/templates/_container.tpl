{{- /*
What all containers share: image and rights.
*/ -}}
{{- define "runner-manager.container" -}}
image: {{ include "runner-manager.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
# The reason of a failed start is then in `kubectl describe pod`.
terminationMessagePolicy: FallbackToLogsOnError
{{- end -}}

{{- define "runner-manager.image" -}}
{{- with .Values.image -}}
{{- $tag := .tag -}}
{{- if not (or $tag .digest) -}}
{{- $tag = printf "alpine-v%s" $.Chart.AppVersion -}}
{{- end -}}
{{- .repository }}{{ with $tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end -}}
{{- end -}}

{{- /*
What a pod has that runs once: the preflight and the test do little, and are not to wait for a node of the manager's size.
*/ -}}
{{- define "runner-manager.smallResources" -}}
requests:
  cpu: 50m
  memory: 128Mi
limits:
  memory: 512Mi
{{- end -}}

{{- /*
Rights of a pod, and the nodes it may run on: the same for all, since what holds for the manager's image and network
holds for theirs.
*/ -}}
{{- define "runner-manager.podSecurityContext" -}}
runAsNonRoot: true
{{- range $key, $id := .Values.podSecurityContext }}
{{ $key }}: {{ int64 $id }}
{{- end }}
{{- if .Values.persistence.enabled }}
# Without it every start goes over all files of the volume.
fsGroupChangePolicy: OnRootMismatch
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "runner-manager.placement" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
