import type { DockerAutoscalerFleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { Expression, operand } from "../values/expression";
import { caVolume } from "./ca-mount";

/**
 * The volumes of a fleet's containers. `gitlab-runner register` would add the one for local caches, but nobody registers
 * here.
 */
export function jobVolumes(
  { trust }: RunnerFleetConfig,
  { docker }: DockerAutoscalerFleet,
): DockerAutoscalerFleet["docker"]["volumes"] {
  const volumes = docker.volumes ?? (docker.disableCache ? undefined : ["/cache"]);
  if (trust.caBundle === undefined) {
    return volumes;
  }
  return Expression.is(volumes)
    ? Expression.list(`concat(${operand(volumes)}, ["${caVolume}"])`)
    : [...(volumes ?? []), caVolume];
}
