{{- /* What the Job needs: there before it, and gone after it. */ -}}
{{- define "runner-cache.beforeTheJob" -}}
# After an uninstall once more, only to be removed: Helm 3 leaves it behind when the Job failed.
helm.sh/hook: pre-install,pre-upgrade,post-delete
helm.sh/hook-weight: "-1"
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}
