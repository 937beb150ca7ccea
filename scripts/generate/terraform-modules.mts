import {
  defaultSchema,
  moduleTables,
  moveTable,
  moveTableFile,
  toModule,
  type TerraformDocument,
} from "@runner-fleet/hcl";
import { moduleDocument, plainModules, requiredVersion, type PlainModule } from "@runner-fleet/stack";
import { moduleMoves } from "./module-moves.mts";

const begin = (table: string) => `<!-- ${table}: written by \`npm run generate\` -->`;
const end = (table: string) => `<!-- end of ${table} -->`;

/**
 * The modules for plain Terraform: their files, what stacks of the same constructs move to, and their READMEs with the
 * tables made anew.
 *
 * @param read gives the text of a file by its path
 * @returns the texts by their paths
 * @throws Error when a README has no place for a table, or nothing is said of the stacks that may move to a module
 */
export const terraformModules = (read: (path: string) => string): Record<string, string> =>
  Object.assign({}, ...plainModules.map((module) => moduleFiles(module, read))) as Record<string, string>;

function moduleFiles(module: PlainModule, read: (path: string) => string): Record<string, string> {
  const document = moduleDocument(module) as TerraformDocument;
  const made = toModule(document, {
    schema: defaultSchema(),
    requiredVersion,
    providers: module.providers,
  });
  const folder = `terraform/${module.name}`;
  const readme = `${folder}/README.md`;
  const moves = moduleMoves[module.name];
  if (moves === undefined) {
    throw new Error(
      `${module.name}: must have its moves, got those of ${Object.keys(moduleMoves).join(", ")}; write them in module-moves.mts`,
    );
  }
  return {
    ...Object.fromEntries(Object.entries(made.files).map(([name, text]) => [`${folder}/${name}`, text])),
    // What the HCL is made from is among what packages/hcl is tested with.
    [`packages/hcl/test/corpus/${module.name}.json`]: JSON.stringify(document),
    [`${folder}/${moveTableFile}`]: JSON.stringify(moveTable(document, made.addresses, moves)),
    [readme]: Object.entries(moduleTables(made)).reduce(
      (text, [table, content]) => withTable(text, readme, table, content),
      read(readme),
    ),
  };
}

/** Prettier would fill every cell up to the longest description. */
const asWritten = (table: string) => `<!-- prettier-ignore-start -->\n\n${table}\n\n<!-- prettier-ignore-end -->`;

/** Everything but the tables, which stand between two comments each, is written by hand. */
function withTable(readme: string, path: string, table: string, content: string): string {
  const [from, to] = [readme.indexOf(begin(table)), readme.indexOf(end(table))];
  if (from === -1 || to < from) {
    throw new Error(
      `${path}: must hold '${begin(table)}' and after it '${end(table)}'; write each on a line of its own`,
    );
  }
  return `${readme.slice(0, from)}${begin(table)}\n\n${asWritten(content.trim())}\n\n${readme.slice(to)}`;
}
