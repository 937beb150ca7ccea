import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { chartFolder, helm, type Json } from "./render-chart";

/** `helm template` leaves the notes out, and Helm 3 installs nothing without a cluster, so a copy prints them itself. */
export function renderNotes(values: Json): string {
  const copy = mkdtempSync(join(tmpdir(), "notes-"));
  try {
    cpSync(chartFolder, copy, { recursive: true });
    writeFileSync(
      join(copy, "templates/notes.yaml"),
      'notes: {{ include "runner-manager/templates/NOTES.txt" . | toJson }}',
    );
    const arguments_ = ["template", "linux", copy, "--namespace", "ci", "--show-only", "templates/notes.yaml"];
    return parse(helm(arguments_, values)).notes;
  } finally {
    rmSync(copy, { recursive: true });
  }
}
