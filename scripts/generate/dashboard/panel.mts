import { looks, type Look } from "./looks.mts";

/** Columns of Grafana's grid. */
const COLUMNS = 24;

/** Part of a document for Grafana. */
export type Json = Readonly<Record<string, unknown>>;

/** A titled part of the dashboard. */
export interface Row {
  readonly title: string;
  /** Columns that each panel takes, of 24. */
  readonly width: number;
  /**
   * Grid rows that each panel takes, of 30 pixels.
   *
   * @default 8
   */
  readonly height?: number;
  readonly panels: readonly Panel[];
}

/** A panel of the dashboard. */
export interface Panel {
  readonly title: string;
  /** What it shows, and what to do when it looks bad. Markdown. */
  readonly description: string;
  /**
   * Alerts that watch the same.
   *
   * @default - none does
   */
  readonly alerts?: readonly string[];
  readonly look: Look;
  /** Unit by Grafana's id for it. */
  readonly unit: string;
  /**
   * The value from which on something is wrong: red, and a dashed line where there are lines.
   *
   * @default - no value is wrong by itself
   */
  readonly bad?: number;
  /**
   * Columns that this panel takes.
   *
   * @default - as the others of the row
   */
  readonly width?: number;
  /** What is drawn: query by legend. */
  readonly queries: Readonly<Record<string, string>>;
  /**
   * What bounds it, drawn as a dashed line and not stacked: query by legend.
   *
   * @default - nothing
   */
  readonly bound?: Readonly<Record<string, string>>;
}

/** Where a panel is, in columns and grid rows. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const datasource = { type: "prometheus", uid: "${datasource}" };

/** The rows as Grafana's panels: those of a row from left to right, in as many lines as they need. */
export function panelsOf(rows: readonly Row[]): Json[] {
  const panels: Json[] = [];
  let y = 0;
  for (const { title, width, height = 8, panels: content } of rows) {
    panels.push({
      id: panels.length + 1,
      type: "row",
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
      panels: [],
    });
    y += 1;
    let x = 0;
    for (const panel of content) {
      const w = panel.width ?? width;
      if (x + w > COLUMNS) {
        x = 0;
        y += height;
      }
      panels.push(panelJson(panel, panels.length + 1, { x, y, w, h: height }));
      x += w;
    }
    y += height;
  }
  return panels;
}

function panelJson(panel: Panel, id: number, gridPos: GridPosition): Json {
  const { title, description, alerts = [], unit, bad, queries, bound = {} } = panel;
  const { type, isInstant = false, maxDataPoints, defaults, options } = looks[panel.look];
  const steps = [{ color: "green", value: null }, ...(bad === undefined ? [] : [{ color: "red", value: bad }])];
  const drawn = Object.entries(queries);
  const targets = [...drawn, ...Object.entries(bound)].map(([legendFormat, expr], index) => ({
    refId: refId(index),
    datasource,
    editorMode: "code",
    expr,
    legendFormat,
    instant: isInstant,
    range: !isInstant,
    // Grafana takes four of these for $__rate_interval, and else what the data source says of other targets.
    interval: "$scrape",
  }));
  return {
    id,
    type,
    title,
    description: [description, ...(alerts.length > 0 ? [`Watched by ${alerts.join(", ")}.`] : [])].join("\n\n"),
    datasource,
    gridPos,
    ...(maxDataPoints === undefined ? {} : { maxDataPoints }),
    targets,
    fieldConfig: {
      defaults: { unit, min: 0, thresholds: { mode: "absolute", steps }, ...defaults(bad !== undefined) },
      overrides: targets.slice(drawn.length).map((target) => boundLine(target.refId)),
    },
    options,
  };
}

/** A, B, C and so on. */
function refId(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}

function boundLine(queryRefId: string): Json {
  return {
    matcher: { id: "byFrameRefID", options: queryRefId },
    properties: [
      { id: "custom.stacking", value: { mode: "none", group: "A" } },
      { id: "custom.fillOpacity", value: 0 },
      { id: "custom.lineStyle", value: { fill: "dash", dash: [8, 8] } },
    ],
  };
}
