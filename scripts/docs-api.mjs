import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Application, Comment, ConsoleLogger, LogLevel } from "typedoc";
import { withoutInternals } from "./api/internals.js";
import { publishedPackages } from "./published-packages.js";
import { manifest, workspaces } from "./workspaces.mjs";

// `npm run docs:api`: writes the reference of what every package exports to docs/api, from the doc comments. A link that
// leads nowhere, a type that is used and not exported, and whatever else typedoc warns of fail it.

const root = fileURLToPath(new URL("..", import.meta.url));
const { values: options } = parseArgs({ options: { out: { type: "string", default: join(root, "docs/api") } } });
const repository = "https://github.com/runner-fleet/runner-fleet";

const all = workspaces(root).map((folder) => ({ folder, manifest: manifest(join(root, folder)) }));
const documented = publishedPackages(all).filter(({ manifest }) => manifest.exports?.["."] !== undefined);

/** What typedoc warns of, each once. */
class Warnings extends ConsoleLogger {
  level = LogLevel.Warn;
  texts = new Set();

  warn(text) {
    // The key `extra` of every table of a description is made in one place.
    if (!text.startsWith("extra has multiple declarations with a comment")) this.texts.add(text);
  }
}

const warnings = new Warnings();
const app = await Application.bootstrap({
  name: "runner-fleet",
  entryPoints: documented.map(({ folder }) => join(root, folder, "src/index.ts")),
  tsconfig: join(root, "scripts/api/tsconfig.json"),
  // `npm run ci` has checked the types.
  skipErrorChecking: true,
  readme: "none",
  excludeExternals: true,
  excludePrivate: true,
  disableGit: true,
  sourceLinkTemplate: `${repository}/blob/${process.env.GITHUB_SHA ?? "main"}/{path}#L{line}`,
  displayBasePath: root,
  basePath: root,
  navigationLinks: { Repository: repository },
});
app.logger = warnings;

const project = await app.convert();
if (project !== undefined) {
  for (const { folder, manifest } of documented) nameModule(folder, manifest);
  for (const { manifest } of documented) {
    // typedoc leaves it to another package to export its types: each is the project's own once.
    project.packageName = manifest.name;
    app.validate(project);
  }
  await app.generateDocs(project, options.out);
}
const faults = withoutInternals(warnings.texts);
if (project === undefined || warnings.hasErrors() || faults.length > 0) {
  console.error([...faults, "docs:api: there must be no error and no warning; mend what is above"].join("\n"));
  process.exitCode = 1;
} else {
  const names = documented.map(({ manifest }) => manifest.name);
  console.log(`wrote ${relative(process.cwd(), options.out)}: ${names.join(", ")}`);
}

/** typedoc calls modules by their files; people call them by their packages. */
function nameModule(folder, { name, description, homepage }) {
  const module = project.children.find(({ sources }) => sources?.[0]?.fileName === `${folder}/src/index.ts`);
  module.name = name;
  module.comment = new Comment([{ kind: "text", text: `${description}. [README](${homepage})` }]);
}
