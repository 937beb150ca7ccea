import type { Week } from "@runner-fleet/config";
import type { FleetWeek } from "./fleet-week";
import { fleetPanel } from "./fleet-panel";
import { svgElement, svgText, xmlText } from "./svg-element";
import { capacityWords, capitalised } from "./target-words";
import { PAGE, PANEL_GAP } from "./week-svg-layout";
import { weekSvgStyle } from "./week-svg-style";
import { summaryWords } from "./summary-words";

/**
 * Draws the weeks of all fleets as one SVG, readable on a light and on a dark screen. Pure: the same input gives the
 * same bytes.
 *
 * @param name the name of the deployment
 */
export function weekSvg(name: string, fleets: readonly FleetWeek[], week: Week): string {
  const title = `${name}: jobs that can start at once`;
  const when = `by hour of a week in ${week.timezone}, as in the week of Monday ${week.monday}`;
  const rule = svgElement("path", { class: "line", d: `M0 ${-PANEL_GAP / 2}H${PAGE.width - 2 * PAGE.margin}` });
  const panels: string[] = [];
  let y = PAGE.head;
  for (const fleet of fleets) {
    const panel = fleetPanel(fleet, week);
    panels.push(svgElement("g", { transform: `translate(${PAGE.margin} ${y})` }, rule, ...panel.content));
    y += panel.height + PANEL_GAP;
  }
  const height = y - PANEL_GAP + PAGE.margin;
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${PAGE.width} ${height}`,
    width: PAGE.width,
    height,
    role: "img",
    "aria-labelledby": "runner-fleet-title runner-fleet-desc",
  };
  const spoken = fleets.map((fleet) => `${fleet.key}: ${[capacityWords(fleet), ...summaryWords(fleet)].join("; ")}.`);
  return `${svgElement(
    "svg",
    attributes,
    svgElement("title", { id: "runner-fleet-title" }, xmlText(title)),
    svgElement("desc", { id: "runner-fleet-desc" }, xmlText([`${title}, ${when}.`, ...spoken].join(" "))),
    svgElement("style", {}, weekSvgStyle),
    svgElement("rect", { class: "page", width: PAGE.width, height }),
    svgText(title, { class: "text", x: PAGE.margin, y: 44, "font-size": 22, "font-weight": 600 }),
    svgText(capitalised(when), { class: "muted", x: PAGE.margin, y: 68, "font-size": 14 }),
    ...panels.map((panel) => `\n${panel}`),
    "\n",
  )}\n`;
}
