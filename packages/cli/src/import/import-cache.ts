import type { Draft } from "./draft";
import type { Path } from "./path";
import { emptyReason } from "./empty-value";
import { importTable } from "./import-table";
import { textOf } from "./text-of";
import type { TrackedTable } from "./tracked-table";

const NOT_USED = "without a Type there was no cache; write cache: {} for one in S3";
const ZERO = "0 is as good as leaving it out";
const OTHER_PLACE = "the cache of a fleet is in S3; write cache: {} for a bucket that is made for it";
const AMAZON = "Amazon S3 is where the bucket is without it";
const BY_ROLE =
  "the manager reaches the bucket by its role, which must be allowed to; for another S3-compatible server write " +
  "cache.credentialsSecretName with the name of a Secret that holds the keys";

/** Takes over `[runners.cache]`: of all fleets there is one. */
export function importCache(cache: TrackedTable, draft: Draft, toml: Path): void {
  const type = cache.value("Type");
  if (textOf(type)?.toLowerCase() !== "s3") {
    reportOtherCache(cache, type === undefined || type === "" ? NOT_USED : OTHER_PLACE);
    return;
  }
  cache.dropped("Type", "it is derived from the cache, which is in S3");
  const s3 = cache.table("s3");
  if (s3) {
    if (isByRole(s3.value("AuthenticationType"))) {
      s3.dropped("AuthenticationType", "it is derived from the manager's role, which reaches the bucket");
    } else {
      s3.decision("AuthenticationType", BY_ROLE);
    }
    if (/^s3(\.dualstack)?\.amazonaws\.com$/.test(textOf(s3.value("ServerAddress")) ?? "")) {
      s3.dropped("ServerAddress", AMAZON);
    }
    importTable({ table: s3, draft, path: ["cache", "s3"], toml: [...toml, "cache", "s3"] });
  }
  importTable({ table: cache, draft, path: ["cache"], toml: [...toml, "cache"] });
  if (draft.get(["cache"]) === undefined) {
    draft.set(["cache"], {});
  }
}

const isByRole = (type: unknown) => type === undefined || type === "" || textOf(type)?.toLowerCase() === "iam";

function reportOtherCache(cache: TrackedTable, note: string): void {
  for (const key of cache.keys()) {
    const value = cache.value(key);
    const empty = value === 0 ? ZERO : emptyReason(value);
    if (empty === undefined) {
      cache.decision(key, note);
    } else {
      cache.dropped(key, empty);
    }
  }
}
