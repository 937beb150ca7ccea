import { profiles } from "../profiles/profiles";
import type { Fleet } from "../schema/fleet";
import { joinedText, orElse, type TextOrExpression } from "../values/expression";
import { hasPods } from "./fleet-kinds";

/** Where caches are put together: below the builds where the helper's user may not make a directory of its own. */
export function jobCacheDir(fleet: Fleet): TextOrExpression | undefined {
  return hasPods(fleet) && profiles[fleet.profile].cacheBelowBuilds
    ? orElse(fleet.cacheDir, joinedText(orElse(fleet.buildsDir, "/builds"), "/.cache"))
    : fleet.cacheDir;
}
