import { autoscalerRefusals } from "./autoscaler-refusals";
import { cacheRefusals } from "./cache-refusals";
import { clusterRefusals } from "./cluster-refusals";
import { dockerRefusals } from "./docker-refusals";
import { ecrRefusals } from "./ecr-refusals";
import { fleetRefusals } from "./fleet-refusals";
import { foreignRefusals } from "./foreign-refusals";
import { gitlabRefusals } from "./gitlab-refusals";
import { instanceRefusals } from "./instance-refusals";
import { cacheServerRefusals, jobsRefusals } from "./jobs-refusals";
import { kubernetesRefusals } from "./kubernetes-refusals";
import { machinesRefusals } from "./machines-refusals";
import { managerRefusals } from "./manager-refusals";
import { platformRefusals } from "./platform-refusals";
import { policiesRefusals } from "./policies-refusals";
import { registrationRefusals } from "./registration-refusals";
import { topRefusals } from "./top-refusals";
import { trustRefusals } from "./trust-refusals";

/** Every refused description, in the order of the description. */
export const refusals = [
  ...topRefusals,
  ...gitlabRefusals,
  ...trustRefusals,
  ...managerRefusals,
  ...clusterRefusals,
  ...platformRefusals,
  ...registrationRefusals,
  ...cacheRefusals,
  ...ecrRefusals,
  ...fleetRefusals,
  ...policiesRefusals,
  ...dockerRefusals,
  ...autoscalerRefusals,
  ...machinesRefusals,
  ...instanceRefusals,
  ...kubernetesRefusals,
  ...jobsRefusals,
  ...cacheServerRefusals,
  ...foreignRefusals,
];
