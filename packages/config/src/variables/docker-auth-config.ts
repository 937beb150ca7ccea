/** Terraform's expression for the values of DOCKER_AUTH_CONFIG in an environment; one that names a variable is left to the job. */
export const dockerAuthConfigs = (environment: string) =>
  `[for entry in ${environment} : trimprefix(entry, "DOCKER_AUTH_CONFIG=") if can(regex("^DOCKER_AUTH_CONFIG=([^$]|$)", entry))]`;
