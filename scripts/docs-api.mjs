import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Application, Comment, ConsoleLogger, LogLevel } from "typedoc";
import { internals } from "./api/internals.js";
import { publishedPackages } from "./published-packages.js";
import { manifest, workspaces } from "./workspaces.mjs";

// `npm run docs:api`: writes the reference of what every package exports to docs/api, from the doc comments. A link that
// leads nowhere, a type that is used and not exported, and whatever else typedoc warns of fail it.

const root = fileURLToPath(new URL("..", import.meta.url));
const { values: options } = parseArgs({ options: { out: { type: "string", default: join(root, "docs/api") } } });
const repository = "https://github.com/runner-fleet/runner-fleet";

const all = workspaces(root).map((folder) => ({ folder, manifest: manifest(join(root, folder)) }));
const documented = publishedPackages(all).filter(({ manifest }) => manifest.exports?.["."] !== undefined);

/** Leaves out what typedoc warns of in every description: the key `extra` is made in one place for each of its tables. */
class Warnings extends ConsoleLogger {
  warn(text, ...place) {
    if (!text.startsWith("extra has multiple declarations with a comment")) super.warn(text, ...place);
  }
}

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
  intentionallyNotExported: internals,
});
app.logger = Object.assign(new Warnings(), { level: LogLevel.Warn });

const project = await app.convert();
if (project !== undefined) {
  name(project.children);
  app.validate(project);
  await app.generateDocs(project, options.out);
}
if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) {
  console.error(`docs:api: must have neither errors nor warnings; what is above is at fault`);
  process.exitCode = 1;
} else {
  console.log(
    `wrote ${relative(process.cwd(), options.out)}: ${documented.map(({ manifest }) => manifest.name).join(", ")}`,
  );
}

/** typedoc calls modules by their files; people call them by their packages. */
function name(modules) {
  for (const { folder, manifest } of documented) {
    const module = modules.find(({ sources }) => sources?.[0]?.fileName === `${folder}/src/index.ts`);
    module.name = manifest.name;
    module.comment = new Comment([{ kind: "text", text: `${manifest.description}. [README](${manifest.homepage})` }]);
  }
}
