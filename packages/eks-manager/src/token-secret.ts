import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Construct } from "constructs";

/** Which tokens are written where. */
export interface TokenSecretProps {
  /** Name of the Secret. */
  readonly name: string;
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** The tokens by their keys in the Secret: expressions, such as of an ephemeral variable. */
  readonly tokens: Readonly<Record<string, string>>;
  /** A number to raise with every new token: Terraform cannot compare what it does not keep. */
  readonly revision: number;
}

/** The Secret with the runner tokens, written by a write-only argument: neither its plan nor its state holds a token. */
export class TokenSecret extends Construct {
  /** The Secret, for what reads it. */
  readonly resource: SecretV1;

  constructor(scope: Construct, id: string, { name, namespace, tokens, revision }: TokenSecretProps) {
    super(scope, id);
    this.resource = new SecretV1(this, "Resource", {
      metadata: { name, namespace },
      dataWo: { ...tokens },
      dataWoRevision: revision,
    });
  }
}
