/**
 * Where the parts of the image come from unless a mirror is named. The pins are of these: `npm run pin` reads this file,
 * a line each.
 */
export const origins = {
  /** GitLab Runner's image, which the manager's is based on. */
  base: "registry.gitlab.com/gitlab-org/gitlab-runner",
  /** The image that compiles. */
  go: "docker.io/library/golang",
  /** The image of a builder made for the build. */
  buildkit: "docker.io/moby/buildkit",
  /** The image that lets a release's builder run programs of another architecture. */
  binfmt: "docker.io/tonistiigi/binfmt",
  /** The image that lists what is in a published image. */
  sbomScanner: "docker.io/docker/buildkit-syft-scanner",
  /** Registry and path of the fleeting plugins' images. */
  pluginRegistry: "registry.gitlab.com/gitlab-org/fleeting/plugins",
  /** Address of the releases of the fleeting plugin for AWS. */
  pluginReleases: "https://gitlab.com/gitlab-org/fleeting/plugins/aws/-/releases",
  /** Address of GitLab Runner's own releases, for machines that install it. */
  runnerReleases: "https://s3.dualstack.us-east-1.amazonaws.com/gitlab-runner-downloads",
} as const;
