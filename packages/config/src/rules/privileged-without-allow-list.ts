import { everyDockerFleet } from "../rule/every-fleet";
import { isEmptyList, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** A fleet with privileged containers names the images that get them. */
export const privilegedWithoutAllowList: Rule = {
  id: "privileged-without-allow-list",
  title: "A fleet with privileged containers names the images that get them",
  why:
    "A missing list of allowed privileged images is no list: every image that a job names runs privileged, not only the " +
    "docker:dind that it was meant for.",
  fix: 'name the images, for Docker in Docker as services ["docker:dind", "docker:*-dind"]',
  severity: "warning",
  check: everyDockerFleet(function* ({ docker }, at) {
    const services = docker.servicesPrivileged ?? docker.privileged;
    if (knownValue(docker.privileged) === true && isEmptyList(docker.allowedPrivilegedImages)) {
      yield {
        path: at("docker", "allowedPrivilegedImages"),
        message: "should name images: without it every image is privileged",
      };
    }
    if (knownValue(services) === true && isEmptyList(docker.allowedPrivilegedServices)) {
      yield {
        path: at("docker", "allowedPrivilegedServices"),
        message: "should name images: without it every service is privileged",
      };
    }
  }),
};
