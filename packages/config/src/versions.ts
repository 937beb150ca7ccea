/**
 * Every version the project pins, in one place. The digests and checksums that belong to them are looked up by
 * `npm run pin`, where the registries are reached, and lie in packages/runner-image/pins.json.
 */
export const versions = {
  /** GitLab Runner, the manager and its official image. */
  gitlabRunner: "19.4.0",
  /** GitLab's own chart `gitlab-runner`, whose GitLab Runner is the one above. */
  officialChart: "0.93.0",
  /** GitLab's fleeting plugin for AWS Auto Scaling groups. */
  awsPlugin: "1.1.0",
  /** Amazon's credential helper for Docker (docker-credential-ecr-login), compiled into the manager's image. */
  ecrCredentialHelper: "0.12.0",
  /** The official Go image that compiles it, as a tag. */
  goImage: "1.26.8-alpine3.24",
  /** The BuildKit that a builder made for the manager's image runs. */
  buildkit: "0.34.0",
  /** The emulators with which a release is built for a second architecture, as a tag. */
  binfmt: "qemu-v10.2.3",
  /** Docker's image of Syft, which lists the contents of the published manager's image. */
  sbomScanner: "1.12.0",
} as const;
