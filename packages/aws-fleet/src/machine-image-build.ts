import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { ImagebuilderDistributionConfiguration } from "@cdktf/provider-aws/lib/imagebuilder-distribution-configuration";
import { ImagebuilderImage } from "@cdktf/provider-aws/lib/imagebuilder-image";
import { ImagebuilderImagePipeline } from "@cdktf/provider-aws/lib/imagebuilder-image-pipeline";
import { ImagebuilderInfrastructureConfiguration } from "@cdktf/provider-aws/lib/imagebuilder-infrastructure-configuration";
import { ImagebuilderLifecyclePolicy } from "@cdktf/provider-aws/lib/imagebuilder-lifecycle-policy";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { knownList } from "@runner-fleet/cloud-init";
import { ecrArnInPartition, type Machines, type Resolved } from "@runner-fleet/config";
import { namedTags, type Tags, withTags } from "@runner-fleet/terraform-values";
import { Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import { checkMachines, type CheckedMachines, type JobsInput, type MachinesInput } from "./check-machines";
import type { EcrRights } from "./ecr-statements";
import type { IamSettings } from "./iam-settings";
import { operatingSystemFacts } from "./machine-image";
import { MachineImageNetwork } from "./machine-image-network";
import { MachineImageRecipe } from "./machine-image-recipe";
import { MachineImageRoles } from "./machine-image-roles";

/**
 * The machines that an image is for, as `RunnerFleet` takes them; how it is prepared is `image.prepare`. What
 * `MachinesInput` says about defaults and ranges is the description's own schema.
 */
export interface MachineImageProps extends MachinesInput, Omit<JobsInput, "jobDirectories">, Omit<IamSettings, "tags"> {
  /**
   * Name of the image and of all that builds it, unique in the account and region; that of the fleet will do. Another
   * name is another image. 3 to 96 lower-case letters, digits, dashes and underscores.
   */
  readonly name: string;
  /**
   * Repositories of ECR from which `preloadImages` are pulled.
   *
   * @default - those that `preloadImages` name, as far as they are known when the stack is synthesised
   */
  readonly ecr?: EcrRights;
}

const NAME = /^[a-z0-9][a-z0-9_-]{2,95}$/;

/** The tag of the one image that Terraform itself has built, and would build again if it were gone. */
const BUILT_BY = { "runner-fleet:built-by": "terraform" };

const instanceTypes = { amd64: "m7i.large", arm64: "m7g.large" } as const;

const LOG_RETENTION_DAYS = 30;

const lifecycle = { createBeforeDestroy: true };

/**
 * An image for the machines of a fleet, with all that jobs need in it: a pipeline of EC2 Image Builder, which builds a
 * first image when it is applied, another when its content changes, and from then on one for every new version of its
 * base.
 *
 * A parameter of Systems Manager names the newest image that passed its tests. New machines start from that one;
 * machines that run are never touched. A build that fails leaves the parameter as it is.
 */
export class MachineImage extends Construct {
  /** Name of the parameter that names the newest image, for `image.ssmParameter` of a fleet. */
  readonly ssmParameter: string;
  /** What there must be before the first machine starts, lest it does so from an image with nothing in it. */
  readonly ready: readonly ITerraformDependable[];
  /** Name of the role of the instance that builds, for what components of your own need. */
  readonly roleName: string;

  /**
   * Builds an image for the machines of a fleet.
   *
   * @throws Error when something is wrong with the machines, or not known that must be when the stack is synthesised
   */
  static build(scope: Construct, id: string, props: MachineImageProps): MachineImage {
    return new MachineImage(scope, id, props);
  }

  private constructor(scope: Construct, id: string, props: MachineImageProps) {
    super(scope, id);
    const { name, ecr: givenEcr, executor, runnerVersion, trust, permissionsBoundaryArn, iamPath, ...input } = props;
    this.checkName(name);
    const checked = checkMachines(this.node.path, withPreparation(input), 1, { executor, runnerVersion, trust });
    const { machines } = checked;
    this.checkKnown(machines);
    const componentArns = this.explained(() => knownComponents(checked));
    const ecr = givenEcr ?? this.explained(() => this.namedRepositories(checked));
    const tags = namedTags(this, withTags(machines.tags, { "runner-fleet:machine-image": name }));
    const iam = { permissionsBoundaryArn, iamPath, tags };

    const roles = new MachineImageRoles(this, "Roles", { ...iam, name, componentArns, ecr });
    const network = new MachineImageNetwork(this, "Network", { name, machines, tags });
    const { recipe } = this.explained(
      () => new MachineImageRecipe(this, "Recipe", { name, checked, componentArns, ecr: ecr !== undefined, tags }),
    );
    const logs = this.logs(name, tags);
    const parameter = this.parameter(name, machines, tags);
    const infrastructure = this.infrastructure(name, machines, network, roles.instanceProfileName, tags);
    const how = {
      imageRecipeArn: recipe.arn,
      infrastructureConfigurationArn: infrastructure.arn,
      distributionConfigurationArn: this.distribution(name, parameter.name, tags).arn,
      // The list of what is installed is written by further programs, with further rights.
      enhancedImageMetadataEnabled: false,
      imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 60 },
    };
    const image = new ImagebuilderImage(this, "Resource", {
      ...how,
      timeouts: { create: "120m" },
      tags: withTags(tags, BUILT_BY),
      lifecycle,
      dependsOn: [...roles.dependables, ...network.rules, ...logs, parameter],
    });
    this.pipeline(name, machines, how, tags, image);
    this.removal(name, machines, recipe, roles, tags);

    this.ssmParameter = parameterName(name);
    this.ready = [image];
    this.roleName = roles.roleName;
  }

  private checkName(name: string): void {
    if (!Token.isUnresolved(name) && !NAME.test(name)) {
      throw new Error(
        `${this.node.path}: 'name' must be 3 to 96 lower-case letters, digits, dashes and underscores, got ${JSON.stringify(name)}; correct the name`,
      );
    }
  }

  /** It decides what the image consists of, and so which components there are. */
  private checkKnown({ image }: Resolved<Machines>): void {
    if (Token.isUnresolved(image.docker)) {
      throw new Error(
        `${this.node.path}: 'image.docker' must be known when the stack is synthesised where an image is prepared, got a value that only Terraform knows; leave it out`,
      );
    }
  }

  /** What pure functions refuse, with the place. */
  private explained<Result>(make: () => Result): Result {
    try {
      return make();
    } catch (error) {
      const { message } = error as Error;
      throw new Error(message.startsWith(this.node.path) ? message : `${this.node.path}: ${message}`, { cause: error });
    }
  }

  private namedRepositories({ description }: CheckedMachines): EcrRights | undefined {
    const { partition } = awsEnvironment(this);
    const arns = knownList("preloadImages", description.preloadImages)
      .map((reference) => (typeof reference === "string" ? repositoryOf(reference) : undefined))
      .filter((address) => address !== undefined)
      .map((address) => `arn:${partition}:${String(ecrArnInPartition(address))}`);
    return arns.length === 0 ? undefined : { repositoryArns: [...new Set(arns)] };
  }

  /** Image Builder would make them itself, and keep what is in them for ever. */
  private logs(name: string, tags: Tags): ITerraformDependable[] {
    return Object.entries({ BuildLog: name, PipelineLog: `pipeline/${name}` }).map(
      ([id, of]) =>
        new CloudwatchLogGroup(this, id, {
          name: `/aws/imagebuilder/${of}`,
          retentionInDays: LOG_RETENTION_DAYS,
          tags,
        }),
    );
  }

  /** EC2 Auto Scaling asks for the parameter when a group is made, so it names the base until there is an image. */
  private parameter(name: string, { image, architecture }: Resolved<Machines>, tags: Tags): SsmParameter {
    return new SsmParameter(this, "Parameter", {
      name: parameterName(name),
      description: "The newest image for machines of a GitLab Runner fleet",
      type: "String",
      dataType: "aws:ec2:image",
      insecureValue: new DataAwsSsmParameter(this, "Base", {
        name: operatingSystemFacts[image.os].ssmParameter[architecture],
      }).insecureValue,
      tags,
      // From then on Image Builder writes it.
      lifecycle: { ignoreChanges: ["insecure_value"] },
    });
  }

  private infrastructure(
    name: string,
    { image, architecture }: Resolved<Machines>,
    { subnetId, securityGroupIds }: MachineImageNetwork,
    instanceProfileName: string,
    tags: Tags,
  ): ImagebuilderInfrastructureConfiguration {
    return new ImagebuilderInfrastructureConfiguration(this, "Infrastructure", {
      name,
      description: "Instances that build and test the image",
      instanceProfileName,
      instanceTypes: [image.prepare?.instanceType ?? instanceTypes[architecture]],
      subnetId,
      securityGroupIds,
      instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      terminateInstanceOnFailure: true,
      resourceTags: tags,
      tags,
    });
  }

  /** It writes the parameter and no launch template: Terraform would take every new version of one back. */
  private distribution(name: string, parameter: string, tags: Tags): ImagebuilderDistributionConfiguration {
    const { region, accountId } = awsEnvironment(this);
    return new ImagebuilderDistributionConfiguration(this, "Distribution", {
      name,
      description: "Names the newest image",
      distribution: [
        {
          region,
          amiDistributionConfiguration: {
            name: `${name}-{{ imagebuilder:buildDate }}`,
            description: "Machines of a GitLab Runner fleet",
            amiTags: withTags(tags, { Name: name }),
          },
          // The account is this one anyway, but what a set leaves out can be a change in every plan.
          ssmParameterConfiguration: [{ parameterName: parameter, dataType: "aws:ec2:image", amiAccountId: accountId }],
        },
      ],
      tags,
    });
  }

  private pipeline(
    name: string,
    { image }: Resolved<Machines>,
    how: Pick<ImagebuilderImage, "imageRecipeArn" | "infrastructureConfigurationArn"> & object,
    tags: Tags,
    first: ITerraformDependable,
  ): void {
    new ImagebuilderImagePipeline(this, "Pipeline", {
      ...how,
      name,
      description: "Builds an image when its base has a newer version",
      status: "ENABLED",
      schedule: {
        scheduleExpression: image.prepare?.schedule as string,
        timezone: "UTC",
        pipelineExecutionStartCondition: "EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE",
      },
      tags,
      // Two builds at a time would race for the parameter.
      dependsOn: [first],
    });
  }

  private removal(
    name: string,
    { image }: Resolved<Machines>,
    recipe: MachineImageRecipe["recipe"],
    roles: MachineImageRoles,
    tags: Tags,
  ): void {
    new ImagebuilderLifecyclePolicy(this, "Removal", {
      name,
      description: "Keeps the newest images",
      executionRole: roles.lifecycleRoleArn,
      resourceType: "AMI_IMAGE",
      status: "ENABLED",
      policyDetail: [
        {
          action: [{ type: "DELETE", includeResources: [{ amis: true, snapshots: true }] }],
          filter: [{ type: "COUNT", value: image.prepare?.keepImages as number }],
          exclusionRules: [{ tagMap: BUILT_BY }],
        },
      ],
      resourceSelection: [{ recipe: [{ name: recipe.name, semanticVersion: recipe.version }] }],
      tags,
      dependsOn: [...roles.dependables],
    });
  }
}

/** The one beginning that Image Builder's own role may write: any other would need a role with all of its rights. */
const parameterName = (name: string) => `/imagebuilder/${name}`;

/** Who builds an image prepares it, with nothing to be said about how. */
const withPreparation = (input: MachinesInput): MachinesInput =>
  ({ ...input, image: { ...input.image, prepare: input.image?.prepare ?? {} } }) as MachinesInput;

function knownComponents({ description, machines }: CheckedMachines): readonly string[] {
  knownList("image.prepare.componentArns", description.image.prepare?.componentArns);
  return machines.image.prepare?.componentArns ?? [];
}

/** The repository of an image in a private registry of ECR, without tag and digest. */
function repositoryOf(reference: string): string | undefined {
  return /^(\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.[^/]+\/[a-z0-9/._-]+)(?:[:@].*)?$/.exec(reference)?.[1];
}
