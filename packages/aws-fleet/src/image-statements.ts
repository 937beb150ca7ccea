import type { AwsEnvironment } from "./aws-environment";

/** What the instance that builds an image is told about. */
export interface ImageBuilderRights {
  /** Name of the image: of its recipe, and with which those of its components begin. */
  readonly name: string;
  /** ARNs of further components. */
  readonly componentArns: readonly string[];
  /** Where the image is built. */
  readonly environment: AwsEnvironment;
}

/**
 * What the instance that builds and tests an image needs: the agent of Systems Manager, by which Image Builder works on
 * it, the components, and its log. It is what AWS's own policies EC2InstanceProfileForImageBuilder and
 * AmazonSSMManagedInstanceCore have of it, without their right to read every parameter of the account: what an
 * instance installs must not find the runners' tokens.
 */
export const imageBuilderStatements = ({ name, componentArns, environment }: ImageBuilderRights): object[] => {
  const { partition, region, accountId } = environment;
  const components = `arn:${partition}:imagebuilder:${region}`;
  return [
    {
      Sid: "Agent",
      Effect: "Allow",
      Action: [
        "ec2messages:AcknowledgeMessage",
        "ec2messages:DeleteMessage",
        "ec2messages:FailMessage",
        "ec2messages:GetEndpoint",
        "ec2messages:GetMessages",
        "ec2messages:SendReply",
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
    {
      Sid: "Components",
      Effect: "Allow",
      Action: "imagebuilder:GetComponent",
      Resource: [
        `${components}:${accountId}:component/${name}-*`,
        `${components}:aws:component/*`,
        ...componentArns.map(everyVersion),
      ],
    },
    {
      // Image Builder's agent comes from buckets of AWS, whose names begin so.
      Sid: "Programs",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: `arn:${partition}:s3:::ec2imagebuilder*`,
    },
    {
      Sid: "Log",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:/aws/imagebuilder/${name}*`,
    },
  ];
};

/** A component of a recipe may be named without a version, the one that is fetched never is. */
const everyVersion = (arn: string) => arn.replace(/^((?:[^:]*:){5}component\/[^/]+)\/.*$/, "$1/*");

/**
 * What Image Builder needs to remove images that are no longer kept, with their snapshots. An image is told by its tag
 * as one that the recipe made. Of a snapshot AWS says no more than that Image Builder made it; but EC2 removes none that
 * an image still needs.
 */
export const imageLifecycleStatements = ({
  name,
  environment,
}: Omit<ImageBuilderRights, "componentArns">): object[] => {
  const { partition, region, accountId } = environment;
  const images = `arn:${partition}:imagebuilder:${region}:${accountId}:image/${name}/*`;
  const made = { "aws:ResourceTag/CreatedBy": "EC2 Image Builder" };
  return [
    {
      Sid: "Images",
      Effect: "Allow",
      Action: ["ec2:DeregisterImage", "ec2:DescribeImageAttribute"],
      Resource: `arn:${partition}:ec2:${region}::image/*`,
      Condition: { StringEquals: made, StringLike: { "aws:ResourceTag/Ec2ImageBuilderArn": images } },
    },
    {
      Sid: "Snapshots",
      Effect: "Allow",
      Action: "ec2:DeleteSnapshot",
      Resource: `arn:${partition}:ec2:${region}::snapshot/*`,
      Condition: { StringEquals: made },
    },
    { Sid: "Records", Effect: "Allow", Action: "imagebuilder:DeleteImage", Resource: images },
    // Neither has a resource to be limited to.
    { Sid: "Find", Effect: "Allow", Action: ["ec2:DescribeImages", "tag:GetResources"], Resource: "*" },
  ];
};
