import { everyDockerFleet } from "../rule/every-fleet";
import { knownEntries, knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The directory of the jobs' cache is a volume. */
export const cacheDirNotAVolume: Rule = {
  id: "cache-dir-not-a-volume",
  title: "The directory of the jobs' cache is a volume",
  why: "A cache that is put together outside of a volume is gone with the job's container, before anything is uploaded.",
  fix: "add the directory to docker.volumes, or leave cacheDir out",
  severity: "error",
  check: everyDockerFleet(function* ({ cacheDir, docker }, at) {
    const directory = knownValue(cacheDir);
    const volumes = knownValue(docker.volumes ?? (docker.disableCache ? [] : ["/cache"]));
    if (directory === undefined || volumes === undefined || knownEntries(volumes).length < volumes.length) {
      return;
    }
    const isVolume = knownEntries(volumes).some(([, volume]) => {
      const [first = "", second] = volume.split(":");
      const path = second?.startsWith("/") ? second : first;
      return directory === path || directory.startsWith(`${path.replace(/\/$/, "")}/`);
    });
    if (!isVolume) {
      yield { path: at("cacheDir"), message: `must be one of docker.volumes, got ${JSON.stringify(directory)}` };
    }
  }),
};
