import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { variable, type RunnerFleetInput } from "@runner-fleet/config";
import { Ec2Manager } from "@runner-fleet/ec2-manager";
import type { Construct } from "constructs";
import { RunnerFleets } from "../runner-fleets";
import { MACHINES_HEADING, ModuleStack, type ModuleVariables } from "./module-stack";
import {
  awsManagerLocals,
  awsManagerSafe,
  awsManagerVariables,
  environmentInBucket,
  plannedAwsManager,
} from "./planned-aws-manager";
import {
  FLEET,
  jobsVariables,
  machinesOfManager,
  machinesOfManagerVariables,
  plannedAws,
  plannedCache,
  plannedFleet,
} from "./planned-fleet";

const own = {
  name: {},
  fleetName: {},
  gitlabUrl: {},
  ...awsManagerVariables,
  ...jobsVariables,
  environment: environmentInBucket,
  ...machinesOfManagerVariables,
  cache: {},
  managerSubnetId: {},
  managerInstanceType: {},
  managerImageId: {},
  managerAssociatePublicIpAddress: {},
  managerRootVolumeGib: {},
  managerStateVolumeGib: {},
  pluginVersion: {},
  drainTimeout: {
    description:
      "How long a manager that is told to stop waits for its jobs: as long as your longest job may take, `1m` to `47h38m`, in whole hours, minutes and seconds. It takes no new jobs meanwhile.",
  },
  waitForRollout: {
    description:
      "Whether an apply waits until the manager works, which is after the one before it has drained. It needs bash and the `aws` command where Terraform runs, with credentials in the environment. Without it an apply does not say whether the manager starts.",
  },
  permissionsBoundaryArn: {},
  iamPath: {},
  tags: {},
  accept: {},
} as const satisfies ModuleVariables;

/** One fleet, its manager on an EC2 instance of its own, the manager's rights, and a cache, as a plain module. */
export class Ec2DockerAutoscalerModule extends ModuleStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, own);
    new AwsProvider(this, "Aws");
    this.addLocals(awsManagerLocals);
    const runners = new RunnerFleets(this, "Runners", this.description());
    this.addHints(
      {
        [`Runners/Fleet-${FLEET}`]: MACHINES_HEADING,
        "Runners/Manager":
          "The manager: one instance, which drains before it ends, and whose volume no second one can have.",
        "Runners/ManagerNetwork": "The manager's network: nobody gets in but who reads metrics.",
        "Runners/ConfigStore": "The manager's config.toml, in a bucket that it reads.",
      },
      awsManagerSafe,
    );
    const [manager] = runners.managers;
    if (!(manager instanceof Ec2Manager)) {
      throw new Error(`${this.node.path}: the description must give a manager on EC2`);
    }
    this.addConditions(manager.group);
    this.addManagedOutputs(runners);
    this.addOutput("manager_group_name", "Name of the manager's Auto Scaling group.", manager.groupName);
    this.addOutput(
      "maintenance_document_name",
      "Name of the document of Systems Manager that drains, restarts, patches or replaces the manager.",
      manager.documentName,
    );
    this.addOutput("log_group_name", "Name of the manager's log group.", manager.logGroupName);
    this.addOutput(
      "token_parameter_name",
      "Name of the parameter of Systems Manager in which the manager looks for the runner's token.",
      "${local.token_parameter_name}",
    );
  }

  private description(): RunnerFleetInput {
    return {
      name: variable("name"),
      gitlab: { url: variable("gitlabUrl") },
      fleets: { [FLEET]: plannedFleet(machinesOfManager(this, (name, value) => this.addLocal(name, value))) },
      manager: {
        platform: "ec2",
        pluginVersion: variable("pluginVersion"),
        drainTimeout: variable("drainTimeout"),
        waitForRollout: variable("waitForRollout"),
      },
      ec2: {
        ...plannedAwsManager(),
        subnetIds: [variable("managerSubnetId")],
        instanceType: variable("managerInstanceType"),
        imageId: variable("managerImageId"),
        associatePublicIpAddress: variable("managerAssociatePublicIpAddress"),
        rootVolumeGiB: variable("managerRootVolumeGib"),
        stateVolumeGiB: variable("managerStateVolumeGib"),
      },
      cache: plannedCache,
      aws: plannedAws(),
    };
  }
}
