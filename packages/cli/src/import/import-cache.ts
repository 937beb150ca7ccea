import type { Draft, Path } from "./draft";
import { isEmptyValue } from "./empty-value";
import { importTable } from "./import-table";
import type { TrackedTable } from "./tracked-table";

const NOT_USED = "without a Type there was no cache; write cache: {} for one in S3";
const AMAZON = "Amazon S3 is where the bucket is without it";
const BY_ROLE =
  "the manager reaches the bucket by its role, which must be allowed to; for another S3-compatible server write " +
  "cache.credentialsSecretName with the name of a Secret that holds the keys";

/** Takes over `[runners.cache]`: of all fleets there is one. */
export function importCache(cache: TrackedTable, draft: Draft, toml: Path): void {
  const type = String(cache.value("Type") ?? "");
  if (type.toLowerCase() !== "s3") {
    const note =
      type === "" ? NOT_USED : "the cache of a fleet is in S3; write cache: {} for a bucket that is made for it";
    for (const key of cache.keys()) {
      if (isEmptyValue(cache.value(key))) {
        cache.dropped(key, "it is empty, which says nothing");
      } else {
        cache.decision(key, note);
      }
    }
    return;
  }
  cache.dropped("Type", "it is derived from the cache, which is in S3");
  const s3 = cache.table("s3");
  if (s3) {
    if (["", "iam"].includes(String(s3.value("AuthenticationType") ?? ""))) {
      s3.dropped("AuthenticationType", "it is derived from the manager's role, which reaches the bucket");
    } else {
      s3.decision("AuthenticationType", BY_ROLE);
    }
    if (/^s3(\.dualstack)?\.amazonaws\.com$/.test(String(s3.value("ServerAddress")))) {
      s3.dropped("ServerAddress", AMAZON);
    }
    importTable({ table: s3, draft, path: ["cache", "s3"], toml: [...toml, "cache", "s3"] });
  }
  importTable({ table: cache, draft, path: ["cache"], toml: [...toml, "cache"] });
  if (draft.get(["cache"]) === undefined) {
    draft.set(["cache"], {});
  }
}
