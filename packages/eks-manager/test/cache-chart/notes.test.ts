import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { parse } from "yaml";
import { helm, type Json } from "../chart/render-chart";
import { cacheChartFolder, cacheCiValues, cacheValuesWith } from "./render-cache";

/** `helm template` leaves the notes out, and Helm 3 installs nothing without a cluster, so a copy prints them itself. */
function notesOf(values: Json): string {
  const copy = mkdtempSync(join(tmpdir(), "notes-"));
  try {
    cpSync(cacheChartFolder, copy, { recursive: true });
    writeFileSync(
      join(copy, "templates/notes.yaml"),
      'notes: {{ include "runner-cache/templates/NOTES.txt" . | toJson }}',
    );
    const arguments_ = ["template", "cache", copy, "--namespace", "ci", "--show-only", "templates/notes.yaml"];
    return parse(helm(arguments_, values)).notes;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

test("they show what config.toml must say, as TOML", () => {
  const lines = notesOf(cacheValuesWith({ bucket: "ci-bucket" })).split("\n");
  const first = lines.findIndex((line) => line.includes("[runners.cache]"));
  const toml = lines.slice(first, lines.indexOf("", first)).join("\n");
  expect(parseToml(toml)).toEqual({
    runners: {
      cache: {
        Type: "s3",
        Shared: true,
        s3: {
          ServerAddress: "cache-runner-cache.ci.svc:7070",
          BucketName: "ci-bucket",
          BucketLocation: "us-east-1",
          Insecure: true,
          PathStyle: true,
          AuthenticationType: "iam",
        },
      },
    },
  });
});

test("they name the Secret that the manager needs", () => {
  expect(notesOf(cacheCiValues("default"))).toContain("of the Secret cache-runner-cache-credentials in");
  expect(notesOf(cacheCiValues("existing-secret"))).toContain("of the Secret cache-keys in");
});

test.each<[string, Json, string, boolean]>([
  [
    "of an open cache",
    { networkPolicy: { enabled: false } },
    "Any pod of the cluster reaches the cache, by http",
    true,
  ],
  ["of no open cache where there are policies", {}, "Any pod of the cluster reaches the cache", false],
  ["of a cache that begins empty", {}, "begins empty with every new pod", true],
  ["of what an uninstall leaves", {}, "An uninstall leaves the Secret cache-runner-cache-credentials", true],
])("they warn %s: %#", (_name, sections, text, isSaid) => {
  expect(notesOf(cacheValuesWith(sections)).includes(text)).toBe(isSaid);
});

test("a volume begins as it was left, and a Secret from elsewhere is not the chart's to leave", () => {
  expect(notesOf(cacheCiValues("volume"))).not.toContain("begins empty");
  expect(notesOf(cacheCiValues("existing-secret"))).not.toContain("An uninstall leaves");
});
