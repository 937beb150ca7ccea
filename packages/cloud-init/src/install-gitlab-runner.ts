import { line, type CloudConfigPart, type Line, type Piece, type ValueOf } from "./cloud-config-part";

const SCRIPT = "/usr/local/sbin/install-gitlab-runner";

/** Where GitLab publishes the releases of GitLab Runner, each below its tag. */
const DOWNLOADS = "https://s3.dualstack.us-east-1.amazonaws.com/gitlab-runner-downloads";

const FOR_JOBS = "which jobs call for their cache, artifacts and steps. It never runs as a service here.";

// The binary and not GitLab's package, which starts a service that has no configuration yet, makes a user and brings some
// hundred megabytes of images for the Docker executor. It goes where the package would put it: /usr/bin is in the PATH
// of every session, whatever sshd and sudo think of /usr/local/bin.
const installScript = (purpose: string) => `#!/bin/sh
# Installs gitlab-runner, ${purpose}
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

/** What is installed of GitLab Runner, and where it comes from. */
export interface RunnerInstallation {
  /** Version of GitLab Runner, three numbers. */
  readonly version: string;
  /** The machine's architecture. */
  readonly architecture: Piece;
  /**
   * Address of the releases, each below its tag.
   *
   * @default - GitLab's own
   */
  readonly downloads?: Piece;
  /**
   * Checksum that the binary must have, 64 hexadecimal digits.
   *
   * @default - what the release itself says of it, which finds a broken download
   */
  readonly sha256?: Piece;
  /**
   * What it is for, for who reads the script on the machine: the end of a sentence that begins with its name.
   *
   * @default - jobs call it
   */
  readonly purpose?: string;
}

/** What cloud-init does to install the binary of GitLab Runner, held against its checksum. */
export function installGitlabRunner(
  { version, architecture, downloads = DOWNLOADS, sha256, purpose = FOR_JOBS }: RunnerInstallation,
  value: ValueOf,
): Required<Pick<CloudConfigPart, "files" | "commands">> {
  const checksum = sha256 === undefined ? [] : [", ", value(sha256)];
  const command: Line = [
    ...line`  - [sh, ${SCRIPT}, ${value(downloads)}, ${value(version)}, ${value(architecture)}`,
    ...checksum,
    "]",
  ];
  return {
    files: [
      `  - path: ${SCRIPT}`,
      "    content: |",
      ...installScript(purpose)
        .trimEnd()
        .split("\n")
        .map((text) => `      ${text}`),
    ],
    commands: [command],
  };
}
