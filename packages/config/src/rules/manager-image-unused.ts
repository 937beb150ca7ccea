import type { Rule } from "../rule/rule";

/** A manager on an EC2 instance is told of no image. */
export const managerImageUnused: Rule = {
  id: "manager-image-unused",
  title: "A manager on an EC2 instance is told of no image",
  why:
    "The instance installs GitLab Runner from its release and runs no container. An image would be built, or kept and " +
    "patched by you, and never run.",
  fix: "leave manager.image out; manager.runnerVersion says what is installed",
  severity: "error",
  *check({ manager: { platform, image } }) {
    if (platform === "ec2" && image !== "official") {
      const given = image === "build" ? ', got "build"' : "";
      yield { path: ["manager", "image"], message: `must be left out with a platform of "ec2"${given}` };
    }
  },
};
