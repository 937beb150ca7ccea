import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { Construct } from "constructs";

/** Which namespace is made. */
export interface ManagerNamespaceProps {
  /** Name of the namespace. */
  readonly name: string;
  /**
   * Further labels.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The managers' namespace, which enforces the restricted Pod Security Standard: the manager needs no more. */
export class ManagerNamespace extends Construct {
  /** Name of the namespace, known when it has been made. */
  readonly name: string;

  constructor(scope: Construct, id: string, { name, labels }: ManagerNamespaceProps) {
    super(scope, id);
    const namespace = new NamespaceV1(this, "Resource", {
      metadata: {
        name,
        labels: {
          ...labels,
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        },
      },
    });
    this.name = namespace.metadata.name;
  }
}
