/** What is drawn of a row of scripts/lint/layer-table.mjs: what a package may import. */
export interface Layer {
  readonly providers: readonly string[];
  readonly siblings: readonly string[];
  readonly assets: readonly string[];
}

const FOLDER = "packages/";

/**
 * The graph of the packages and of what each imports, in Graphviz' language.
 *
 * An arrow that follows from others is left out: `stack` imports `aws-fleet`, which imports `config`, so there is none
 * from `stack` to `config`.
 *
 * @param layers rows of the layer table; what is in no package, such as examples, is not drawn
 * @param dependenciesOf names in a package's `dependencies`: what only its tests import is in the table, and not there
 */
export function packagesDot(
  layers: Readonly<Record<string, Layer>>,
  dependenciesOf: (folder: string) => readonly string[],
): string {
  const rows = Object.entries(layers)
    .filter(([folder]) => folder.startsWith(FOLDER))
    .map(([folder, { providers, siblings, assets }]) => {
      const dependencies = dependenciesOf(folder);
      return {
        name: folder.slice(FOLDER.length),
        isPlain: !dependencies.includes("cdktf"),
        providers: providers.filter((provider) => dependencies.includes(`@cdktf/provider-${provider}`)),
        imports: [...siblings, ...assets].filter((sibling) => dependencies.includes(`@runner-fleet/${sibling}`)),
        assets,
      };
    });
  const importsOf = new Map(rows.map(({ name, imports }) => [name, imports]));
  const isDrawn = (names: readonly string[], target: string) =>
    !names.some((other) => other !== target && reaches(other, target, importsOf));
  const charts = [...new Set(rows.flatMap(({ assets }) => assets))].toSorted();
  const lines = [
    ...rows.map(({ name, isPlain, providers }) =>
      node(name, isPlain ? "other" : "ours", isPlain ? "plain TypeScript" : noteOf(providers)),
    ),
    ...charts.map((chart) => node(chart, "terraform", "Helm chart", chart.replace(/-chart$/, ""))),
    ...rows.flatMap(({ name, imports }) =>
      imports.filter((target) => isDrawn(imports, target)).map((target) => `"${name}" -> "${target}"`),
    ),
  ];
  return `digraph packages {
  title="The packages, and what each imports"
  desc="An arrow goes from a package to one that it imports; those that follow from others are left out. ${rows.map(sentence).join(" ")}"
  ranksep=0.5 nodesep=0.14
  node [fixedsize=false width=1.2 height=0.68 margin="0.19,0.1"]
  ${lines.join("\n  ")}
}
`;
}

const node = (name: string, className: string, note: string, label = name) =>
  `"${name}" [class=${className} label="${label}\\n${note}"]`;

/** Two providers a line, which is as wide as the names are. */
const noteOf = (providers: readonly string[]) =>
  providers.length === 0 ? "cdktf" : providers.join(", ").replace(/(, \S+), /g, "$1,\\n");

function sentence({ name, imports }: { readonly name: string; readonly imports: readonly string[] }): string {
  return imports.length === 0 ? `${name} imports none.` : `${name} imports ${imports.join(", ")}.`;
}

function reaches(from: string, to: string, importsOf: ReadonlyMap<string, readonly string[]>): boolean {
  return (importsOf.get(from) ?? []).some((name) => name === to || reaches(name, to, importsOf));
}
