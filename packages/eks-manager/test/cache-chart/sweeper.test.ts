import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Json } from "../chart/render-chart";
import { cacheCiValues, cacheValuesWith, renderCache } from "./render-cache";
import { runInFolder } from "./run-in-folder";

const bucket = "data/buckets/runner-cache";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sweeper-"));
  mkdirSync(join(folder, bucket), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const MINUTES_A_DAY = 1440;

/** Uploads an archive of so many KiB, so many minutes ago. */
function archive(key: string, minutesAgo: number, kibibytes = 4): void {
  const path = join(folder, bucket, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.alloc(kibibytes * 1024, "x"));
  touch(path, minutesAgo);
}

function touch(path: string, minutesAgo: number): void {
  const time = Date.now() / 1000 - minutesAgo * 60;
  utimesSync(path, time, time);
}

const left = () =>
  readdirSync(join(folder, bucket), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

/** One round of the sweeper: it ends because it can't sleep. */
function sweep(values: Json, { limitKiB, nc = "cat >> $CALLS" }: { limitKiB?: number; nc?: string } = {}) {
  const { sweeper } = renderCache(values);
  const args = sweeper.args.map((script: string) =>
    limitKiB === undefined ? script : script.replace(/^limit=\d+$/m, `limit=${limitKiB}`),
  );
  return runInFolder({ ...sweeper, args }, folder, ["/data/"], { sleep: "exit 3", nc });
}

test("what is older than the expiry goes, whatever its name, and all else stays", () => {
  archive("runner/a/project/1/deps/cache.zip", 14 * MINUTES_A_DAY - 2);
  archive("runner/a/project/2/old/cache-2.zip", 14 * MINUTES_A_DAY + 2);
  archive("runner/a/project/3/two words\nand a line/-rf", 15 * MINUTES_A_DAY);
  const { status, stdout, stderr } = sweep(cacheCiValues("default"));
  expect([status, stdout, stderr]).toEqual([3, "sweeper: 2 archives were older than 14 days and are gone\n", ""]);
  expect(left()).toEqual(["cache.zip"]);
});

test("the expiry is the one that was chosen", () => {
  archive("a", 2 * MINUTES_A_DAY - 2);
  archive("b", 2 * MINUTES_A_DAY + 2);
  expect(sweep(cacheValuesWith({ expiryDays: 2 })).stdout).toContain("1 archives were older than 2 days");
  expect(left()).toEqual(["a"]);
});

test("a cache with room keeps what it has and says nothing", () => {
  archive("a", 60);
  expect(sweep(cacheCiValues("default"))).toMatchObject({ status: 3, stdout: "", stderr: "" });
  expect(left()).toEqual(["a"]);
});

test("a full cache loses its oldest archives, and no more than it must", () => {
  archive("newest", 10, 300);
  archive("newer", 120, 300);
  archive("older", 600, 300);
  archive("oldest", 3000, 300);
  const { stdout } = sweep(cacheCiValues("default"), { limitKiB: 1000 });
  expect(stdout).toMatch(/^sweeper: 1 archives older than \d+ minutes made room, 9\d\d of 1000 KiB are taken\n$/);
  expect(left()).toEqual(["newer", "newest", "older"]);
});

test("archives larger than the cache all go, those of the last minute excepted", () => {
  archive("now", 0, 900);
  archive("before", 2, 900);
  sweep(cacheCiValues("default"), { limitKiB: 500 });
  expect(left()).toEqual(["now"]);
});

test("a folder goes a day after its last archive, and the server's own stays", () => {
  archive("full/a", 1500);
  for (const [name, minutesAgo] of Object.entries({ empty: 1500, "empty-today": 1400, ".sgwtmp": 1500, full: 1500 })) {
    mkdirSync(join(folder, bucket, name), { recursive: true });
    touch(join(folder, bucket, name), minutesAgo);
  }
  expect(sweep(cacheCiValues("default"))).toMatchObject({ status: 3, stderr: "" });
  expect(readdirSync(join(folder, bucket)).sort()).toEqual([".sgwtmp", "empty-today", "full"]);
});

test.each([
  ["20Gi", 16777216],
  ["1Gi", 838860],
  ["2Ti", 1717986918],
])("of %s archives take four fifths", (size, limit) => {
  expect(renderCache(cacheValuesWith({ size })).sweeper.args[0]).toContain(`\nlimit=${limit}\n`);
});

describe("with monitoring", () => {
  test("each round is reported: what is stored, the limit, and what has gone for which reason", () => {
    archive("expired", 15 * MINUTES_A_DAY);
    archive("oldest", 3000, 600);
    archive("newest", 10, 600);
    const { calls } = sweep(cacheCiValues("monitoring"), { limitKiB: 1000 });
    const [call, ...lines] = calls;
    expect(call).toBe("nc -w 1 127.0.0.1 9125");
    expect(lines).toEqual([
      expect.stringMatching(/^runner_cache\.stored_bytes:6\d{5}\|g$/),
      "runner_cache.limit_bytes:1024000|g",
      "runner_cache.removed_archives:1|c|#reason:expired",
      "runner_cache.removed_archives:1|c|#reason:full",
      "sleep 30",
    ]);
  });

  test("an exporter that does not listen is no reason to stop", () => {
    const { status, stdout } = sweep(cacheCiValues("monitoring"), { nc: "exit 1" });
    expect(stdout).toBe("sweeper: the exporter does not listen; it hears the next report\n");
    expect(status).toBe(3);
  });

  test("nothing is reported without it", () => {
    archive("a", 60);
    expect(sweep(cacheCiValues("default")).calls).toEqual(["sleep 30"]);
  });
});
