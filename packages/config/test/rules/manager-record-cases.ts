import { onEc2, onFargate } from "./platforms";
import type { RuleCases } from "./rule-cases";

/** What rules that are not of a platform alone find and let pass on EC2 and Fargate, the manager's record above all. */
export const managerRecordCases: RuleCases = {
  "cluster-name-missing": { fires: [], quiet: [onEc2, onFargate] },
  "subnets-missing": { fires: [], quiet: [{ "linux.machines.subnetIds": undefined, "aws.defaultVpc": true }] },
  "manager-source-missing": {
    fires: [],
    quiet: [onEc2, onFargate].map((changes) => ({
      ...changes,
      "linux.machines.managerSecurityGroupIds": undefined,
    })),
  },
  "ecr-login-without-helper": {
    fires: [
      {
        when: { ...onEc2, "linux.environment": ['DOCKER_AUTH_CONFIG={"credsStore":"ecr-login"}'] },
        says: [
          'fleets.linux.environment[0]: DOCKER_AUTH_CONFIG must not name ecr-login with a platform of "ec2" and no ecr; name the repositories in ecr instead [ecr-login-without-helper]',
        ],
      },
    ],
    quiet: [{ ...onEc2, ecr: { repositories: ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/*"] } }],
  },
  "machines-left-on-shutdown": {
    fires: [
      {
        when: { ...onFargate, "linux.autoscaler.deleteInstancesOnShutdown": false },
        says: [
          "fleets.linux.autoscaler.deleteInstancesOnShutdown: must be true without fargate.fileSystem, got false; leave deleteInstancesOnShutdown out, or give the manager a volume for its record [machines-left-on-shutdown]",
        ],
      },
    ],
    quiet: [
      { ...onEc2, "linux.autoscaler.deleteInstancesOnShutdown": false },
      { ...onFargate, "fargate.fileSystem": {}, "linux.autoscaler.deleteInstancesOnShutdown": false },
    ],
  },
  "volume-without-record": {
    fires: [
      {
        when: { ...onFargate, "fargate.fileSystem": {}, "linux.autoscaler.stateStorage": { enabled: false } },
        says: [
          "fleets.linux.autoscaler.stateStorage.enabled: must be true with fargate.fileSystem, got false; leave stateStorage.enabled out, or remove the volume [volume-without-record]",
        ],
      },
      {
        when: { ...onEc2, "linux.autoscaler.stateStorage": { enabled: false } },
        says: [
          'fleets.linux.autoscaler.stateStorage.enabled: must be true with a platform of "ec2", got false; leave stateStorage.enabled out, or set deleteInstancesOnShutdown to true [volume-without-record]',
        ],
      },
    ],
    quiet: [
      onEc2,
      {
        ...onEc2,
        "linux.autoscaler.stateStorage": { enabled: false },
        "linux.autoscaler.deleteInstancesOnShutdown": true,
      },
      { ...onFargate, "linux.autoscaler.stateStorage": { enabled: false } },
    ],
  },
  "volume-without-use": {
    fires: [
      {
        when: { ...onFargate, "fargate.fileSystem": {}, "linux.autoscaler.deleteInstancesOnShutdown": true },
        says: [
          "fleets.linux.autoscaler.deleteInstancesOnShutdown: should be false with fargate.fileSystem, got true; leave deleteInstancesOnShutdown out, or remove the volume [volume-without-use]",
        ],
      },
    ],
    quiet: [
      { ...onEc2, "linux.autoscaler.deleteInstancesOnShutdown": true },
      { ...onFargate, "linux.autoscaler.deleteInstancesOnShutdown": true },
    ],
  },
};
