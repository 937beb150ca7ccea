import { ImagebuilderComponent } from "@cdktf/provider-aws/lib/imagebuilder-component";
import {
  ImagebuilderImageRecipe,
  type ImagebuilderImageRecipeComponent,
} from "@cdktf/provider-aws/lib/imagebuilder-image-recipe";
import { escapeTemplate, Expression, type Machines, type Resolved, type Template } from "@runner-fleet/config";
import type { Tags } from "@runner-fleet/terraform-values";
import { Fn, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { awsEnvironment } from "./aws-environment";
import type { CheckedMachines } from "./check-machines";
import { baseImageArn } from "./image-base";
import { DOCUMENT_LIMIT } from "./image-document";
import { imageContents, renderImageCleanUp, renderImagePreparation, renderImageTest } from "./image-preparation";
import { imageVersion } from "./image-version";
import { operatingSystemFacts } from "./machine-image";

/** What a recipe is made from. */
export interface MachineImageRecipeProps {
  /** Name of the image. */
  readonly name: string;
  /** The machines that the image is for. */
  readonly checked: CheckedMachines;
  /** ARNs of further components. */
  readonly componentArns: readonly string[];
  /** Whether images are pulled from ECR. */
  readonly ecr: boolean;
  /** Tags of the recipe and its components. */
  readonly tags: Tags;
}

const lifecycle = { createBeforeDestroy: true };

/** What of the name of AWS's component for the Security Technical Implementation Guides is a parameter. */
const stigLevels = { low: "Low", medium: "Medium", high: "High" } as const;

/**
 * What an image consists of, from its base to its test. Neither a recipe nor a component can be changed: another content
 * is another version, which is there before the old one goes.
 */
export class MachineImageRecipe extends Construct {
  /** The recipe. */
  readonly recipe: ImagebuilderImageRecipe;

  constructor(scope: Construct, id: string, props: MachineImageRecipeProps) {
    super(scope, id);
    const { name, checked, componentArns, tags } = props;
    const { machines, description } = checked;
    const environment = awsEnvironment(this);
    const managed = `arn:${environment.partition}:imagebuilder:${environment.region}:aws:component`;
    const prepare = this.component("Prepare", props, (json) =>
      renderImagePreparation(description, checked.jobs, props.ecr, json),
    );
    const cleanUp = this.component("CleanUp", props, renderImageCleanUp);
    const test = this.component("Test", props, () => renderImageTest(imageContents(description)));
    const { hardening = "none" } = machines.image.prepare ?? {};
    const level = hardening === "none" ? undefined : stigLevels[hardening];
    const component: ImagebuilderImageRecipeComponent[] = [
      { componentArn: prepare.arn },
      // After what is installed, so that it is hardened as well; the test shows that a job can still run.
      ...(level === undefined
        ? []
        : [{ componentArn: `${managed}/stig-build-linux/x.x.x`, parameter: [{ name: "Level", value: level }] }]),
      ...componentArns.map((componentArn) => ({ componentArn })),
      { componentArn: cleanUp.arn },
      { componentArn: test.arn },
    ];
    const blockDevice = rootVolume(machines);
    this.recipe = new ImagebuilderImageRecipe(this, "Resource", {
      name,
      version: imageVersion(this, "Content", {
        base: [machines.image.os, machines.architecture],
        components: [prepare.version, level ?? "", ...componentArns, cleanUp.version, test.version],
        blockDevice,
      }),
      description: "Machines of a GitLab Runner fleet",
      parentImage: baseImageArn(environment, machines),
      component,
      blockDeviceMapping: [blockDevice],
      tags,
      lifecycle,
    });
  }

  private component(
    id: string,
    { name, checked, tags }: MachineImageRecipeProps,
    render: (json: (expression: Expression) => Expression) => Template,
  ): { readonly arn: string; readonly version: string } {
    const json = new Map<Expression, string>();
    const document = render((expression) => {
      const encoded = Expression.text(expression.terraform);
      json.set(encoded, Fn.jsonencode(checked.tokenOf(expression)));
      return encoded;
    });
    const data = document.isLiteral
      ? escapeTemplate(checkedLength(document.toString()))
      : new TerraformLocal(
          this,
          `${id}Document`,
          document.parts.map((part) => (Expression.is(part) ? json.get(part) : escapeTemplate(String(part)))).join(""),
        ).asString;
    const version = imageVersion(this, id, document.isLiteral ? document.toString() : data);
    const component = new ImagebuilderComponent(this, `${id}Component`, {
      name: `${name}-${id.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}`,
      version,
      platform: "Linux",
      data,
      tags,
      lifecycle,
    });
    return { arn: component.arn, version };
  }
}

function checkedLength(text: string): string {
  if (text.length > DOCUMENT_LIMIT) {
    throw new Error(
      `what prepares the image must have at most ${DOCUMENT_LIMIT} characters, got ${text.length}; shorten trust.caBundle, preloadImages and packages, or bring them by a component of your own`,
    );
  }
  return text;
}

/** As large as the machines' own, which can't be smaller than the one in their image. */
function rootVolume({ image, rootVolume: volume }: Resolved<Machines>) {
  return {
    deviceName: image.rootDeviceName ?? operatingSystemFacts[image.os].rootDeviceName,
    ebs: {
      volumeType: "gp3",
      volumeSize: volume.sizeGiB,
      encrypted: "true",
      kmsKeyId: volume.kmsKeyArn,
      deleteOnTermination: "true",
    },
  };
}
