import type { Changes } from "../changed";

const subnet = "subnet-0123456789abcdef0";

/** Changes that put the managers on EC2 instances. */
export const onEc2: Changes = { cluster: undefined, "manager.platform": "ec2", "ec2.subnetIds": [subnet] };

/** Changes that put the managers on Fargate. */
export const onFargate: Changes = {
  cluster: undefined,
  "manager.platform": "fargate",
  "manager.image": "build",
  "fargate.subnetIds": [subnet],
};
