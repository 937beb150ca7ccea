import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";

/** What is remembered, and what is done when it changes. */
export interface TerraformDataProps extends Pick<
  TerraformMetaArguments,
  "count" | "dependsOn" | "lifecycle" | "provisioners"
> {
  /** A change of any of these values replaces the resource, and so runs its provisioners again. */
  readonly triggersReplace: Readonly<Record<string, string | number>>;
}

/**
 * Terraform's own `terraform_data`.
 *
 * cdktf's DataResource asks `terraform version` at every synthesis and fails where Terraform is not installed, though
 * nothing but the apply needs it.
 */
export class TerraformData extends TerraformResource {
  private readonly triggersReplace: TerraformDataProps["triggersReplace"];

  constructor(scope: Construct, id: string, { triggersReplace, ...meta }: TerraformDataProps) {
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
