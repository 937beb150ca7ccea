import { ec2ManagerSchema } from "../src/schema/ec2-manager";
import { fargateManagerSchema } from "../src/schema/fargate-manager";
import { imagePreparationSchema } from "../src/schema/image-preparation";
import { fleetRegistrationSchema, registrationSchema } from "../src/schema/registration";
import type { RunnerFleetInput } from "../src/schema/runner-fleet-config";
import { minimalFleet } from "./descriptions";
import { filled } from "./filled-table";

type Table = Readonly<Record<string, unknown>>;

/** A table with every key set, and these as they are here. */
const complete = (schema: Parameters<typeof filled>[0], values: Table): Table => ({
  ...(filled(schema) as Table),
  ...values,
});

const tokens = { store: "secrets-manager", path: "/ci/", source: "gitlab", revision: 2 };

/** Descriptions in which everything is set that is said of managers outside Kubernetes, free of findings. */
export function managedOnAws(): { readonly name: string; readonly description: RunnerFleetInput }[] {
  const description = (manager: Table, table: Table) =>
    ({
      gitlab: { url: "https://gitlab.example.com" },
      manager,
      ...table,
      registration: { type: "group", groupId: complete(registrationSchema, {}).groupId },
      fleets: {
        linux: {
          ...minimalFleet(),
          registration: complete(fleetRegistrationSchema, { locked: undefined }),
          machines: {
            ...minimalFleet().machines,
            image: { prepare: complete(imagePreparationSchema, { instanceType: "m7i.large" }) },
          },
        },
      },
    }) as unknown as RunnerFleetInput;
  return [
    {
      name: "a manager on EC2 of which everything is said",
      description: description(
        { platform: "ec2" },
        { ec2: complete(ec2ManagerSchema, { tokens, logRetentionDays: 90, instanceType: "m7i.large" }) },
      ),
    },
    {
      name: "a manager on Fargate of which everything is said",
      description: description(
        { platform: "fargate", image: "build" },
        { fargate: complete(fargateManagerSchema, { tokens, logRetentionDays: 90, cpu: 512, memoryMiB: 2_048 }) },
      ),
    },
  ];
}
