import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of an installed package, as npm has laid it out for the package in `folder`. */
function installed(root, folder, name) {
  const found = [join(root, folder), root].map((from) => join(from, "node_modules", name)).find(existsSync);
  if (found === undefined) {
    throw new Error(`${folder}/package.json: '${name}' must be installed, and is not; run npm ci`);
  }
  return realpathSync(found);
}

function link(target, path) {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
}

/**
 * Installs packed packages without a registry, more strictly than npm does: each finds what its own package.json lists
 * as a dependency, and nothing that another one brought along.
 *
 * @param {string} root the repository's root folder, whose third-party packages are used
 * @param {{ folder: string, manifest: object, tarball: string }[]} packages
 * @param {string} app an empty folder, outside the repository: else Node finds the repository's packages
 * @returns {Map<string, string>} where each package lies, by its name
 */
export function unpackPackages(root, packages, app) {
  const places = new Map(packages.map(({ manifest }) => [manifest.name, join(app, "packages", manifest.name)]));
  for (const { folder, manifest, tarball } of packages) {
    const place = places.get(manifest.name);
    mkdirSync(place, { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", place]);
    link(place, join(app, "node_modules", manifest.name));
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      link(places.get(name) ?? installed(root, folder, name), join(place, "node_modules", name));
    }
  }
  // What a consumer has besides, and what `lib` and `types` of a tsconfig name.
  for (const name of ["@types/node", "undici-types"]) link(installed(root, ".", name), join(app, "node_modules", name));
  return places;
}
