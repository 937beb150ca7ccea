{{- /*
An image by its digest, its tag or both. Call with (dict "image" .Values.….image "tag" <what holds without either>).
*/ -}}
{{- define "runner-cache.image" -}}
{{- $tag := .image.tag -}}
{{- if not (or $tag .image.digest) -}}
{{- $tag = .tag -}}
{{- end -}}
{{- .image.repository }}{{ with $tag }}:{{ . }}{{ end }}{{ with .image.digest }}@{{ . }}{{ end }}
{{- end -}}

{{- define "runner-cache.serverImage" -}}
{{- include "runner-cache.image" (dict "image" .Values.image "tag" (printf "v%s" .Chart.AppVersion)) -}}
{{- end -}}

{{- /* Rights that all containers share. */ -}}
{{- define "runner-cache.rights" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
# The reason of a failed start is then in `kubectl describe pod`.
terminationMessagePolicy: FallbackToLogsOnError
{{- end -}}

{{- define "runner-cache.smallResources" -}}
requests:
  cpu: 10m
  memory: 32Mi
limits:
  memory: 128Mi
{{- end -}}

{{- /* What all pods share. None asks anything of Kubernetes but the Job, which says so itself. */ -}}
{{- define "runner-cache.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  {{- range $key, $id := .Values.podSecurityContext }}
  {{ $key }}: {{ int64 $id }}
  {{- end }}
  # Without it every start goes over all files of the volume.
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
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

{{- /* The keys as a client has them, which is also how the Secret names them. */ -}}
{{- define "runner-cache.clientKeys" -}}
{{- range list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ include "runner-cache.secretName" $ }}
      key: {{ . }}
{{- end }}
{{- end -}}
