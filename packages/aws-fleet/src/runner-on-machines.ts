import { versions, type JobsOnMachines, type Machines } from "@runner-fleet/config";
import { line, type CloudConfigPart, type Piece, type ValueOf } from "./cloud-config-part";

const SCRIPT = "/usr/local/sbin/install-gitlab-runner";

/** Where GitLab publishes the releases of GitLab Runner, each below its tag. */
const DOWNLOADS = "https://s3.dualstack.us-east-1.amazonaws.com/gitlab-runner-downloads";

// The binary and not GitLab's package, which starts a service and a user that no machine needs here and brings some
// hundred megabytes of images for the Docker executor. It goes where the package would put it: /usr/bin is in the PATH
// of every session, whatever sshd and sudo think of /usr/local/bin.
const INSTALL_SCRIPT = `#!/bin/sh
# Installs gitlab-runner, which jobs call for their cache, artifacts and steps. It never runs as a service here.
# Usage: install-gitlab-runner DOWNLOADS VERSION ARCHITECTURE [SHA256]
set -eu
release=$1/v$2
binary=binaries/gitlab-runner-linux-$3
sha256=\${4:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fetch() {
  curl --fail --silent --show-error --location --proto =https --connect-timeout 10 --retry 5 --retry-connrefused \\
    --output "$2" "$release/$1"
}
fetch "$binary" "$folder/gitlab-runner"
if [ -z "$sha256" ]; then
  fetch release.sha256 "$folder/release.sha256"
  sha256=$(awk -v binary="$binary" '{ sub(/^[*]?([.]\\/)?/, "", $2) } $2 == binary { print $1; exit }' "$folder/release.sha256")
fi
echo "$sha256  $folder/gitlab-runner" | sha256sum --check --strict --quiet
install -m 0755 "$folder/gitlab-runner" /usr/bin/gitlab-runner
`;

/**
 * What cloud-init does for jobs that run on the machine itself: git, gitlab-runner of the manager's version, and the
 * directories that the user who runs jobs could not make. Nothing where jobs run in containers.
 */
export function runnerOnMachines(
  { image, architecture }: Machines,
  { runnerVersion = versions.gitlabRunner, jobDirectories = [] }: JobsOnMachines,
  user: Piece,
  value: ValueOf,
): CloudConfigPart {
  if (!("runner" in image)) {
    return {};
  }
  const installs = image.runner === "install";
  const { runnerDownloads = DOWNLOADS, runnerSha256 } = image;
  const options = runnerSha256 === undefined ? [] : [", ", value(runnerSha256)];
  return {
    files: installs
      ? [
          `  - path: ${SCRIPT}`,
          "    content: |",
          ...INSTALL_SCRIPT.trimEnd()
            .split("\n")
            .map((text) => `      ${text}`),
        ]
      : [],
    packages: installs ? [value("git")] : [],
    commands: [
      ...(installs
        ? [
            [
              ...line`  - [sh, ${SCRIPT}, ${value(runnerDownloads)}, ${value(runnerVersion)}, ${value(architecture)}`,
              ...options,
              "]",
            ],
          ]
        : []),
      // What an image has already keeps its owner.
      ...jobDirectories.map(
        (directory) =>
          line`  - [sh, -c, '[ -d "$2" ] || { mkdir -p "$2" && chown "$1": "$2"; }', sh, ${user}, ${value(directory)}]`,
      ),
    ],
  };
}
