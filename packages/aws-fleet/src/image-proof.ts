/** What an image must be able to do. */
export interface ImageContents {
  /** Whether it has Docker. */
  readonly docker: boolean;
  /** Whether it has git and gitlab-runner. */
  readonly runner: boolean;
}

/** Where the image says what it was made for. */
export const IMAGE_RECORD = "/etc/runner-fleet/image";

/** Waits until cloud-init has ended; 2 is "ended, with recoverable errors". */
export const BOOTED = "cloud-init status --wait || test $? -eq 2\n";

const DOCKER = `timeout 120 sh -c 'until docker info >/dev/null 2>&1; do sleep 2; done'
runuser --user "$(cat ${IMAGE_RECORD}/user)" -- docker info >/dev/null
while IFS= read -r image; do
  docker image inspect "$image" >/dev/null
  echo "$image is there"
done < ${IMAGE_RECORD}/images
`;

const RUNNER = `git --version
gitlab-runner --version
test "$(gitlab-runner --version | awk '$1 == "Version:" { print $2 }')" = "$(cat ${IMAGE_RECORD}/runner-version)"
`;

/** A script that fails unless a job could run on the machine: what the manager asks of a new one, and a little more. */
export const imageProof = ({ docker, runner }: ImageContents): string =>
  ["set -eu\n", docker ? DOCKER : "", runner ? RUNNER : ""].join("");
