import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";

/** What starts a build, and what it runs. */
export interface ImageBuildProps extends Pick<TerraformMetaArguments, "dependsOn" | "provisioners"> {
  /** A change of any of these values builds again. */
  readonly triggersReplace: Readonly<Record<string, string>>;
}

/**
 * The build as Terraform's own `terraform_data`.
 *
 * cdktf's DataResource asks `terraform version` at every synthesis and fails where Terraform is not installed, though
 * nothing but the apply needs it.
 */
export class ImageBuild extends TerraformResource {
  private readonly triggersReplace: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { triggersReplace, ...meta }: ImageBuildProps) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
      ...meta,
    });
    this.triggersReplace = triggersReplace;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.triggersReplace };
  }
}
