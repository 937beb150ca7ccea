import { containerImages, pullPolicies } from "./container-images";
import { choice, text, textOrList } from "./value";

/** The keys of `[runners.docker]` about images: which, from where, and which a job may choose. */
export const dockerImages = {
  /** Image of a job that names none. Write its version: `ruby:3.4`, not `ruby`. */
  image: text({ pattern: /^\S+$/, expected: 'an image, such as "ruby:3.4"' }),
  /**
   * When images are pulled: `always`, `if-not-present` or `never`. Of several the first is tried first.
   *
   * @default - "always"
   */
  pullPolicy: textOrList(pullPolicies).optional(),
  ...containerImages,
  /**
   * Image of the helper, which fetches the repository and moves caches and artifacts. Its version must be the manager's.
   *
   * @default - the image that GitLab publishes for the runner's version
   */
  helperImage: text().optional(),
  /**
   * What GitLab's own helper image is built on. Without effect with `helperImage`.
   *
   * @default - "alpine"
   */
  helperImageFlavor: choice(["alpine", "alpine3.21", "alpine-latest", "ubi-fips", "ubuntu"]).optional(),
} as const;
