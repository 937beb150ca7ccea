import { credentialHelperForEveryRegistry } from "../rules/credential-helper-for-every-registry";
import { testedPlugins } from "../rules/plugin-version-untested";
import { dockerAuthConfigs } from "./docker-auth-config";
import { heldAs, type ModuleCondition } from "./module-condition";

/** What speaks of the manager: GitLab's address, its versions, and how it asks registries. */
export const managerConditions: readonly ModuleCondition[] = [
  heldAs("gitlab-url-unencrypted", {
    variables: ["gitlabUrl"],
    condition: '!startswith(var.gitlab_url, "http://")',
    must: "should begin with https://",
    given: "var.gitlab_url",
    fix: "use https",
  }),
  heldAs("plugin-version-untested", {
    variables: ["pluginVersion"],
    condition: `can(regex("^(${testedPlugins.map((minor) => minor.replace(".", "\\\\.")).join("|")})\\\\.", var.plugin_version))`,
    must: `should be one of ${testedPlugins.map((minor) => `${minor}.x`).join(", ")}`,
    given: "var.plugin_version",
  }),
  heldAs("credential-helper-for-every-registry", {
    variables: ["environment"],
    condition: `alltrue([for text in ${dockerAuthConfigs("var.environment")} : try(jsondecode(text).credsStore, null) == null])`,
    must: "DOCKER_AUTH_CONFIG should have credHelpers in place of credsStore",
    given: null,
    fix: credentialHelperForEveryRegistry.fix,
  }),
  heldAs("ecr-login-without-helper", {
    variables: ["environment", "managerImage"],
    onlyWith: "podIdentityAgent",
    condition: `var.manager_image != null || alltrue([for text in ${dockerAuthConfigs("var.environment")} : !contains(concat([try(jsondecode(text).credsStore, "")], try(values(jsondecode(text).credHelpers), [])), "ecr-login")])`,
    must: "DOCKER_AUTH_CONFIG must not name ecr-login without a manager_image",
    given: null,
    fix: "set manager_image to an image that has docker-credential-ecr-login",
  }),
  heldAs("resource-name-too-long", {
    variables: ["fleetName", "name", "machineAccess"],
    condition: 'var.machine_access != "ssm" || length("${var.name}-${var.fleet_name}") <= 64',
    must: "must give the IAM role a name of at most 64 characters",
    given: '"${var.name}-${var.fleet_name}"',
    fix: "shorten name or fleet_name",
  }),
];
