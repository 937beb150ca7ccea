import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json } from "../chart/render-chart";
import { cacheCiValues, onlyOf, renderCache } from "./render-cache";
import { runInFolder } from "./run-in-folder";

let test_: Json;
let folder: string;
beforeAll(() => {
  test_ = onlyOf(renderCache(cacheCiValues("default")).objects, "Pod");
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "helm-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the server's own client prints; it ends well in any case. */
const run = (upload: string, download: string) =>
  runInFolder(test_.spec.containers[0], folder, [], {
    versitygw: `case $* in *--upload*) echo '${upload}' ;; *--download*) echo '${download}' ;; esac`,
  });
const good = "RUN  performance test\n0: 1024 in 5.3ms (0 MB/s)\nPASS run: 1024 in 239ms (0 MB/s)";
const bad = "FAIL 0: api error SignatureDoesNotMatch\nPASS run upload: 0 in 182ms (0 MB/s)";

test("it is a test of Helm's, with the server's image", () => {
  expect(test_.metadata.annotations["helm.sh/hook"]).toBe("test");
  expect(test_.spec.containers.map(({ image }: Json) => image)).toEqual(["ghcr.io/versity/versitygw:v1.8.0"]);
});

test("it is content with an archive that was stored and fetched, by the Service's name", () => {
  const { status, stdout, calls } = run(good, good);
  expect([status, stdout]).toEqual([
    0,
    "An archive was stored and fetched, with the keys of the Secret cache-runner-cache-credentials.\n",
  ]);
  expect(calls).toEqual(
    ["upload", "download"].map(
      (direction) =>
        `versitygw test --endpoint http://cache-runner-cache.ci.svc:7070 bench --${direction} --bucket runner-cache ` +
        "--prefix .helm-test --files 1 --objsize 1024",
    ),
  );
});

test.each([
  [
    "that can't be stored",
    bad,
    good,
    "test: an archive could not be stored at cache-runner-cache.ci.svc:7070: FAIL 0: ",
  ],
  [
    "that can't be fetched",
    good,
    bad,
    "test: an archive could not be fetched at cache-runner-cache.ci.svc:7070: FAIL 0: ",
  ],
  ["of which nothing is said", "", good, "test: an archive could not be stored"],
])("it fails for an archive %s, and says what the server said", (_name, upload, download, message) => {
  const { status, stderr } = run(upload, download);
  expect(stderr).toContain(message);
  expect(status).toBe(1);
});
