import { readFileSync } from "node:fs";
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
 * one folder, so such an import works here and fails for whoever installs the package.
 */
export const declaredImportsRule = {
  meta: { type: "problem", docs: { description: "import only what package.json lists" }, schema: [] },
  create(context) {
    const workspace = workspaceOf(context.filename);
    if (workspace === undefined) return {};
    const { folder, inside } = workspace;
    const source = inside.startsWith("src/");
    const allowed = new Set([
      ...listed(
        folder,
        source ? ["dependencies", "peerDependencies"] : ["dependencies", "peerDependencies", "devDependencies"],
      ),
      ...(source ? [] : listed(".", ["devDependencies"])),
    ]);
    return importSites(context, (name, node) => {
      const dependency = /^(@[^/]+\/)?[^/]+/.exec(name)?.[0];
      if (/^[./]/.test(name) || isBuiltin(name) || allowed.has(dependency)) return;
      context.report({
        node,
        message: `'${dependency}' is not in the ${source ? "dependencies" : "dependencies or devDependencies"} of ${folder}/package.json; list it there, by its exact version`,
      });
    });
  },
};
