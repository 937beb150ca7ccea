import type { Json } from "./panel.mts";
import { processStates } from "./promql.mts";

/** How a panel looks. */
export type Look = "lines" | "stack" | "events" | "quantiles" | "number" | "label" | "state now" | "state over time";

interface Drawing {
  /** Kind of Grafana's panel. */
  readonly type: "timeseries" | "stat" | "state-timeline";
  /**
   * Whether only the newest value is asked for.
   *
   * @default false
   */
  readonly isInstant?: boolean;
  /**
   * The most points of a line.
   *
   * @default - one for each pixel
   */
  readonly maxDataPoints?: number;
  /** What holds for all series of a panel, one with a bad value or without. */
  readonly defaults: (hasBad: boolean) => Json;
  readonly options: Json;
}

// Few enough that a point holds minutes, not seconds, of what is rare: five minutes of six hours.
const POINTS_OF_RARE = 72;

const byName = { mode: "palette-classic-by-name" };
const byThreshold = { mode: "thresholds" };

const graphOptions = {
  legend: { displayMode: "table", placement: "bottom", showLegend: true, calcs: ["lastNotNull", "max"] },
  tooltip: { mode: "multi", sort: "desc" },
};

const statOptions = {
  colorMode: "value",
  graphMode: "none",
  justifyMode: "center",
  orientation: "auto",
  textMode: "value",
  reduceOptions: { calcs: ["lastNotNull"], fields: "", values: false },
};

function graph(custom: Json): Drawing["defaults"] {
  return (hasBad) => ({
    color: byName,
    custom: {
      drawStyle: "line",
      lineWidth: 1,
      fillOpacity: 0,
      showPoints: "never",
      spanNulls: false,
      stacking: { mode: "none", group: "A" },
      thresholdsStyle: { mode: hasBad ? "dashed" : "off" },
      ...custom,
    },
  });
}

const stacking = { mode: "normal", group: "A" };

/** The states by the numbers that the query gives them. */
const stateMappings = [
  {
    type: "value",
    options: Object.fromEntries(
      [
        ["not scraped", "red"],
        [processStates[0], "blue"],
        [processStates[1], "green"],
        [processStates[2], "orange"],
        [processStates[3], "dark-red"],
      ].map(([text, color], index) => [String(index), { text, color, index }]),
    ),
  },
];

/** What each look is in Grafana. */
export const looks: Readonly<Record<Look, Drawing>> = {
  lines: { type: "timeseries", defaults: graph({}), options: graphOptions },
  stack: { type: "timeseries", defaults: graph({ fillOpacity: 40, stacking }), options: graphOptions },
  events: {
    type: "timeseries",
    maxDataPoints: POINTS_OF_RARE,
    defaults: graph({ drawStyle: "bars", fillOpacity: 80, lineWidth: 0, stacking }),
    options: graphOptions,
  },
  quantiles: {
    type: "timeseries",
    maxDataPoints: POINTS_OF_RARE,
    // Alone between gaps, a value is a point: no line would show it.
    defaults: graph({ showPoints: "auto" }),
    options: graphOptions,
  },
  number: { type: "stat", isInstant: true, defaults: () => ({ color: byThreshold }), options: statOptions },
  label: {
    type: "stat",
    isInstant: true,
    defaults: () => ({ color: byThreshold }),
    options: { ...statOptions, textMode: "name" },
  },
  "state now": {
    type: "stat",
    isInstant: true,
    defaults: () => ({ color: byThreshold, mappings: stateMappings }),
    options: { ...statOptions, colorMode: "background" },
  },
  "state over time": {
    type: "state-timeline",
    defaults: () => ({ color: byThreshold, mappings: stateMappings, custom: { fillOpacity: 70, lineWidth: 0 } }),
    options: {
      alignValue: "left",
      mergeValues: true,
      rowHeight: 0.9,
      showValue: "auto",
      legend: { displayMode: "list", placement: "bottom", showLegend: true, calcs: [] },
      tooltip: { mode: "single", sort: "none" },
    },
  },
};
