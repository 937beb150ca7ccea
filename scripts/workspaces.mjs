import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The parsed package.json in `folder`. */
export const manifest = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/**
 * Every npm workspace of a repository, by the globs of its package.json; a folder without a package.json is none.
 *
 * @param {string} root the repository's root folder
 * @returns {string[]} folders relative to the root, sorted
 */
export function workspaces(root) {
  const folders = manifest(root).workspaces.flatMap((glob) => {
    if (!glob.endsWith("/*")) return [glob];
    const parent = glob.slice(0, -2);
    return existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [];
  });
  return folders.filter((folder) => existsSync(join(root, folder, "package.json"))).sort();
}
