/** What tells a secret from a word: the fixed beginning and the length of real ones. */
const secrets = [
  ["a runner's token", /\bglrt-[\w-]{20,}/],
  ["a GitLab token", /\bgl(?:pat|ptt|dt|ft|soat)-[\w-]{20,}/],
  ["a GitHub token", /\bgh[pousr]_\w{36,}/],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}\b/],
  ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a private key", /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{40,}/],
];

/**
 * What is wrong with the text of a file that is published. A secret that is found is named and never shown.
 *
 * @param {string} path the file's path in the package
 * @param {string} text its text
 * @param {(path: string) => boolean} isPacked whether the package has a file, by its path beside this one
 * @returns {string[]} one line for each fault
 */
function textFaults(path, text, isPacked) {
  const [, map] = /^\/\/# sourceMappingURL=(\S+)$/m.exec(text) ?? [];
  return [
    ...secrets
      .filter(([, pattern]) => pattern.test(text))
      .map(([what]) => `${path}: must hold no secret, and holds what looks like ${what}; remove and revoke it`),
    ...(map === undefined || isPacked(map)
      ? []
      : [`${path}: must name no source map that the package does not have, got ${map}; build without source maps`]),
  ];
}

module.exports = { textFaults };
