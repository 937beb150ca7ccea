/** What ECS does for a task before and while it runs. */
export interface ExecutionRights {
  /**
   * ARN of the ECR repository of the image.
   *
   * @default - none; the image comes from another registry
   */
  readonly repositoryArn?: string;
  /** ARN of the log group. */
  readonly logGroupArn: string;
  /** What reading the tokens takes. */
  readonly tokenStatements: readonly object[];
}

/** What ECS may do for the manager's task: pull its image, write its log, read exactly its tokens. */
export const executionStatements = ({ repositoryArn, logGroupArn, tokenStatements }: ExecutionRights): object[] => [
  ...(repositoryArn === undefined
    ? []
    : [
        // ECR gives one login for all registries and knows no resource for it.
        { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
        {
          Effect: "Allow",
          Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Resource: repositoryArn,
        },
      ]),
  {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logGroupArn}:log-stream:*`,
  },
  ...tokenStatements,
];
