import { CommandError } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { callBy, retried } from "./call";
import { managerMeant } from "./drain-numbers";
import type { DrainOptions } from "./drain-options";
import type { DrainSource } from "./drain-source";
import { hasLetGo, type Seen } from "./drain-text";
import { makeManager } from "./make-manager";
import { namedFailure } from "./named-failure";
import { pause, type Outside } from "./outside";
import { pinContext } from "./pin-context";

/**
 * Looks at the managers that are meant. Each that has nothing to do is said in a line.
 *
 * @throws CommandError when none is there, and it is not certain that this is the place to look
 * @throws CallFailure when one can't be looked at
 */
export async function lookAtManagers(
  source: DrainSource,
  { shard }: DrainOptions,
  terminal: Terminal,
  outside: Outside,
): Promise<Seen[]> {
  const { places, isCertain } = await pinContext(source.places, source.clusterName, outside.run);
  const meant = shard === undefined ? places : [managerMeant(shard, places)];
  const call = callBy(outside.run);
  const progress = terminal.progress("looks at the managers");
  const never = new AbortController().signal;
  const seen: Seen[] = [];
  try {
    for (const place of meant) {
      const manager = makeManager(place, call);
      const look = await namedFailure(manager, () => retried(manager.look, () => pause(outside.intervalMs, never)));
      seen.push({ manager, look });
    }
  } finally {
    progress.end();
  }
  if (!isCertain && seen.every(({ look }) => !look.exists && hasLetGo(look))) {
    throw new CommandError(
      `${source.name}: must name managers that are there, but none is: no ${seen.map(({ manager }) => manager.what).join(", no ")}; that may be the wrong place: give ${places[0]?.platform === "kubernetes" ? "--context" : "--region"}, or see whether they were removed`,
    );
  }
  for (const { manager, look } of seen.filter(({ look }) => hasLetGo(look))) {
    terminal.say(
      look.exists
        ? `${manager.name}: has drained already (${manager.what})`
        : `${manager.name}: is not there, so removed already (${manager.what})`,
    );
  }
  return seen;
}
