import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";

/** What Terraform keeps, and what is done when it changes. */
export interface TerraformDataProps extends Omit<TerraformMetaArguments, "connection" | "forEach" | "provider"> {
  /**
   * A change of any of these values replaces the resource, and so runs its provisioners again.
   *
   * @default - nothing does
   */
  readonly triggersReplace?: Readonly<Record<string, string | number>>;
  /**
   * A value to keep, for `replace_triggered_by` of others, or for `output`.
   *
   * @default - none
   */
  readonly input?: string | number;
}

/**
 * Terraform's own `terraform_data`.
 *
 * cdktf's DataResource asks `terraform version` at every synthesis and fails where Terraform is not installed, though
 * nothing but the apply needs it.
 */
export class TerraformData extends TerraformResource {
  private readonly attributes: Pick<TerraformDataProps, "triggersReplace" | "input">;

  constructor(scope: Construct, id: string, { triggersReplace, input, ...meta }: TerraformDataProps) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
      ...meta,
    });
    this.attributes = { triggersReplace, input };
  }

  /** What was kept. */
  get output(): string {
    return this.getStringAttribute("output");
  }

  /** What `replace_triggered_by` names. In JSON Terraform takes an address there, not the `${…}` that cdktf would write. */
  get address(): string {
    return `${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.attributes.triggersReplace, input: this.attributes.input };
  }
}
