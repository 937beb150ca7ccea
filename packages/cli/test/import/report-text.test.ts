import { createColors } from "picocolors";
import type { KeyReport } from "../../src/import/key-report";
import { reportJson, reportText } from "../../src/import/report-text";

const report: readonly KeyReport[] = [
  { key: "concurrent", outcome: "dropped", note: "it is derived" },
  { key: "runners[0].url", outcome: "kept", to: "gitlab.url" },
  { key: "runners[0].limit", outcome: "dropped", note: "it is derived" },
  { key: "runners[0].name", outcome: "changed", to: "fleets.linux", note: "another name" },
  { key: "runners[0].id", outcome: "kept", to: "fleets.linux.id", note: "as it was" },
  { key: "region", outcome: "decision", to: "region", note: "write it" },
  { key: "runners[0].docker.image", outcome: "decision", to: "fleets.linux.docker.image", note: "has no tag" },
];

test("what needs a decision comes first, and what the same is said of stands on one line", () => {
  expect(reportText(report, createColors(false))).toBe(`needs a decision (2)
  region: write it
  runners[0].docker.image → fleets.linux.docker.image: has no tag

changed (1)
  runners[0].name → fleets.linux: another name

dropped (2)
  concurrent, runners[0].limit: it is derived

kept (2)
  runners[0].url → gitlab.url
  runners[0].id → fleets.linux.id: as it was
`);
});

test("headings alone have a colour", () => {
  const text = reportText(report, createColors(true));
  expect(text).toContain("\u001b[33mneeds a decision (2)\u001b[39m\n  region: write it\n");
  expect(text.match(/\u001b\[39m|\u001b\[22m/g)).toHaveLength(4);
});

test("a program gets every entry as it is, and how many there are of each kind", () => {
  expect(JSON.parse(reportJson(report))).toEqual({
    counts: { decision: 2, changed: 1, dropped: 2, kept: 2 },
    keys: report,
  });
  expect(reportJson(report)).toMatch(/\n$/);
});
