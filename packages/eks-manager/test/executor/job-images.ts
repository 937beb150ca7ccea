import { versions } from "@runner-fleet/config";
import { expand } from "./job-variables";
import { overwrittenMap } from "./overwrites";
import type { PodParts } from "./pod-parts";

const helperRegistry = "registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper";

/** `checkDefaults`: a job without an image has the runner's. */
export function buildImage({ runner, job, variables }: PodParts): string {
  const image = expand(job.image || (runner.kubernetes.image ?? ""), variables);
  if (image === "") {
    throw new Error("no image specified and no default set in config");
  }
  return image;
}

const architectures = new Map([
  ["amd64", "x86_64"],
  ["arm64", "arm64"],
]);

/** `getHelperImage`: the runner's, or GitLab's for the architecture that the node selector asks for, else amd64. */
export function helperImage({ runner, variables }: PodParts): string {
  const { helper_image, helper_image_flavor = "alpine" } = runner.kubernetes;
  if (helper_image) {
    return expand(helper_image, variables);
  }
  const selector = overwrittenMap(runner.kubernetes, variables, "node_selector");
  const architecture = architectures.get(selector["kubernetes.io/arch"] ?? "amd64");
  const flavor = helper_image_flavor === "alpine" ? "" : `${expand(helper_image_flavor, variables)}-`;
  return `${helperRegistry}:${flavor}${architecture}-v${versions.gitlabRunner}`;
}
