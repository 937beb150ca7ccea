import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { importSites } from "./import-sites.mjs";
import { root, workspaceOf } from "./workspace-of.mjs";

/** Names of the packages that the package.json in `folder` lists under `keys`; none if there is no such file. */
function listed(folder, keys) {
  try {
    const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    return keys.flatMap((key) => Object.keys(manifest[key] ?? {}));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Refuses an import that the package's own package.json does not list. npm hoists every package of the repository into
 * one folder, so such an import works here and fails for whoever installs the package. Where a package is bundled, its
 * devDependencies are in it.
 */
export const declaredImportsRule = {
  meta: { type: "problem", docs: { description: "import only what package.json lists" }, schema: [] },
  create(context) {
    const workspace = workspaceOf(context.filename);
    if (workspace === undefined) return {};
    const { folder, inside } = workspace;
    const source = inside.startsWith("src/");
    const bundled = existsSync(join(root, folder, "bundle.mjs"));
    const keys = source && !bundled ? ["dependencies"] : ["dependencies", "devDependencies"];
    const allowed = new Set([
      ...listed(folder, [...keys, "peerDependencies"]),
      ...(source ? [] : listed(".", ["devDependencies"])),
    ]);
    return importSites(context, (name, node) => {
      const dependency = /^(@[^/]+\/)?[^/]+/.exec(name)?.[0];
      if (/^[./]/.test(name) || isBuiltin(name) || allowed.has(dependency)) return;
      context.report({
        node,
        message: `'${dependency}' is not in the ${keys.join(" or ")} of ${folder}/package.json; list it there, by its exact version`,
      });
    });
  },
};
