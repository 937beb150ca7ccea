import type { Shade } from "./shades";

/** A colour of a place's background, with the colour of the numbers on it. */
type Pair = readonly [fill: string, text: string];

interface Theme {
  readonly page: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly shades: Readonly<Record<Shade, Pair>>;
}

// One hue from pale to deep, so that the order is seen without colours, too. Numbers have a contrast of 4.5 at least.
const light: Theme = {
  page: "#ffffff",
  text: "#1f2328",
  muted: "#59636e",
  line: "#d1d9e0",
  shades: {
    0: ["#eff2f5", "#59636e"],
    1: ["#cbe2f9", "#0a2d5c"],
    2: ["#8ebff0", "#0a2d5c"],
    3: ["#2470c4", "#ffffff"],
    4: ["#0b3d91", "#ffffff"],
  },
};

// The other way round on a dark page: the more there is, the brighter.
const dark: Theme = {
  page: "#0d1117",
  text: "#e6edf3",
  muted: "#9198a1",
  line: "#3d444d",
  shades: {
    0: ["#1b212a", "#9198a1"],
    1: ["#12335c", "#e6edf3"],
    2: ["#1d5299", "#ffffff"],
    3: ["#5aa2ef", "#06152b"],
    4: ["#b9d9fc", "#06152b"],
  },
};

function themeRules({ page, text, muted, line, shades }: Theme): string {
  const ofShades = Object.entries(shades).map(
    ([shade, [fill, on]]) => `.s${shade}{fill:${fill}}.n${shade}{fill:${on}}`,
  );
  return [
    `.page{fill:${page}}.text{fill:${text}}.muted{fill:${muted}}.line{stroke:${line}}`,
    `.unknown{fill:${page};stroke:${muted}}`,
    ...ofShades,
  ].join("");
}

/** The style sheet of the picture: the system's own letters, and the colours that the reader's screen asks for. */
export const weekSvgStyle = [
  'text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}',
  ".number{text-anchor:middle}",
  themeRules(light),
  `@media (prefers-color-scheme:dark){${themeRules(dark)}}`,
].join("");
