import type { InitAnswers } from "../../src/init/init-answers";

/** Answers as they are when nothing but this is said. */
export const answersWith = (said: Partial<InitAnswers> = {}): InitAnswers => {
  const { executor = "docker-autoscaler", architecture = "amd64" } = said;
  return {
    executor,
    platform: "kubernetes",
    gitlabUrl: "https://gitlab.com",
    name: "gitlab-runner",
    fleet: executor === "kubernetes" ? "pods" : "linux",
    maxJobs: 10,
    image: "alpine:3.22",
    cache: "s3",
    architecture,
    instanceTypes: architecture === "amd64" ? ["m7i.large", "m6i.large"] : ["m7g.large", "m6g.large"],
    spot: false,
    idle: 0,
    ...said,
  };
};
