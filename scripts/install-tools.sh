#!/usr/bin/env bash
# Installs what `npm run check:tools`, `test:terraform` and `test:image` run, but for Terraform, at the versions listed in
# scripts/tools/. What is there already stays.
#
# Needs Debian or Ubuntu (root, or sudo), Python 3.11 or newer with venv, and the Go of tools/opentofu/go.mod or newer.
# Python's and Go's tools go to ~/.cache/runner-fleet-tools, or to $RUNNER_FLEET_TOOLS, and nowhere else.
set -euo pipefail

lists=$(cd "$(dirname "${BASH_SOURCE[0]}")/tools" && pwd)
tools=${RUNNER_FLEET_TOOLS:-$HOME/.cache/runner-fleet-tools}

for needed in apt-get python3 go; do
  command -v "$needed" > /dev/null || {
    echo "install-tools: '$needed' is missing; install it, or install the tools listed in $lists by hand" >&2
    exit 1
  }
done

missing=()
while read -r package; do
  dpkg-query --show --showformat '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
done < "$lists/debian.txt"
if ((${#missing[@]} > 0)); then
  sudo=()
  ((EUID == 0)) || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "${missing[@]}"
fi

# The lists are kept beside what they installed, so that a second run has nothing to do. An environment whose Python
# was removed or replaced is made again.
mkdir -p "$tools"
if ! cmp -s "$lists/python.txt" "$tools/python.txt" || ! "$tools/python/bin/python" -c ''; then
  rm -rf "$tools/python"
  python3 -m venv "$tools/python"
  "$tools/python/bin/pip" install --quiet --disable-pip-version-check --requirement "$lists/python.txt"
  cp "$lists/python.txt" "$tools/python.txt"
fi
if ! cmp -s "$lists/go.txt" "$tools/go.txt"; then
  while read -r tool; do
    GOBIN=$tools/go go install "$tool"
  done < "$lists/go.txt"
  cp "$lists/go.txt" "$tools/go.txt"
fi
# A few minutes, once: a program of this size is built from its sources, as go.sum pins them.
if ! cmp -s "$lists/opentofu/go.mod" "$tools/opentofu.mod" || [[ ! -x $tools/go/tofu ]]; then
  echo "install-tools: building OpenTofu, which takes a few minutes" >&2
  CGO_ENABLED=0 nice go build -C "$lists/opentofu" -mod=readonly -trimpath \
    -ldflags='-s -w -X github.com/opentofu/opentofu/version.dev=no' \
    -o "$tools/go/tofu" github.com/opentofu/opentofu/cmd/tofu
  cp "$lists/opentofu/go.mod" "$tools/opentofu.mod"
fi
