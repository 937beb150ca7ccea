import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { chartFolder, ciValues, helm, renderChart, type Json } from "./render-chart";

const names = readdirSync(join(chartFolder, "ci")).map((file) => file.replace("-values.yaml", ""));

test("there are values for the least that runs and for every value set", () => {
  expect(names).toEqual(["default", "full"]);
});

describe.each(names)("with the %s values", (name) => {
  test("helm lint finds nothing, strictly", () => {
    expect(helm(["lint", "--strict", chartFolder], ciValues(name))).toContain("1 chart(s) linted, 0 chart(s) failed");
  });

  test("the chart renders one object of each kind", () => {
    expect(renderChart(ciValues(name)).objects.map(({ kind }) => kind)).toEqual([
      "ServiceAccount",
      "ConfigMap",
      "Service",
      "StatefulSet",
    ]);
  });

  test("every object is in the release's namespace", () => {
    const namespaces = renderChart(ciValues(name), "linux", "elsewhere").objects.map(
      ({ metadata }) => metadata.namespace,
    );
    expect(namespaces).toEqual(["elsewhere", "elsewhere", "elsewhere", "elsewhere"]);
  });

  test("the notes name the Secret and its keys, and how to stop without losing jobs", () => {
    const notes = renderNotes(ciValues(name));
    const { tokens } = ciValues(name);
    expect(notes).toContain(
      `Secret ${tokens.secretName}, which must have:\n  ${Object.values(tokens.env).join("\n  ")}\n`,
    );
    expect(notes).toContain("--replicas 0");
  });
});

/** `helm template` leaves the notes out, and Helm 3 installs nothing without a cluster, so a copy prints them itself. */
function renderNotes(values: Json): string {
  const copy = mkdtempSync(join(tmpdir(), "notes-"));
  cpSync(chartFolder, copy, { recursive: true });
  writeFileSync(
    join(copy, "templates/notes.yaml"),
    'notes: {{ include "runner-manager/templates/NOTES.txt" . | toJson }}',
  );
  const { notes } = parse(helm(["template", "linux", copy, "--show-only", "templates/notes.yaml"], values));
  rmSync(copy, { recursive: true });
  return notes;
}
