import type { Viz } from "@viz-js/viz";

interface Shade {
  readonly fill: string;
  readonly stroke: string;
}

interface Colours {
  readonly card: Shade;
  readonly name: string;
  readonly note: string;
  readonly line: string;
  /** What the class of a node, or of an arrow, in the source looks like. */
  readonly classes: Readonly<Record<string, Shade>>;
}

const light: Colours = {
  card: { fill: "#ffffff", stroke: "#d1d9e0" },
  name: "#1f2328",
  note: "#59636e",
  line: "#6e7781",
  classes: {
    frame: { fill: "#f6f8fa", stroke: "#d1d9e0" },
    yours: { fill: "#fbefff", stroke: "#8250df" },
    ours: { fill: "#dafbe1", stroke: "#1a7f37" },
    terraform: { fill: "#ddf4ff", stroke: "#0969da" },
    manager: { fill: "#fff1e5", stroke: "#bc4c00" },
    other: { fill: "#ffffff", stroke: "#6e7781" },
  },
};

const dark: Colours = {
  card: { fill: "#0d1117", stroke: "#3d444d" },
  name: "#f0f6fc",
  note: "#bcc4ce",
  line: "#9198a1",
  classes: {
    frame: { fill: "#151b23", stroke: "#3d444d" },
    yours: { fill: "#231440", stroke: "#ab7df8" },
    ours: { fill: "#052e14", stroke: "#2ea043" },
    terraform: { fill: "#0b2545", stroke: "#4493f8" },
    manager: { fill: "#3f1a06", stroke: "#db6d28" },
    other: { fill: "#0d1117", stroke: "#9198a1" },
  },
};

/** Classes of nodes whose text is of one kind, and not a name with a note below it. */
const plain = new Set(["anchor", "caption", "frame"]);

const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";

/** Graphviz has no fonts here. It measures by a table, in which Verdana is the widest of those that a page may show. */
const DEFAULTS = {
  graphAttributes: { bgcolor: "transparent", pad: 0.3 },
  nodeAttributes: {
    fontname: "Verdana",
    fontsize: 15,
    shape: "box",
    style: "rounded",
    penwidth: 1.5,
    fixedsize: true,
    label: "",
  },
  edgeAttributes: { arrowsize: 0.8, penwidth: 1.5 },
};

/**
 * Draws a graph in Graphviz' language as an SVG that can be read on a light and on a dark page, and by a screen reader.
 *
 * The graph's attributes `title` and `desc` are what a screen reader says. Of a node's label the first line is its name.
 *
 * @throws when the graph has no `title` or `desc`, or a class has no colours
 */
export function picture(viz: Viz, dot: string): string {
  const graph = viz.renderJSON(dot) as { readonly name: string; readonly title?: string; readonly desc?: string };
  if (!graph.title || !graph.desc) {
    throw new Error(`graph '${graph.name}': must have the attributes 'title' and 'desc', which screen readers say`);
  }
  const drawn = viz.renderString(dot, { ...DEFAULTS, format: "svg" });
  const [, width, height] = /viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"/.exec(drawn) ?? [];
  const body = drawn
    .slice(drawn.indexOf('<g id="graph0"'), drawn.lastIndexOf("</svg>"))
    .replace(/<!--.*?-->\n/gs, "")
    .replace(/<title>.*?<\/title>\n/g, "")
    .replace(/ (?:font-family|xml:space)="[^"]*"/g, "")
    .replaceAll("&#45;", "-")
    .replace(/<g id="\w+" class="(node|edge)( [^"]*)?">(.*?)<\/g>/gs, (_, kind: string, classes = "", shapes: string) =>
      group(graph.name, kind, classes.trim(), shapes),
    );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="${FONT}">
<title id="title">${escaped(graph.title)}</title>
<desc id="description">${escaped(graph.desc)}</desc>
<style>
${style(light)}
@media (prefers-color-scheme: dark) {
${style(dark)}
}
</style>
<rect class="card" x="0.5" y="0.5" width="${Number(width) - 1}" height="${Number(height) - 1}" rx="12" fill="#ffffff"/>
${body.trim()}
</svg>
`;
}

function group(name: string, kind: string, className: string, shapes: string): string {
  if (className !== "" && !plain.has(className) && light.classes[className] === undefined) {
    throw new Error(
      `graph '${name}': class '${className}' has no colours; choose one of ${Object.keys(light.classes).join(", ")}, or give it some in scripts/generate/picture.mts`,
    );
  }
  let line = 0;
  const texts = shapes.replace(/<text (.*?) font-size="15.00"/g, (_, place: string) =>
    line++ === 0 && !plain.has(className)
      ? `<text class="name" ${place} font-size="15" font-weight="600"`
      : `<text class="note" ${place} font-size="14"`,
  );
  return `<g class="${[kind, className].filter(Boolean).join(" ")}">${texts}</g>`;
}

/** A viewer that ignores styles draws black lines on a white card. */
function style({ card, name, note, line, classes }: Colours): string {
  const rules = [
    `.card { fill: ${card.fill}; stroke: ${card.stroke}; }`,
    `.name { fill: ${name}; }`,
    `.note { fill: ${note}; }`,
    `.edge path { stroke: ${line}; }`,
    `.edge polygon { fill: ${line}; stroke: ${line}; }`,
    ...Object.entries(classes).flatMap(([className, { fill, stroke }]) => [
      `.node.${className} path { fill: ${fill}; stroke: ${stroke}; }`,
      `.edge.${className} path { stroke: ${stroke}; }`,
      `.edge.${className} polygon { fill: ${stroke}; stroke: ${stroke}; }`,
    ]),
  ];
  return rules.join("\n");
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
