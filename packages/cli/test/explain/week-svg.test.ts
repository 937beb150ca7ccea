import { Expression } from "@runner-fleet/config";
import { weekSvg } from "../../src/explain/week-svg";
import { describedWeeks, linux, pods } from "./described-weeks";
import { descendants, parseXml, type XmlElement } from "./xml-element";

type Fleets = Parameters<typeof describedWeeks>[0];

function drawn(fleets: Fleets, name = "ci"): XmlElement {
  const weeks = describedWeeks(fleets);
  return parseXml(weekSvg(name, weeks.fleets, weeks.week));
}

const named = (root: XmlElement, name: string) => descendants(root).filter((element) => element.name === name);

/** Every hour by its words, with the numbers that are seen in it. */
const hours = (root: XmlElement) =>
  new Map(
    descendants(root).flatMap(({ name, children: [title, ...others] }) =>
      name === "g" && title?.name === "title"
        ? [[title.text, others.flatMap((each) => (each.name === "text" ? [each.text] : []))] as const]
        : [],
    ),
  );

const office = { periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris" };
const workdays: Fleets = {
  linux: linux({
    policies: [
      { ...office, idleCount: 6 },
      { periods: ["30-59 17 * * fri"], timezone: "Europe/Paris", idleCount: 2, scaleFactor: 1 },
    ],
  }),
};

test("is one picture with a title, a description in words and a size", () => {
  const root = drawn(workdays, "ci & <friends>");
  expect(root).toMatchObject({
    name: "svg",
    attributes: { xmlns: "http://www.w3.org/2000/svg", role: "img", width: "960" },
  });
  const [title, description] = root.attributes["aria-labelledby"]!.split(" ").map((id) =>
    descendants(root).find(({ attributes }) => attributes.id === id),
  );
  expect([title?.name, title?.text]).toEqual(["title", "ci & <friends>: jobs that can start at once"]);
  expect([description?.name, description?.text]).toEqual([
    "desc",
    "ci & <friends>: jobs that can start at once, by hour of a week in Europe/Paris, as in the week of Monday 2026-01-12. " +
      "linux: 10 jobs at once, one on each of up to 10 machines; " +
      "most 6 places on 6 machines, first Mon 08:00, in 50 hours of 168; " +
      "at least 298 machine-hours a week for idle places alone.",
  ]);
  expect(root.attributes.viewBox).toBe(`0 0 960 ${root.attributes.height}`);
});

test("every hour holds its number, and says it in words", () => {
  const cells = hours(drawn(workdays));
  expect(cells.size).toBe(168);
  expect(cells.get("Mon 07:00: 0 places")).toEqual([]);
  expect(cells.get("Mon 08:00: 6 places")).toEqual(["6"]);
  expect(cells.get("Fri 17:00: 2 to 6 places, up to 10 while jobs run")).toEqual(["2", "6+"]);
  expect([...cells.values()].filter(([text]) => text === "6")).toHaveLength(49);
});

test("the legend has the number, the machines and the policy of every shade", () => {
  const texts = named(drawn(workdays), "text").map(({ text }) => text);
  expect(texts).toEqual(
    expect.arrayContaining([
      "0 places — no policy holds",
      "2 places on 2 machines, up to 10 while jobs run: 1 for each of them — policies[1]: 30-59 17 * * fri, Europe/Paris",
      "6 places on 6 machines — policies[0]: * 8-17 * * mon-fri, Europe/Paris",
      "+ is more while jobs run; two numbers in one hour are its least and its most.",
    ]),
  );
});

test("what only Terraform knows is a question mark in a box of its own", () => {
  const root = drawn({ linux: linux({ policies: [{ ...office, idleCount: Expression.number("var.n") }] }) });
  const cells = hours(root);
  expect(cells.get("Mon 08:00: known to Terraform only")).toEqual(["?"]);
  expect([...cells.values()].filter(([text]) => text === "?")).toHaveLength(50);
  expect(named(root, "rect").filter((rect) => rect.attributes.class === "unknown")).toHaveLength(51);
});

test("a fleet that keeps nothing ready has words and no hours", () => {
  const root = drawn({ linux: linux(), pods: pods() });
  expect(hours(root).size).toBe(0);
  expect(named(root, "text").map(({ text }) => text)).toEqual(
    expect.arrayContaining(["Nothing is kept ready: jobs wait for machines to start", "No pause pods at any hour"]),
  );
});

test("many fleets stand below each other, none over another", () => {
  const fleets = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `a-fleet-with-the-longest-name-${10 + index}`,
      linux(index % 3 === 0 ? {} : { policies: [{ ...office, idleCount: index % 9 }] }),
    ]),
  );
  const root = drawn(fleets);
  const panels = root.children.filter(({ name }) => name === "g");
  const top = (element: XmlElement) =>
    Number(/translate\([\d.]+ ([\d.]+)\)/.exec(element.attributes.transform ?? "")?.[1]);
  // A text's place is its baseline; an hour's is its upper edge.
  const lowest = (panel: XmlElement) =>
    Math.max(...panel.children.map((child) => (child.name === "text" ? Number(child.attributes.y) : top(child) || 0)));
  expect(panels).toHaveLength(12);
  panels.slice(1).forEach((panel, index) => {
    expect(top(panel)).toBeGreaterThan(top(panels[index]!) + lowest(panels[index]!));
  });
  expect(Number(root.attributes.height)).toBeGreaterThan(top(panels[11]!) + lowest(panels[11]!));
});

