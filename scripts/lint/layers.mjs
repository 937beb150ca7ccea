import { dirname, resolve } from "node:path";
import { importSites } from "./import-sites.mjs";
import { layers } from "./layer-table.mjs";
import { root, workspaceOf } from "./workspace-of.mjs";

const scope = "@runner-fleet/";
const system = /^(node:)?(fs|child_process|cluster|dgram|dns|http|http2|https|net|os|tls|worker_threads)(\/|$)/;

/** Names in a message: `a, b and c`, or `nothing`. */
const list = (names) => names.join(", ").replace(/, ([^,]*)$/, " and $1") || "nothing";

/** Why `folder` may not import `name`, or undefined if it may. `source` is false in tests. */
function refusal(folder, name, source) {
  const layer = layers[folder] ?? layers[folder.replace(/\/.*/, "/*")];
  if (layer === undefined)
    return `'${folder}' has no row in scripts/lint/layer-table.mjs; add one that says what it may import`;

  if (name.startsWith(scope)) {
    const [sibling, ...path] = name.slice(scope.length).split("/");
    if (layer.assets.includes(sibling)) return undefined;
    const allowed = list([...layer.siblings, ...layer.assets].map((each) => `'${scope}${each}'`));
    if (!layer.siblings.includes(sibling))
      return `${folder} may import ${allowed} of our packages, not '${name}'; what it needs of another arrives as a string or a small interface`;
    // What is data, and among the package's exports, is as public as its entry point.
    return path.length === 0 || path.at(-1).endsWith(".json")
      ? undefined
      : `import '${scope}${sibling}', its public entry point, not '${name}'`;
  }

  const [, provider, path] = /^@cdktf\/provider-([^/]+)(?:\/(.*))?$/.exec(name) ?? [];
  if (provider !== undefined) {
    const allowed = list(layer.providers.map((each) => `'@cdktf/provider-${each}/lib/<resource>'`));
    if (!layer.providers.includes(provider)) return `${folder} may import ${allowed} of the providers, not '${name}'`;
    return /^lib\/[a-z0-9-]+$/.test(path ?? "")
      ? undefined
      : `import one resource, '@cdktf/provider-${provider}/lib/<resource>', not '${name}', which loads every resource of the provider`;
  }

  if (/^(cdktf|constructs|@cdktf)(\/|$)/.test(name) && !layer.cdktf)
    return `${folder} knows no constructs, so not '${name}'; render text here and call it from a construct in another package`;
  if (source && !layer.system && system.test(name))
    return `${folder} reads no file and starts nothing, so not '${name}'; take the text as an argument`;
  return undefined;
}

/** Why the relative import `name` of `file` may not leave its workspace, or undefined if it does not or may. */
function escape(file, folder, name, source) {
  const target = resolve(dirname(file), name);
  const other = workspaceOf(target)?.folder;
  if (other === folder) return undefined;
  // Tests run the repository's own scripts, and each jest.config.js starts from the preset at the root.
  if (other === undefined && !source && target.startsWith(root)) return undefined;
  return `'${name}' leaves ${folder}; import another package by its name ('${scope}…')`;
}

/** Holds every import against the layer table. */
export const layersRule = {
  meta: { type: "problem", docs: { description: "hold every import against the layer table" }, schema: [] },
  create(context) {
    const workspace = workspaceOf(context.filename);
    if (workspace === undefined) return {};
    const { folder, inside } = workspace;
    const source = inside.startsWith("src/");
    return importSites(context, (name, node) => {
      const message = /^\.{1,2}(\/|$)/.test(name)
        ? escape(context.filename, folder, name, source)
        : refusal(folder, name, source);
      if (message !== undefined) context.report({ node, message });
    });
  },
};
