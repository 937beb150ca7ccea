import { ref, TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";

/**
 * A choice that the state remembers: it stays what it was when it was first made, whatever would be chosen today. As
 * Terraform's own `terraform_data`.
 *
 * cdktf's DataResource asks `terraform version` at every synthesis and fails where Terraform is not installed.
 */
export class RememberedValue extends TerraformResource {
  /** @param choice what is chosen when there is nothing to remember yet */
  constructor(
    scope: Construct,
    id: string,
    private readonly choice: string,
  ) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
      lifecycle: { ignoreChanges: ["input"] },
    });
  }

  /** What was chosen. */
  get value(): string {
    return Token.asString(ref(`${this.terraformResourceType}.${this.friendlyUniqueId}.output`));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.choice };
  }
}
