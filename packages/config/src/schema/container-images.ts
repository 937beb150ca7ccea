import { patterns } from "./pattern";
import { textList } from "./value";

/** When an image is pulled, in GitLab Runner's words. */
export const pullPolicies = ["always", "if-not-present", "never"] as const;

const images = () => textList(patterns.imageGlob).optional();

/** The keys about images that `[runners.docker]` and `[runners.kubernetes]` have alike. */
export const containerImages = {
  /**
   * Pull policies that a job may choose. It must hold those of `pullPolicy`, or jobs that choose none fail.
   *
   * @default - those of `pullPolicy`
   */
  allowedPullPolicies: textList({
    pattern: new RegExp(`^(${pullPolicies.join("|")})$`),
    expected: 'one of "always", "if-not-present" and "never"',
  }).optional(),
  /**
   * Patterns of the images that a job may use, besides `image`. `*` ends at a slash, `**` does not; nothing excludes.
   *
   * @default - every image
   */
  allowedImages: images(),
  /**
   * Patterns of the images that a job may use as services, as in `allowedImages`.
   *
   * @default - every image
   */
  allowedServices: images(),
} as const;
