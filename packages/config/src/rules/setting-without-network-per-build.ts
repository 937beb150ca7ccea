import { everyDockerFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const FLAG = "FF_NETWORK_PER_BUILD";

/** Settings of a job's own network come with such a network. */
export const settingWithoutNetworkPerBuild: Rule = {
  id: "setting-without-network-per-build",
  title: "Settings of a job's own network come with such a network",
  why: "Size of packets and IPv6 are given to the network that the runner makes for a job. Without the flag it makes none.",
  fix: `set featureFlags.${FLAG} to true and leave networkMode out, or remove the key`,
  severity: "warning",
  check: everyDockerFleet(function* ({ docker, featureFlags }, at) {
    const hasNetwork = (featureFlags?.[FLAG] ?? false) !== false && docker.networkMode === undefined;
    for (const key of hasNetwork ? [] : (["networkMtu", "enableIpv6"] as const)) {
      if (docker[key] !== undefined && docker[key] !== false) {
        yield { path: at("docker", key), message: `has no effect without ${FLAG}, or with a networkMode` };
      }
    }
  }),
};
