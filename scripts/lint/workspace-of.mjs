import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Where a file belongs.
 *
 * @param {string} file an absolute path
 * @returns {{ folder: string, inside: string } | undefined} the workspace's folder (`packages/config`) and the path
 * inside it (`src/index.ts`); undefined for a file in no package, chart or example
 */
export function workspaceOf(file) {
  const [, folder, inside] =
    /^((?:packages|charts|examples)\/[^/]+)(?:\/(.*))?$/.exec(relative(root, file).split(sep).join("/")) ?? [];
  return folder === undefined ? undefined : { folder, inside: inside ?? "" };
}
