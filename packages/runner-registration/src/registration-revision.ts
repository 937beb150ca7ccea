import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/**
 * A number that replaces the runners when it is another one, as Terraform's own `terraform_data`.
 *
 * cdktf's DataResource asks `terraform version` at every synthesis and fails where Terraform is not installed.
 */
export class RegistrationRevision extends TerraformResource {
  /** What `replace_triggered_by` names. In JSON Terraform takes an address there, not the `${…}` that cdktf would write. */
  get address(): string {
    return `${this.terraformResourceType}.${this.friendlyUniqueId}`;
  }

  constructor(
    scope: Construct,
    id: string,
    private readonly revision: number,
  ) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.revision };
  }
}
