import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template";
import { jsonDocument } from "@runner-fleet/config";
import { Construct } from "constructs";
import { Token } from "cdktf";
import { awsDnsSuffix, awsEnvironment } from "./aws-environment";

/** A registry whose images ECR fetches when somebody asks for one, and keeps. */
export interface PullThroughRule {
  /** Host of the registry, such as `registry-1.docker.io`. */
  readonly upstreamRegistryUrl: string;
  /**
   * ARN of the Secrets Manager secret with `username` and `accessToken`, whose name begins with `ecr-pullthroughcache/`,
   * in the account and region of the cache.
   *
   * @default - the registry is read without credentials
   */
  readonly credentialArn?: string;
  /**
   * Days after which a copy is removed, from 1. Holds for repositories that are made after it was set.
   *
   * @default 30
   */
  readonly expirationDays?: number;
}

/** Pull-through cache rules of ECR. */
export interface PullThroughCacheProps {
  /** The registries by the prefix of their repositories, 2 to 30 characters, which is taken once in account and region. */
  readonly rules: Readonly<Record<string, PullThroughRule>>;
}

/**
 * A cache of other registries' images in ECR: `docker-hub/library/alpine` of the account's registry is Docker Hub's
 * `library/alpine`.
 *
 * The first pull of an image makes its repository, which is nobody's in Terraform: a template sees to it that copies
 * expire, and repositories stay when the cache is removed.
 */
export class PullThroughCache extends Construct {
  /** Host of the registry that the cache is in. */
  readonly registry: string;

  /** ARNs of all repositories of the cache, as patterns. */
  readonly repositoryArns: readonly string[];

  /** @throws Error when a prefix or `expirationDays` breaks its rule */
  constructor(scope: Construct, id: string, { rules }: PullThroughCacheProps) {
    super(scope, id);
    const { partition, region, accountId } = awsEnvironment(this);
    this.registry = `${accountId}.dkr.ecr.${region}.${awsDnsSuffix(this)}`;
    this.repositoryArns = Object.keys(rules).map(
      (prefix) => `arn:${partition}:ecr:${region}:${accountId}:repository/${prefix}/*`,
    );
    for (const [prefix, rule] of Object.entries(rules)) {
      this.addRule(prefix, rule);
    }
  }

  private addRule(prefix: string, { upstreamRegistryUrl, credentialArn, expirationDays = 30 }: PullThroughRule): void {
    if (!/^(?=.{2,30}$)[a-z0-9]+([._/-][a-z0-9]+)*$/.test(prefix)) {
      throw new Error(
        `${this.node.path}: 'rules' must have prefixes of 2 to 30 lower-case letters, digits and single . _ - / between them, got ${JSON.stringify(prefix)}; rename it`,
      );
    }
    if (!Token.isUnresolved(expirationDays) && expirationDays < 1) {
      throw new Error(
        `${this.node.path}: 'expirationDays' of ${prefix} must be at least 1, got ${expirationDays}; raise it`,
      );
    }
    // Before the rule: a repository that a pull makes in between would keep its images for good.
    const template = new EcrRepositoryCreationTemplate(this, `Template-${prefix}`, {
      prefix,
      appliedFor: ["PULL_THROUGH_CACHE"],
      description: `Copies of images of ${upstreamRegistryUrl}`,
      // ECR moves a tag when the registry did.
      imageTagMutability: "MUTABLE",
      lifecyclePolicy: expiry(expirationDays),
    });
    new EcrPullThroughCacheRule(this, `Rule-${prefix}`, {
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl,
      credentialArn,
      dependsOn: [template],
    });
  }
}

/** A lifecycle policy: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
const expiry = (days: number): string =>
  jsonDocument({
    rules: [
      {
        rulePriority: 1,
        description: "Copies can be fetched again",
        selection: { tagStatus: "any", countType: "sinceImagePushed", countUnit: "days", countNumber: days },
        action: { type: "expire" },
      },
    ],
  });
