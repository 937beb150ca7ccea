import { autoscalerRefusals } from "./autoscaler-refusals";
import { cacheRefusals } from "./cache-refusals";
import { clusterRefusals } from "./cluster-refusals";
import { dockerRefusals } from "./docker-refusals";
import { fleetRefusals } from "./fleet-refusals";
import { foreignRefusals } from "./foreign-refusals";
import { gitlabRefusals } from "./gitlab-refusals";
import { machinesRefusals } from "./machines-refusals";
import { managerRefusals } from "./manager-refusals";
import { policiesRefusals } from "./policies-refusals";
import { topRefusals } from "./top-refusals";

/** Every refused description, in the order of the description. */
export const refusals = [
  ...topRefusals,
  ...gitlabRefusals,
  ...managerRefusals,
  ...clusterRefusals,
  ...cacheRefusals,
  ...fleetRefusals,
  ...policiesRefusals,
  ...dockerRefusals,
  ...autoscalerRefusals,
  ...machinesRefusals,
  ...foreignRefusals,
];
