import { escaped } from "./escaped.mts";
import { chartValues, type ChartValue } from "./chart-values.mts";

const BEGIN = "<!-- values: written by `npm run generate` from values.yaml -->";
const END = "<!-- end of values -->";

/**
 * The README of a chart with its table of values made anew. Everything but the table, which stands between two comments,
 * is written by hand.
 *
 * @param chart folder of the chart
 * @param read gives the text of a file by its path
 * @throws Error when a comment is missing, or when a value has no description
 */
export function chartReadme(chart: string, read: (path: string) => string): string {
  const readme = read(`${chart}/README.md`);
  const [begin, end] = [BEGIN, END].map((comment) => readme.indexOf(comment)) as [number, number];
  if (begin === -1 || end < begin) {
    throw new Error(`${chart}/README.md: must hold '${BEGIN}' and after it '${END}'; write each on a line of its own`);
  }
  const values = chartValues(read(`${chart}/values.yaml`), `${chart}/values.yaml`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n${table(values)}\n\n${readme.slice(end)}`;
}

const table = (values: readonly ChartValue[]) =>
  ["| Value | Default | Meaning |", "| --- | --- | --- |", ...values.map(row)].join("\n");

function row({ path, fallback, required, meaning }: ChartValue): string {
  const cells = [`\`${path}\``, required ? `**${required}**` : escaped(fallback), escaped(meaning)];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
