const { parse } = require("yaml");

/**
 * The parts of cloud-init user data: one for plain user data, several for a MIME multi-part archive.
 *
 * @param {string} text user data as rendered, neither gzipped nor in base64
 * @returns {string[]} each part, from its first line (`#cloud-config`, `#!/bin/sh`)
 */
function userDataParts(text) {
  const boundary = /^content-type:\s*multipart\/mixed;\s*boundary="?([^"\s;]+)"?/im.exec(text)?.[1];
  if (boundary === undefined) return [text];
  return text
    .split(new RegExp(`^--${boundary.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?:--)?\\s*$`, "m"))
    .slice(1)
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [headers, ...body] = part.trimStart().split(/\r?\n\r?\n/);
      const content = body.join("\n\n");
      return /^content-transfer-encoding:\s*base64/im.test(headers)
        ? Buffer.from(content, "base64").toString("utf8")
        : content;
    });
}

const shebang = /^#!\s*\/(?:usr\/)?bin\/(?:env\s+)?(?:ba|da)?sh\b/;

/** A key's list; what is no list holds no script, and `cloud-init schema` says that it is wrong. */
const list = (value) => (Array.isArray(value) ? value : []);

/** The script of a `runcmd` or `bootcmd` entry that names a shell itself, such as `[bash, -c, script]`. */
function inlineScript(entry) {
  const [shell, flag, script] = entry;
  return /^(\/bin\/|\/usr\/bin\/)?(ba|da)?sh$/.test(shell) && /^-[a-z]*c$/.test(flag ?? "")
    ? `#!/bin/${shell.split("/").at(-1)}\n${script}\n`
    : undefined;
}

/**
 * Every shell script inside one part of user data.
 *
 * @param {string} part a part as `userDataParts` gives it
 * @returns {{ name: string, script: string }[]} where each was found, and its text with a shebang
 * @throws what the YAML parser throws if a cloud-config is not YAML
 */
function shellScripts(part) {
  if (shebang.test(part)) return [{ name: "script", script: part }];
  if (!part.startsWith("#cloud-config")) return [];
  const config = parse(part) ?? {};
  const commands = ["bootcmd", "runcmd"].flatMap((key) => {
    const entries = list(config[key]);
    // cloud-init joins the lines into one script that /bin/sh runs; a list is run as it is, without a shell.
    const lines = entries.filter((entry) => typeof entry === "string");
    const inline = entries.filter(Array.isArray).map(inlineScript);
    return [
      ...(lines.length > 0 ? [{ name: key, script: `#!/bin/sh\n${lines.join("\n")}\n` }] : []),
      ...inline.flatMap((script, index) => (script === undefined ? [] : [{ name: `${key}-${index}`, script }])),
    ];
  });
  const files = list(config.write_files).flatMap(({ path, content = "", encoding = "text/plain" }) => {
    const script = /^(b64|base64)$/.test(encoding) ? Buffer.from(content, "base64").toString("utf8") : content;
    return shebang.test(script) ? [{ name: path, script }] : [];
  });
  return [...commands, ...files];
}

module.exports = { shellScripts, userDataParts };
