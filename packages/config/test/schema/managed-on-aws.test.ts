import { checkConfig } from "../../src/check/read-config";
import { formatFinding } from "../../src/findings/config-error";
import { ec2ManagerSchema } from "../../src/schema/ec2-manager";
import { fargateManagerSchema } from "../../src/schema/fargate-manager";
import { managedOnAws } from "../managed-on-aws";

test.each(managedOnAws().map(({ name, description }) => [name, description] as const))(
  "%s is accepted, and nothing of it is lost",
  (_name, description) => {
    const { config, findings } = checkConfig(description);
    expect(findings.map(formatFinding)).toEqual([]);
    expect(config).toMatchObject(JSON.parse(JSON.stringify(description)) as object);
  },
);

test("the least that is said of a manager outside Kubernetes is a small one, with tokens of yours in Systems Manager", () => {
  const tokens = { store: "ssm", source: "existing", revision: 1 };
  expect(ec2ManagerSchema.parse({})).toEqual({
    tokens,
    instanceType: "t4g.small",
    rootVolumeGiB: 16,
    stateVolumeGiB: 1,
    logRetentionDays: 30,
  });
  expect(fargateManagerSchema.parse({})).toEqual({
    tokens,
    architecture: "arm64",
    cpu: 512,
    memoryMiB: 1_024,
    logRetentionDays: 30,
  });
});
