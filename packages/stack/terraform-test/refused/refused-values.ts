import { awsManagerRefused } from "./aws-manager-refused";
import { deploymentRefused } from "./deployment-refused";
import { fleetRefused } from "./fleet-refused";
import { machinesRefused } from "./machines-refused";
import { managerRefused } from "./manager-refused";
import { policiesRefused } from "./policies-refused";
import type { RefusedValue } from "./refused-value";

/** At least one refused value for every variable, and for every rule that modules hold. */
export const refusedValues: readonly RefusedValue[] = [
  ...deploymentRefused,
  ...managerRefused,
  ...awsManagerRefused,
  ...fleetRefused,
  ...policiesRefused,
  ...machinesRefused,
];
