#!/bin/sh
# A step of the Dockerfile: puts the fleeting plugin for AWS where the runner looks for "aws:<version>". Given by the
# environment, most of it by build arguments:
#
#   FLEETING_PLUGIN_PATH       folder of the runner's plugins
#   AWS_PLUGIN_VERSION         version of the plugin
#   TARGETARCH                 architecture of the image, in Go's words
#   AWS_PLUGIN_REGISTRY        registry and path of the plugins' images
#   AWS_PLUGIN_DOWNLOADS       address of the plugin's releases; if it is given, the program comes from there
#   AWS_PLUGIN_SHA256_AMD64    checksum that the program must have, for each architecture; may be empty
#   AWS_PLUGIN_SHA256_ARM64
#
# Uses what BusyBox has, and gitlab-runner.
set -eu

fail() {
  echo "install-plugin: $*" >&2
  exit 1
}

case $TARGETARCH in
  amd64) pinned=$AWS_PLUGIN_SHA256_AMD64 ;;
  arm64) pinned=$AWS_PLUGIN_SHA256_ARM64 ;;
  *) fail "the plugin's checksum can be given for amd64 and arm64, not for '$TARGETARCH'" ;;
esac

plugin=aws:$AWS_PLUGIN_VERSION
# Where `fleeting install` puts what "aws:<version>" is short for, and where the runner looks for it.
folder=$FLEETING_PLUGIN_PATH/registry.gitlab.com/gitlab-org/fleeting/plugins/aws/$AWS_PLUGIN_VERSION
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fleeting <command> <plugin> <folder>: runs it as for a runner that has this plugin, below this folder.
fleeting() {
  cat >"$work/config.toml" <<TOML
[[runners]]
  name = "image-build"
  url = "https://gitlab.com"
  executor = "docker-autoscaler"
  [runners.autoscaler]
    plugin = "$2"
TOML
  CONFIG_FILE=$work/config.toml FLEETING_PLUGIN_PATH=$3 gitlab-runner fleeting "$1"
}

sha256() { sha256sum "$1" | awk '{ print $1 }'; }

download() {
  wget -q -T 60 -O "$work/$1" "$release/$1" || fail "cannot download $release/$1"
}

mkdir -p "${folder%/*}"
if [ -n "$AWS_PLUGIN_DOWNLOADS" ]; then
  release=$AWS_PLUGIN_DOWNLOADS/v$AWS_PLUGIN_VERSION/downloads
  program=fleeting-plugin-aws-linux-$TARGETARCH
  download release.sha256
  # A line is "<sum>  <file>" or "<sum> *<folder>/<file>".
  expected=$(awk -v program="$program" '{ name = $2; sub(/^\*/, "", name); sub(/.*\//, "", name) } name == program { print $1 }' "$work/release.sha256")
  [ -n "$expected" ] || fail "$release/release.sha256 has no line for $program"
  download "$program"
  actual=$(sha256 "$work/$program")
  [ "$actual" = "$expected" ] || fail "$release/$program has the checksum $actual, and release.sha256 says $expected"
  mkdir "$folder"
  mv "$work/$program" "$folder/plugin"
else
  # From a mirror it lands in a folder named after the mirror, hence the way round by a temporary one.
  fleeting install "$AWS_PLUGIN_REGISTRY/$plugin" "$work/plugins"
  installed=$work/plugins/$AWS_PLUGIN_REGISTRY/aws/$AWS_PLUGIN_VERSION
  # `fleeting install` ends well when it found nothing to install, and a manager without its plugin starts well too.
  [ -s "$installed/plugin" ] || fail "'gitlab-runner fleeting install' left no program of $AWS_PLUGIN_REGISTRY/$plugin"
  mv "$installed" "$folder"
fi

actual=$(sha256 "$folder/plugin")
if [ -n "$pinned" ] && [ "$actual" != "$pinned" ]; then
  fail "the plugin $plugin for $TARGETARCH has the checksum $actual, and $pinned was asked for"
fi
chmod 755 "$folder/plugin"
chmod -R a+rX "$FLEETING_PLUGIN_PATH"

listed=$(fleeting list "$plugin" "$FLEETING_PLUGIN_PATH")
[ "${listed##*, path: }" = "$folder/plugin" ] ||
  fail "the runner does not look for $plugin in $folder/plugin; 'fleeting list' says: $listed"
