import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { namedModules } from "./named-modules.js";

const firstLine = (text) =>
  text
    .trim()
    .split("\n")
    .find((line) => /^\w*Error\b/.test(line)) ?? text.trim().split("\n")[0];

/** Why a module is not found from a file, or nothing. */
function unresolved(from, name) {
  try {
    createRequire(from).resolve(name);
    return [];
  } catch (error) {
    return [`'${name}' must be found: ${firstLine(error.message)}`];
  }
}

/** Why a command does not print its help, or nothing. It is called by a link, as npm makes it. */
function helpFaults(app, place, [command, path]) {
  const bin = join(app, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  symlinkSync(join(place, path), join(bin, command));
  const { status, stdout, stderr } = spawnSync(join(bin, command), ["--help"], { cwd: app, encoding: "utf8" });
  return status === 0 && stdout.includes(command)
    ? []
    : [
        `${command} --help: must print its help and end with 0, got ${status ?? "no start"}: ${firstLine(stderr ?? "")}`,
      ];
}

/**
 * What of a package does not work once it is installed: a module that it names is not there, what it exports can't be
 * loaded, a command has no help.
 *
 * @param {string} app the folder in whose node_modules the package is
 * @param {string} place where the package lies
 * @param {object} manifest its package.json
 * @param {string[]} files its files
 * @returns {string[]} one line for each fault
 */
export function loadFaults(app, place, manifest, files) {
  const scripts = files.filter((file) => /^(?:dist|bin)\/.*\.js$/.test(file));
  const named = scripts.flatMap((file) =>
    namedModules(readFileSync(join(place, file), "utf8")).flatMap((name) =>
      unresolved(join(place, file), name).map((fault) => `${file}: ${fault}`),
    ),
  );
  const paths = Object.keys(manifest.exports ?? { "./package.json": "" });
  const exported = paths.flatMap((path) =>
    unresolved(join(app, "index.js"), join(manifest.name, path)).map((fault) => `exports: ${fault}`),
  );
  if (named.length + exported.length > 0) return [...named, ...exported];

  const loaded = paths.includes(".")
    ? spawnSync(process.execPath, ["--eval", `require(${JSON.stringify(manifest.name)})`], {
        cwd: app,
        encoding: "utf8",
      })
    : { status: 0 };
  return [
    ...(loaded.status === 0 ? [] : [`require("${manifest.name}"): must load, got ${firstLine(loaded.stderr)}`]),
    ...Object.entries(manifest.bin ?? {}).flatMap((bin) => helpFaults(app, place, bin)),
  ];
}
