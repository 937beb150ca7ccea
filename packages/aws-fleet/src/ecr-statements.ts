/** What a manager may pull from ECR for its jobs. */
export interface EcrRights {
  /** ARNs of the repositories, or patterns of them. */
  readonly repositoryArns: readonly string[];
  /**
   * ARNs of the repositories of a pull-through cache, which the first pull of an image makes.
   *
   * @default - none
   */
  readonly cachedRepositoryArns?: readonly string[];
}

/**
 * What a manager needs in ECR so that its jobs can pull, as statements of a policy. A repository in another account must
 * allow the same in its own policy.
 */
export const ecrStatements = ({ repositoryArns, cachedRepositoryArns = [] }: EcrRights): object[] => [
  // A password is for a whole registry; what can be done with it follows from the other rights. It has no resource.
  { Sid: "LogIn", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  {
    Sid: "Pull",
    Effect: "Allow",
    Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    Resource: [...repositoryArns, ...cachedRepositoryArns],
  },
  ...(cachedRepositoryArns.length === 0
    ? []
    : [
        {
          Sid: "Import",
          Effect: "Allow",
          // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
          Action: ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
          Resource: cachedRepositoryArns,
        },
      ]),
];
