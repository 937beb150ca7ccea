import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import type { TerraformVariable } from "cdktf";
import { Construct } from "constructs";

/** Which tokens are written where. */
export interface TokenSecretProps {
  /** Name of the Secret. */
  readonly name: string;
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** The ephemeral variable that holds each token, by its key in the Secret. */
  readonly tokens: Readonly<Record<string, TerraformVariable>>;
  /** A number to raise with every new token: Terraform cannot compare what it does not keep. */
  readonly revision: number;
}

/** The Secret with the runner tokens, written by a write-only argument: no plan and no state holds a token. */
export class TokenSecret extends Construct {
  /** The Secret, for what reads it. */
  readonly resource: SecretV1;

  constructor(scope: Construct, id: string, { name, namespace, tokens, revision }: TokenSecretProps) {
    super(scope, id);
    this.resource = new SecretV1(this, "Resource", {
      metadata: { name, namespace },
      dataWo: Object.fromEntries(Object.entries(tokens).map(([key, variable]) => [key, variable.stringValue])),
      dataWoRevision: revision,
    });
  }
}
