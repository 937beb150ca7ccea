import type { Call } from "./call";
import { ec2Manager } from "./ec2-manager";
import { fargateManager } from "./fargate-manager";
import { kubernetesManager } from "./kubernetes-manager";
import type { Manager } from "./manager";
import type { ManagerPlace } from "./manager-place";

/** The manager that is at a place, reached by calls. */
export function makeManager(place: ManagerPlace, call: Call): Manager {
  switch (place.platform) {
    case "ec2":
      return ec2Manager(place, call);
    case "fargate":
      return fargateManager(place, call);
    case "kubernetes":
      return kubernetesManager(place, call);
  }
}
