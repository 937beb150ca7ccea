#!/usr/bin/env bash
# Builds the manager's image and pushes it to ECR, unless the repository has the tag already. Given by the environment:
#
#   IMAGE_REPOSITORY     address of the ECR repository, without a tag
#   IMAGE_TAG            tag to push
#   ECR_REGION           where the repository is, whose it is, and what it is called
#   ECR_REGISTRY_ID
#   ECR_REPOSITORY_NAME
#   PLATFORMS            platforms, separated by commas: linux/amd64,linux/arm64
#   BUILD_ARGS           build arguments, one NAME=value a line
#   BUILDKIT_IMAGE       image of BuildKit, should a builder have to be made
#   CA_BUNDLE            optional: a file of certificates to trust, in place of the stages' own, for what they fetch
#
# Needs aws, and docker with buildx if there is something to build. It uses the AWS credentials of its environment.
set -euo pipefail

builder_name=runner-fleet
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
  echo "runner-image: $*" >&2
  exit 1
}

one_line() { tr -s '[:space:]' ' ' <<<"$1" | sed 's/^ //; s/ $//'; }

# 0: the repository has the tag; 1: it has not. Whatever else happens ends the script.
tag_exists() {
  local answer
  if answer=$(aws ecr describe-images --region "$ECR_REGION" --registry-id "$ECR_REGISTRY_ID" \
    --repository-name "$ECR_REPOSITORY_NAME" --image-ids "imageTag=$IMAGE_TAG" \
    --query 'imageDetails[0].imageDigest' --output text 2>&1); then
    return 0
  fi
  case $answer in *ImageNotFoundException*) return 1 ;; esac
  fail "cannot look for tag $IMAGE_TAG in $IMAGE_REPOSITORY: $(one_line "$answer")"
}

# The value of the first line "<name>: value" in what `docker buildx inspect` said.
field() { awk -v name="$1:" '$1 == name && !found++ { print $2 }' <<<"$2"; }

for name in IMAGE_REPOSITORY IMAGE_TAG ECR_REGION ECR_REGISTRY_ID ECR_REPOSITORY_NAME PLATFORMS BUILD_ARGS BUILDKIT_IMAGE; do
  [ -n "${!name:-}" ] || fail "$name is not set"
done
if [ -n "${CA_BUNDLE:-}" ] && ! [ -r "$CA_BUNDLE" ]; then fail "there is no file to read at $CA_BUNDLE, which CA_BUNDLE names"; fi
registry=${IMAGE_REPOSITORY%%/*}
export AWS_PAGER=""

command -v aws >/dev/null || fail "'aws' is not on the PATH; install the AWS command line"
# Tags are immutable: a second push of the same one is refused, and would change nothing.
if tag_exists; then
  echo "$IMAGE_REPOSITORY:$IMAGE_TAG is there already; nothing to build"
  exit 0
fi
command -v docker >/dev/null || fail "'docker' is not on the PATH; install Docker with buildx"
docker buildx version >/dev/null 2>&1 || fail "docker has no 'buildx'; install the docker-buildx plugin"

# Everything but the credentials comes from the user's own Docker configuration: the context that is current, the buildx
# program wherever it lies, and the builders. DOCKER_CONTEXT beats DOCKER_HOST, so the default one is not spelt out.
own_config=${DOCKER_CONFIG:-${HOME:-}/.docker}
context=$(docker context inspect --format '{{.Name}}' 2>/dev/null || echo default)
buildx=$(docker info --format '{{range .ClientInfo.Plugins}}{{if eq .Name "buildx"}}{{.Path}}{{end}}{{end}}' 2>/dev/null || true)

config=$(mktemp -d)
trap 'rm -rf "$config"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir "$config/cli-plugins" "$config/bin"
if [ -n "$buildx" ]; then ln -s "$buildx" "$config/cli-plugins/docker-buildx"; fi
if [ -d "$own_config/contexts" ]; then ln -s "$own_config/contexts" "$config/contexts"; fi
cp "$here/docker-credential-runner-fleet" "$config/bin/"
chmod 700 "$config/bin/docker-credential-runner-fleet"
echo '{"credsStore":"runner-fleet"}' >"$config/config.json"
export ECR_REGISTRY=$registry ECR_REGION
export BUILDX_CONFIG=${BUILDX_CONFIG:-$own_config/buildx} DOCKER_CONFIG=$config PATH=$config/bin:$PATH
if [ "$context" != default ]; then export DOCKER_CONTEXT=$context; fi

if ! said=$({ docker-credential-runner-fleet get <<<"$registry" >/dev/null; } 2>&1); then
  fail "cannot get a password for $registry: $(one_line "$said")"
fi

said=$(docker buildx inspect 2>&1) || fail "docker does not answer: $(one_line "$said")"
builder=$(field Name "$said")
# Docker's built-in builder makes images for one platform only.
if [ "$(field Driver "$said")" = docker ] && [[ $PLATFORMS == *,* ]]; then
  builder=$builder_name
  if ! docker buildx inspect "$builder" >/dev/null 2>&1; then
    said=$(docker buildx create --name "$builder" --driver docker-container \
      --driver-opt "image=$BUILDKIT_IMAGE" 2>&1) || fail "cannot create the builder '$builder': $(one_line "$said")"
  fi
fi
said=$(docker buildx inspect --bootstrap "$builder" 2>&1) || fail "cannot start the builder '$builder': $(one_line "$said")"
can=$(sed -n 's/^Platforms: *//p' <<<"$said" | tr -d '* ' | paste -sd, -)
for platform in ${PLATFORMS//,/ }; do
  [[ ",$can," == *",$platform,"* ]] ||
    fail "the builder '$builder' cannot run $platform (only $can); register QEMU with binfmt_misc on its machine, or leave this architecture out"
done

arguments=()
while IFS= read -r line; do arguments+=(--build-arg "$line"); done <<<"$BUILD_ARGS"
# A secret is in no layer, and no build argument.
if [ -n "${CA_BUNDLE:-}" ]; then arguments+=(--secret "id=ca,src=$CA_BUNDLE"); fi

# Of the folder only what .dockerignore lists is sent.
if ! docker buildx build --builder "$builder" --platform "$PLATFORMS" "${arguments[@]}" \
  --tag "$IMAGE_REPOSITORY:$IMAGE_TAG" --progress plain --push "$here"; then
  # Of two applies at once only one can push, and both have what they wanted.
  tag_exists || fail "the build of $IMAGE_REPOSITORY:$IMAGE_TAG failed; docker's reason is above"
fi
echo "$IMAGE_REPOSITORY:$IMAGE_TAG is in the repository"
