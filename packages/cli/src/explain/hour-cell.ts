import type { IdleHour } from "@runner-fleet/config";
import type { Shade } from "./shades";
import { svgElement, svgText, xmlText } from "./svg-element";
import { weekHour } from "./week-hour";
import { GRID } from "./week-svg-layout";

type ShadeOf = (places: number) => Shade;

const WIDTH = GRID.column - GRID.gap;
const HEIGHT = GRID.row - GRID.gap;
const RADIUS = 3;

/** What an hour is drawn from. */
export interface HourCellInput {
  /** Its numbers. */
  readonly hour: IdleHour;
  /** The hour of the week, from 0. */
  readonly index: number;
  /** Left edge. */
  readonly x: number;
  /** Upper edge. */
  readonly y: number;
  /** How dark a number is drawn. */
  readonly shadeOf: ShadeOf;
}

/** An hour: its number on its shade, or its least over its most where it changes within it; in words when pointed at. */
export function hourCell({ hour, index, x, y, shadeOf }: HourCellInput): string {
  const { least, most } = hour;
  const place = `translate(${x} ${y})`;
  const title = svgElement("title", {}, xmlText(`${weekHour(index)}: ${hourWords(hour)}`));
  if (least === undefined || most === undefined) {
    return svgElement(
      "g",
      { transform: place },
      title,
      unknownBox(WIDTH, HEIGHT),
      number("?", "muted", HEIGHT / 2 + 4, 11),
    );
  }
  const more = hour.upTo === undefined || hour.upTo > most ? "+" : "";
  if (least === most) {
    const text = `${most}${more}`;
    const shown = text === "0" ? [] : [number(text, `n${shadeOf(most)}`, HEIGHT / 2 + 4, text.length > 3 ? 10 : 11)];
    return svgElement("g", { transform: place }, title, box(WIDTH, HEIGHT, shadeOf(most)), ...shown);
  }
  return svgElement(
    "g",
    { transform: place },
    title,
    svgElement("path", { class: `s${shadeOf(least)}`, d: halfBox(0) }),
    svgElement("path", { class: `s${shadeOf(most)}`, d: halfBox(1) }),
    number(String(least), `n${shadeOf(least)}`, HEIGHT / 4 + 3.3, 9.5),
    number(`${most}${more}`, `n${shadeOf(most)}`, (HEIGHT * 3) / 4 + 3.3, 9.5),
  );
}

function hourWords({ least, most, upTo }: IdleHour): string {
  if (least === undefined || most === undefined) {
    return "known to Terraform only";
  }
  const places = least === most ? `${most}` : `${least} to ${most}`;
  const more = upTo === undefined ? ", more while jobs run" : upTo > most ? `, up to ${upTo} while jobs run` : "";
  return `${places} place${most === 1 && least === most ? "" : "s"}${more}`;
}

const number = (text: string, color: string, y: number, size: number) =>
  svgText(text, {
    class: `number ${color}`,
    x: WIDTH / 2,
    y,
    "font-size": size,
    ...(text.length > 5 && { textLength: WIDTH - 3, lengthAdjust: "spacingAndGlyphs" }),
  });

const box = (width: number, height: number, shade: Shade) =>
  svgElement("rect", { class: `s${shade}`, width, height, rx: RADIUS });

const unknownBox = (width: number, height: number) =>
  svgElement("rect", {
    class: "unknown",
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: RADIUS,
    "stroke-dasharray": "3 2",
  });

/** The upper or the lower half of an hour, round at its outer corners. */
function halfBox(half: 0 | 1): string {
  const middle = HEIGHT / 2;
  const arc = (x: number, y: number) => `a${RADIUS} ${RADIUS} 0 0 1 ${x} ${y}`;
  return half === 0
    ? `M0 ${middle}V${RADIUS}${arc(RADIUS, -RADIUS)}H${WIDTH - RADIUS}${arc(RADIUS, RADIUS)}V${middle}Z`
    : `M${WIDTH} ${middle}V${HEIGHT - RADIUS}${arc(-RADIUS, RADIUS)}H${RADIUS}${arc(-RADIUS, -RADIUS)}V${middle}Z`;
}

/** What a legend's swatch is drawn from. */
export interface LegendCellInput {
  /** The places it stands for; `undefined` for what only Terraform knows. */
  readonly places: number | undefined;
  /** Upper edge. */
  readonly y: number;
  /** How dark a number is drawn. */
  readonly shadeOf: ShadeOf;
}

/** The shade of a number, at the left of its line. */
export function legendCell({ places, y, shadeOf }: LegendCellInput): string {
  const [width, height] = [WIDTH - 3, 14];
  return svgElement(
    "g",
    { transform: `translate(0 ${y})` },
    places === undefined ? unknownBox(width, height) : box(width, height, shadeOf(places)),
  );
}
