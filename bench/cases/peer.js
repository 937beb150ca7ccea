const { GitlabRunnerAutoscaling } = require("@pepperize/cdk-autoscaling-gitlab-runner");
const { App, Stack } = require("aws-cdk-lib");
const { InstanceType, MachineImage, Vpc } = require("aws-cdk-lib/aws-ec2");
const { StringParameter } = require("aws-cdk-lib/aws-ssm");
const { measure } = require("../measure");

const region = "eu-central-1";

measure((outdir) => {
  const app = new App({ outdir });
  const stack = new Stack(app, "peer", { env: { account: "123456789012", region } });
  // Ids instead of look-ups: a look-up without credentials leaves gaps that the CDK command fills in a second run.
  const vpc = Vpc.fromVpcAttributes(stack, "Vpc", {
    vpcId: "vpc-0123456789abcdef0",
    availabilityZones: [`${region}a`, `${region}b`],
    privateSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  });
  const machineImage = MachineImage.genericLinux({ [region]: "ami-0123456789abcdef0" });
  new GitlabRunnerAutoscaling(stack, "Runners", {
    concurrent: 10,
    logFormat: "json",
    network: { vpc },
    manager: { machineImage },
    runners: [
      {
        token: StringParameter.fromStringParameterName(stack, "Token", "/gitlab-runner/token"),
        instanceType: new InstanceType("m6i.large"),
        machineImage,
        configuration: {
          name: "linux",
          url: "https://gitlab.com",
          limit: 10,
          docker: { image: "alpine:3.22" },
          machine: {
            idleCount: 0,
            autoscaling: [
              { periods: ["* * 8-17 * * mon-fri *"], timezone: "Europe/Paris", idleCount: 2, idleTime: 1200 },
            ],
          },
        },
      },
    ],
  });
  app.synth();
});