test("nothing reaches over the right edge of the page", () => {
  const cells = descendants(drawn(workdays)).filter(
    ({ name, children: [title] }) => name === "g" && title?.name === "title",
  );
  const right = cells.map(({ attributes, children }) => {
    const width = children.find(({ name }) => name === "rect")?.attributes.width ?? 0;
    return Number(/translate\(([\d.]+) /.exec(attributes.transform ?? "")?.[1] ?? 0) + Number(width);
  });
  expect(Math.max(...right)).toBe(960 - 2 * 36);
});

test("holds no script, loads nothing, and has no letters of its own", () => {
  const root = drawn(workdays);
  expect([...new Set(descendants(root).map(({ name }) => name))].sort()).toEqual([
    "desc",
    "g",
    "path",
    "rect",
    "style",
    "svg",
    "text",
    "title",
  ]);
  const attributes = descendants(root).flatMap((element) => Object.keys(element.attributes));
  expect(attributes.filter((key) => /^on|href/.test(key))).toEqual([]);
  expect(named(root, "style")[0]!.text).not.toMatch(/url\(|@import|@font-face/);
});

test("text that XML can't hold is left out, and the rest is kept", () => {
  const root = drawn({ linux: linux({ maxInstances: Expression.number('x["a\u0001<&>"]') }) });
  expect(named(root, "text").map(({ text }) => text)).toContain(
    '${x["a<&>"]} jobs at once, one on each of up to ${x["a<&>"]} machines',
  );
});

test("the same description gives the same bytes", () => {
  const draw = () => {
    const { fleets, week } = describedWeeks(workdays);
    return weekSvg("ci", fleets, week);
  };
  expect(draw()).toBe(draw());
});

describe("colours", () => {
  const style = named(drawn(workdays), "style")[0]!.text;
  const [light, dark] = style.split("@media (prefers-color-scheme:dark)") as [string, string];
  const fillOf = (rules: string, name: string) => new RegExp(`\\.${name}\\{fill:#([0-9a-f]{6})`).exec(rules)![1]!;
  const luminance = (color: string) => {
    const [red, green, blue] = [0, 2, 4].map((at) => {
      const part = parseInt(color.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: string, b: string) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };

  test.each([
    ["light", light],
    ["dark", dark],
  ])("on a %s page let every text be read, and order the shades by how bright they are", (_what, rules) => {
    const page = fillOf(rules, "page");
    for (const shade of [0, 1, 2, 3, 4]) {
      expect(contrast(fillOf(rules, `s${shade}`), fillOf(rules, `n${shade}`))).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(page, fillOf(rules, "text"))).toBeGreaterThanOrEqual(7);
    expect(contrast(page, fillOf(rules, "muted"))).toBeGreaterThanOrEqual(4.5);
    const steps = [0, 1, 2, 3, 4].map((shade) => contrast(page, fillOf(rules, `s${shade}`)));
    steps.slice(1).forEach((step, index) => {
      expect(step / steps[index]!).toBeGreaterThan(1.1);
    });
  });
});
