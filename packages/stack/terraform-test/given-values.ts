/** What every root of these tests is given for the variables that it declares. */
export const givenValues = {
  region: "eu-west-1",
  cluster_name: "ci",
  subnet_ids: ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"],
  manager_security_group_ids: ["sg-0123456789abcdef0"],
  manager_subnet_id: "subnet-0123456789abcdef0",
  manager_image: { repository: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/runner-manager", tag: "1.4.2" },
};
