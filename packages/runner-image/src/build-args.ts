import { Token } from "cdktf";

/** Arguments that Docker knows in every build without an ARG, in capitals; it takes them in lower case too. */
const proxyArguments = ["ALL_PROXY", "FTP_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];

/** Arguments of the Dockerfile that are set otherwise: by the prop named, or by Docker itself. */
const setOtherwise: Readonly<Record<string, string>> = {
  RUNNER_VERSION: "the prop 'runnerVersion'",
  AWS_PLUGIN_VERSION: "the prop 'pluginVersion'",
  BASE_REPOSITORY: "the prop 'baseRepository'",
  AWS_PLUGIN_REGISTRY: "the prop 'plugin'",
  AWS_PLUGIN_DOWNLOADS: "the prop 'plugin'",
  AWS_PLUGIN_SHA256_AMD64: "the prop 'pluginSha256'",
  AWS_PLUGIN_SHA256_ARM64: "the prop 'pluginSha256'",
  TARGETOS: "Docker",
  TARGETARCH: "the prop 'architectures'",
};

/** The names that may be given as build arguments: what the Dockerfile declares, and Docker's own for proxies. */
export function knownBuildArgs(dockerfile: string): string[] {
  const declared = [...dockerfile.matchAll(/(?<=^ARG )[A-Za-z0-9_]+/gm)].map(([name]) => name);
  return [...new Set([...declared, ...proxyArguments])].filter((name) => !Object.hasOwn(setOtherwise, name)).sort();
}

/**
 * Checks the build arguments of a user.
 *
 * @param where the path that starts the message
 * @throws Error for an argument that would change nothing, a value not known at synthesis, and a password
 */
export function assertBuildArgs(where: string, buildArgs: Readonly<Record<string, string>>, dockerfile: string): void {
  const known = knownBuildArgs(dockerfile);
  for (const [name, value] of Object.entries(buildArgs)) {
    const at = `${where}: 'buildArgs.${name}'`;
    if (Object.hasOwn(setOtherwise, name)) throw new Error(`${at} is set by ${setOtherwise[name]}; leave it out here`);
    if (!known.includes(name) && !proxyArguments.includes(name.toUpperCase())) {
      throw new Error(`${at} is no argument of the Dockerfile; it has ${known.join(", ")}`);
    }
    if (Token.isUnresolved(value)) {
      throw new Error(`${at} must be known at synthesis, because the image's tag is made from it; give a literal`);
    }
    // The value goes through Terraform, where the first two begin a template, and one line is one argument.
    if (/[$%]\{|[\r\n]/.test(value)) {
      throw new Error(`${at} must be one line without '\${' and '%{', got ${JSON.stringify(value)}`);
    }
    // The value is not repeated here: this message lands in logs.
    if (/\/\/[^/@]*:[^/@]*@/.test(value)) {
      throw new Error(`${at} holds a password, which would stay in the Terraform files; use an address without one`);
    }
  }
}
