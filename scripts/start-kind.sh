#!/usr/bin/env bash
# Starts a cluster of one version of Kubernetes with kind, for `npm run test:cluster` and `npm run test:kind`.
#
#   export KUBECONFIG=$PWD/.cache/kubeconfig
#   scripts/start-kind.sh 1.34
#
# Needs Docker and Go. scripts/tools/kind.txt lists for each version the kind and the image of its nodes: kind supports
# the images that its own release notes list, so older versions have an older kind. Its name is runner-fleet.
set -euo pipefail

list=$(cd "$(dirname "${BASH_SOURCE[0]}")/tools" && pwd)/kind.txt
bin=${RUNNER_FLEET_TOOLS:-$HOME/.cache/runner-fleet-tools}/kind

if [[ -z ${KUBECONFIG:-} ]]; then
  echo "start-kind: KUBECONFIG must name the file that the cluster's address is written to, got nothing" >&2
  exit 1
fi
if ! row=$(grep "^${1:-none} " "$list"); then
  echo "start-kind: the version must be one of $(cut -d' ' -f1 "$list" | xargs), got ${1:-none}" >&2
  exit 1
fi
read -r _ kind image <<< "$row"
GOBIN=$bin go install "$kind"
"$bin/kind" create cluster --name runner-fleet --image "$image" --wait 2m
