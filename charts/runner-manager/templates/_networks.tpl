{{- /*
Arithmetic with networks such as 10.0.0.0/16. Kubernetes takes an exception only inside of the network that it is from,
so which lies in which has to be known here.
*/ -}}

{{- /* "true" if the given text is a network, of IPv4 or IPv6, else nothing. */ -}}
{{- define "runner-manager.isNetwork" -}}
{{- $octet := "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])" -}}
{{- if regexMatch (printf "^(%s\\.){3}%s/([0-9]|[12][0-9]|3[0-2])$" $octet $octet) . -}}
true
{{- else if regexMatch "^([0-9a-fA-F]{1,4}(:|::)|::)*[0-9a-fA-F]{0,4}/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" . -}}
{{- $address := regexFind "^[^/]*" . -}}
{{- $groups := splitList ":" $address | compact | len -}}
{{- $shortened := splitList "::" $address | len -}}
{{- $ended := not (regexMatch "^:[^:]|[^:]:$|:::" $address) -}}
{{- if and $ended (or (and (eq $shortened 1) (eq $groups 8)) (and (eq $shortened 2) (lt $groups 8))) -}}
true
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* A network as JSON: {"width": <bits of a group>, "prefix": <bits>, "groups": [<numbers of the address>]}. */ -}}
{{- define "runner-manager.network" -}}
{{- $address := regexFind "^[^/]*" . -}}
{{- $groups := list -}}
{{- $width := 8 -}}
{{- if contains ":" $address -}}
{{- $width = 16 -}}
{{- $halves := splitList "::" $address -}}
{{- $left := first $halves | splitList ":" | compact -}}
{{- $right := rest $halves | join ":" | splitList ":" | compact -}}
{{- $zeros := list -}}
{{- range until (sub 8 (add (len $left) (len $right)) | int) -}}
{{- $zeros = append $zeros "0" -}}
{{- end -}}
{{- range concat $left $zeros $right -}}
{{- $groups = append $groups (printf "0x%s" . | int64) -}}
{{- end -}}
{{- else -}}
{{- range splitList "." $address -}}
{{- $groups = append $groups (int64 .) -}}
{{- end -}}
{{- end -}}
{{- toJson (dict "width" $width "prefix" (regexFind "[0-9]+$" . | int64) "groups" $groups) -}}
{{- end -}}

{{- /* "true" if the outer network holds all of the inner, or is the same, else nothing. */ -}}
{{- define "runner-manager.holds" -}}
{{- $outer := include "runner-manager.network" .outer | fromJson -}}
{{- $inner := include "runner-manager.network" .inner | fromJson -}}
{{- if and (eq $outer.width $inner.width) (le $outer.prefix $inner.prefix) -}}
{{- $powers := list 1 2 4 8 16 32 64 128 256 512 1024 2048 4096 8192 16384 32768 65536 -}}
{{- $same := true -}}
{{- range $index, $group := $outer.groups -}}
{{- $bits := sub (int64 $outer.prefix) (mul $index (int64 $outer.width)) | max 0 | min (int64 $outer.width) -}}
{{- $unit := index $powers (sub (int64 $outer.width) $bits | int) -}}
{{- if ne (div $group $unit) (div (index $inner.groups $index) $unit) -}}
{{- $same = false -}}
{{- end -}}
{{- end -}}
{{- if $same -}}
true
{{- end -}}
{{- end -}}
{{- end -}}

{{- /*
Addresses at which a node gives its role to whoever asks. Those over IPv6 have to be switched on for an instance.
*/ -}}
{{- define "runner-manager.metadata" -}}
[169.254.169.254/32, "fd00:ec2::254/128"]
{{- end -}}
