import type { Rule } from "../rule/rule";

/** A manager on Fargate runs an image that has what it needs. */
export const fargateNeedsOwnImage: Rule = {
  id: "fargate-needs-own-image",
  title: "A manager on Fargate runs an image that has what it needs",
  why:
    "ECS gives a task that it stops two minutes at most. Only the supervisor in the project's image drains the manager " +
    "before ECS stops it, and no container of the task installs the plugin. GitLab's own image has neither: every rollout " +
    "would end the jobs that run.",
  fix: 'set manager.image to "build", or to an image that was built from the project\'s Dockerfile',
  severity: "error",
  *check({ manager: { platform, image } }) {
    if (platform !== "fargate") {
      return;
    }
    if (image === "official") {
      yield {
        path: ["manager", "image"],
        message: 'must be "build" or an image that exists, with a platform of "fargate", got "official"',
      };
    } else if (image !== "build" && image.hasPlugin === false) {
      yield {
        path: ["manager", "image", "hasPlugin"],
        message: 'must be true with a platform of "fargate", got false',
      };
    }
  },
};
