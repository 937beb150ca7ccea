import { heldAs, type ModuleCondition } from "./module-condition";
import { givesSecretValue } from "./secret-form";
import { nameInTerraform } from "./terraform-name";

const SINGLE_USE = "(var.capacity_per_instance == 1 && coalesce(var.max_use_count, 1) == 1)";

const DOCKER_SOCKET = 'can(regex("^/(var/run|run|var)?(/docker\\\\.sock)?/?:", volume))';

/** An image and the patterns of a list that match its plain tag. */
const plainTag = 'trimsuffix(pattern, ":*-dind")';
const missesPlainTag = (list: string) =>
  `endswith(pattern, ":*-dind") && length(setintersection(${list}, ` +
  `["\${${plainTag}}:dind", "\${${plainTag}}:*", "\${${plainTag}}:**", "**"])) == 0`;

/** Docker in Docker in a list of patterns. */
function dindPatterns(variable: "allowedImages" | "allowedPrivilegedImages" | "allowedPrivilegedServices") {
  const list = `coalesce(var.${nameInTerraform(variable)}, [])`;
  return heldAs("dind-pattern-misses-tag", {
    variables: [variable],
    condition: `alltrue([for pattern in ${list} : !(${missesPlainTag(list)})])`,
    must: "should be joined by the plain tag dind, which it does not match",
    path: "[*]",
    given: `[for pattern in ${list} : pattern if ${missesPlainTag(list)}]`,
  });
}

const privilegedList = (variable: "allowedPrivilegedImages" | "allowedPrivilegedServices", what: string) =>
  heldAs("privileged-without-allow-list", {
    variables: [variable, "privileged"],
    condition: `!var.privileged || var.${nameInTerraform(variable)} != null`,
    must: `should name images: without it every ${what} is privileged`,
    given: `var.${nameInTerraform(variable)}`,
  });

/** What speaks of what jobs may do to each other and to their machines. */
export const isolationConditions: readonly ModuleCondition[] = [
  heldAs("privileged-on-shared-machines", {
    variables: ["privileged", "capacityPerInstance", "maxUseCount"],
    condition: `!var.privileged || ${SINGLE_USE}`,
    must: "must not be true on machines that serve more than one job",
    given: "var.privileged",
  }),
  heldAs("docker-socket-on-shared-machines", {
    variables: ["volumes", "capacityPerInstance", "maxUseCount"],
    condition: `${SINGLE_USE} || alltrue([for volume in var.volumes : !${DOCKER_SOCKET}])`,
    must: "must not give Docker's socket to jobs on machines that serve more than one",
    path: "[*]",
    given: `[for volume in var.volumes : volume if ${DOCKER_SOCKET}]`,
  }),
  heldAs("privileged-with-instance-role", {
    variables: ["privileged", "machineAccess"],
    condition: '!var.privileged || var.machine_access != "ssm"',
    must: "must not be true on machines that get a role by machine_access",
    given: "var.privileged",
    fix: "set machine_access to none, or accept the rule for a role that any job may have",
  }),
  privilegedList("allowedPrivilegedImages", "image"),
  privilegedList("allowedPrivilegedServices", "service"),
  dindPatterns("allowedImages"),
  dindPatterns("allowedPrivilegedImages"),
  dindPatterns("allowedPrivilegedServices"),
  heldAs("image-without-tag", {
    variables: ["dockerImage"],
    condition:
      'strcontains(var.docker_image, "$") || (can(regex(":[^/:]+$", var.docker_image)) && !endswith(var.docker_image, ":latest"))',
    must: "should have a tag other than latest, or a digest",
    given: "var.docker_image",
  }),
  heldAs("environment-holds-secret", {
    variables: ["environment"],
    condition: `alltrue([for entry in var.environment : !${givesSecretValue("entry")}])`,
    must: "must not give a secret a value (not shown)",
    path: "[*]",
    given: `[for entry in var.environment : split("=", entry)[0] if ${givesSecretValue("entry")}]`,
  }),
];
