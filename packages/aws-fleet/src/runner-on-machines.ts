import { versions, type JobsOnMachines, type Machines } from "@runner-fleet/config";
import { installGitlabRunner, line, type CloudConfigPart, type Piece, type ValueOf } from "@runner-fleet/cloud-init";

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
  const installed =
    image.runner === "install"
      ? installGitlabRunner(
          { version: runnerVersion, architecture, downloads: image.runnerDownloads, sha256: image.runnerSha256 },
          value,
        )
      : undefined;
  return {
    files: installed?.files,
    packages: installed && [value("git")],
    commands: [
      ...(installed?.commands ?? []),
      // What an image has already keeps its owner.
      ...jobDirectories.map(
        (directory) =>
          line`  - [sh, -c, '[ -d "$2" ] || { mkdir -p "$2" && chown "$1": "$2"; }', sh, ${user}, ${value(directory)}]`,
      ),
    ],
  };
}
