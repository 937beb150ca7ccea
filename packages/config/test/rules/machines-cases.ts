import { Expression } from "../../src/values/expression";
import type { RuleCases } from "./rule-cases";

/** What the rules about machines find and let pass. */
export const machinesCases: RuleCases = {
  "ssh-port-not-open": {
    fires: [
      {
        when: { "linux.autoscaler": { connectorConfig: { protocolPort: 2222 } } },
        says: [
          "fleets.linux.autoscaler.connectorConfig.protocolPort: should be 22, got 2222; leave protocolPort out, or open the port by a group of machines.securityGroupIds and accept the rule [ssh-port-not-open]",
        ],
      },
    ],
    quiet: [{ "linux.autoscaler": { connectorConfig: { protocolPort: 22 } } }],
  },
  "instance-types-or-requirements": {
    fires: [
      {
        when: { "linux.machines.instanceTypes": undefined },
        says: [
          'fleets.linux.machines: must have exactly one of instanceTypes and instanceRequirements, got neither; name types such as ["m7i.large", "m6i.large"], or what a machine must have [instance-types-or-requirements]',
        ],
      },
      {
        when: { "linux.machines.instanceTypes": [] },
        says: [
          'fleets.linux.machines: must have exactly one of instanceTypes and instanceRequirements, got neither; name types such as ["m7i.large", "m6i.large"], or what a machine must have [instance-types-or-requirements]',
        ],
      },
      {
        when: { "linux.machines.instanceRequirements": { vcpuCount: { min: 2 }, memoryMiB: { min: 4096 } } },
        says: [
          "fleets.linux.machines: must have exactly one of instanceTypes and instanceRequirements, got both; remove one of them [instance-types-or-requirements]",
        ],
      },
    ],
    quiet: [
      {
        "linux.machines.instanceTypes": undefined,
        "linux.machines.instanceRequirements": { vcpuCount: { min: 2 }, memoryMiB: { min: 4096 } },
      },
    ],
  },
  "instance-requirements-contradict": {
    fires: [
      {
        when: {
          "linux.machines.instanceTypes": undefined,
          "linux.machines.instanceRequirements": {
            vcpuCount: { min: 4, max: 2 },
            memoryMiB: { min: 4096 },
            allowedInstanceTypes: ["m7i.*"],
            excludedInstanceTypes: ["m7a.*"],
          },
        },
        says: [
          "fleets.linux.machines.instanceRequirements.vcpuCount.max: must be at least min (4), got 2; raise max or lower min [instance-requirements-contradict]",
          "fleets.linux.machines.instanceRequirements.excludedInstanceTypes: must not be given together with allowedInstanceTypes; remove one of them [instance-requirements-contradict]",
        ],
      },
    ],
    quiet: [
      {
        "linux.machines.instanceTypes": undefined,
        "linux.machines.instanceRequirements": {
          vcpuCount: { min: 4, max: 4 },
          memoryMiB: { min: 4096 },
          allowedInstanceTypes: ["m7i.*"],
        },
      },
    ],
  },
  "architecture-mismatch": {
    fires: [
      {
        when: { "linux.machines.image": { prepare: { instanceType: "m7g.large" } } },
        says: [
          'fleets.linux.machines.image.prepare.instanceType: must be a type of architecture amd64, got "m7g.large" (arm64); choose types of the fleet\'s architecture, or set machines.architecture; two architectures are two fleets [architecture-mismatch]',
        ],
      },
      {
        when: { "linux.machines.instanceTypes": ["m7i.large", "m7g.large"] },
        says: [
          'fleets.linux.machines.instanceTypes[1]: must be a type of architecture amd64, got "m7g.large" (arm64); choose types of the fleet\'s architecture, or set machines.architecture; two architectures are two fleets [architecture-mismatch]',
        ],
      },
      {
        when: { "linux.machines.architecture": "arm64" },
        says: [
          'fleets.linux.machines.instanceTypes[0]: must be a type of architecture arm64, got "m7i.large" (amd64); choose types of the fleet\'s architecture, or set machines.architecture; two architectures are two fleets [architecture-mismatch]',
        ],
      },
      {
        when: {
          "linux.machines.instanceTypes": undefined,
          "linux.machines.instanceRequirements": {
            vcpuCount: { min: 2 },
            memoryMiB: { min: 4096 },
            allowedInstanceTypes: ["c8gn.*"],
            cpuManufacturers: ["intel", "amazon-web-services"],
          },
        },
        says: [
          'fleets.linux.machines.instanceRequirements.allowedInstanceTypes[0]: must be a type of architecture amd64, got "c8gn.*" (arm64); choose types of the fleet\'s architecture, or set machines.architecture; two architectures are two fleets [architecture-mismatch]',
          'fleets.linux.machines.instanceRequirements.cpuManufacturers[1]: must be a maker of amd64 (intel, amd), got "amazon-web-services"; choose types of the fleet\'s architecture, or set machines.architecture; two architectures are two fleets [architecture-mismatch]',
        ],
      },
      {
        when: { "linux.docker.helperImage": "registry.example.com/gitlab-runner-helper:arm64-v19.4.0" },
        says: [
          "fleets.linux.docker.helperImage: must be an image for x86_64, got one for arm64; name the helper of the fleet's architecture, or leave it out [architecture-mismatch]",
        ],
      },
    ],
    quiet: [
      {
        "linux.machines.architecture": "arm64",
        "linux.machines.instanceTypes": [
          "m7g.large",
          "a1.large",
          "t4g.small",
          "im4gn.large",
          "is4gen.large",
          "x2gd.large",
          "g5g.xlarge",
          "r8gb.large",
        ],
        "linux.docker.helperImage": "registry.example.com/gitlab-runner-helper:ubuntu-arm64-v19.4.0",
      },
      {
        "linux.machines.instanceTypes": [
          "g5.xlarge",
          "g4dn.xlarge",
          "m7i-flex.large",
          "u-6tb1.metal",
          "trn1.2xlarge",
          "c7a.large",
        ],
      },
      {
        "linux.machines.instanceTypes": undefined,
        "linux.machines.instanceRequirements": {
          vcpuCount: { min: 2 },
          memoryMiB: { min: 4096 },
          allowedInstanceTypes: ["m*.large"],
        },
      },
    ],
  },
  "image-source-ambiguous": {
    fires: [
      {
        when: { "linux.machines.image": { id: "ami-0123456789abcdef0", ssmParameter: "/ci/ami" } },
        says: [
          "fleets.linux.machines.image: must have one of id, ssmParameter, nameFilter, prepare, got id and ssmParameter; keep one of them [image-source-ambiguous]",
        ],
      },
      {
        when: { "linux.machines.image": { prepare: {}, nameFilter: { owner: "self", name: "ci-*" } } },
        says: [
          "fleets.linux.machines.image: must have one of id, ssmParameter, nameFilter, prepare, got nameFilter and prepare; keep one of them [image-source-ambiguous]",
        ],
      },
    ],
    quiet: [
      { "linux.machines.image": { id: "ami-0123456789abcdef0" } },
      { "linux.machines.image": { nameFilter: { owner: "self", name: "ci-*" } } },
      { "linux.machines.image": { prepare: {}, follow: "launch" } },
    ],
  },
  "prepared-image-contradiction": {
    fires: [
      {
        when: { "linux.machines.image": { prepare: {}, docker: "present" } },
        says: [
          'fleets.linux.machines.image.docker: must not be "present" with image.prepare; leave image.docker out: the build installs Docker, and machines boot with it [prepared-image-contradiction]',
        ],
      },
    ],
    quiet: [
      { "linux.machines.image": { prepare: {} } },
      { "linux.machines.image": { prepare: {}, docker: "install", dockerPackage: "docker" } },
      { "linux.machines.image": { docker: "present" } },
    ],
  },
  "image-follow-without-parameter": {
    fires: [
      {
        when: { "linux.machines.image": { id: "ami-0123456789abcdef0", follow: "launch" } },
        says: [
          'fleets.linux.machines.image.follow: must not be "launch" for an image that is named by id; name the image by ssmParameter, or leave follow out [image-follow-without-parameter]',
        ],
      },
      {
        when: { "linux.machines.image": { nameFilter: { owner: "self", name: "ci-*" }, follow: "launch" } },
        says: [
          'fleets.linux.machines.image.follow: must not be "launch" for an image that is named by nameFilter; name the image by ssmParameter, or leave follow out [image-follow-without-parameter]',
        ],
      },
    ],
    quiet: [
      { "linux.machines.image": { ssmParameter: "/ci/ami", follow: "launch" } },
      { "linux.machines.image": { follow: "launch" } },
    ],
  },
  "root-volume-out-of-proportion": {
    fires: [
      {
        when: { "linux.machines.rootVolume": { sizeGiB: 8, iops: 4001 } },
        says: [
          "fleets.linux.machines.rootVolume.iops: must be at most 4000 with a sizeGiB of 8, got 4001; lower it, or raise what it is measured by [root-volume-out-of-proportion]",
        ],
      },
      {
        when: { "linux.machines.rootVolume": { throughputMiBps: 751 } },
        says: [
          "fleets.linux.machines.rootVolume.throughputMiBps: must be at most 750 with 3000 iops, got 751; lower it, or raise what it is measured by [root-volume-out-of-proportion]",
        ],
      },
    ],
    quiet: [{ "linux.machines.rootVolume": { sizeGiB: 8, iops: 4000, throughputMiBps: 1000 } }],
  },
  "disk-small-for-reused-machines": {
    fires: [
      {
        when: { "linux.maxUseCount": 0 },
        says: [
          "fleets.linux.machines.rootVolume.sizeGiB: should be at least 100 with a maxUseCount of 0, got 50; raise machines.rootVolume.sizeGiB to 100 or more and let a timer prune Docker, or lower maxUseCount [disk-small-for-reused-machines]",
        ],
      },
      {
        when: { "linux.maxUseCount": 21, "linux.machines.rootVolume": { sizeGiB: 99 } },
        says: [
          "fleets.linux.machines.rootVolume.sizeGiB: should be at least 100 with a maxUseCount of 21, got 99; raise machines.rootVolume.sizeGiB to 100 or more and let a timer prune Docker, or lower maxUseCount [disk-small-for-reused-machines]",
        ],
      },
    ],
    quiet: [{ "linux.maxUseCount": 20 }, { "linux.maxUseCount": 0, "linux.machines.rootVolume": { sizeGiB: 100 } }, {}],
  },
  "on-demand-base-above-max-instances": {
    fires: [
      {
        when: { "linux.machines.onDemandBaseCapacity": 11 },
        says: [
          "fleets.linux.machines.onDemandBaseCapacity: must be at most maxInstances (10), got 11; lower onDemandBaseCapacity, or raise maxInstances [on-demand-base-above-max-instances]",
        ],
      },
    ],
    quiet: [{ "linux.machines.onDemandBaseCapacity": 10 }],
  },
  "spot-single-type": {
    fires: [
      {
        when: { "linux.machines.onDemandPercentageAboveBaseCapacity": 50 },
        says: [
          "fleets.linux.machines.instanceTypes: should hold several types in a fleet with spot machines, got 1; name several types of about the same size, such as m7i.large, m6i.large and m7a.large, or use instanceRequirements [spot-single-type]",
        ],
      },
    ],
    quiet: [
      {
        "linux.machines.onDemandPercentageAboveBaseCapacity": 50,
        "linux.machines.instanceTypes": ["m7i.large", "m7a.large"],
      },
      {},
    ],
  },
  "subnets-missing": {
    fires: [
      {
        when: { "linux.machines.subnetIds": [] },
        says: [
          "fleets.linux.machines.subnetIds: must hold at least one subnet, got []; name one subnet in each zone that the fleet may use, or set aws.defaultVpc [subnets-missing]",
        ],
      },
    ],
    quiet: [{ "linux.machines.subnetIds": Expression.list("var.subnets") }, {}],
  },
  "manager-source-missing": {
    fires: [
      {
        when: { "linux.machines.managerSecurityGroupIds": undefined },
        says: [
          "fleets.linux.machines: must have managerSecurityGroupIds or managerCidrs, got neither; set managerSecurityGroupIds to the security groups of the manager's nodes, or managerCidrs to the subnets of its pods [manager-source-missing]",
        ],
      },
      {
        when: { "linux.machines.managerSecurityGroupIds": [] },
        says: [
          "fleets.linux.machines: must have managerSecurityGroupIds or managerCidrs, got neither; set managerSecurityGroupIds to the security groups of the manager's nodes, or managerCidrs to the subnets of its pods [manager-source-missing]",
        ],
      },
    ],
    quiet: [
      { "linux.machines.managerSecurityGroupIds": undefined, "linux.machines.managerCidrs": ["10.0.0.0/16"] },
      {},
    ],
  },
  "manager-source-open-to-the-world": {
    fires: [
      {
        when: { "linux.machines.managerCidrs": ["10.0.0.0/16", "0.0.0.0/0"] },
        says: [
          'fleets.linux.machines.managerCidrs[1]: must not be the whole internet, got "0.0.0.0/0"; name the subnets of the manager, or its security groups in managerSecurityGroupIds [manager-source-open-to-the-world]',
        ],
      },
      {
        when: { "linux.machines.managerCidrs": ["::/0"] },
        says: [
          'fleets.linux.machines.managerCidrs[0]: must not be the whole internet, got "::/0"; name the subnets of the manager, or its security groups in managerSecurityGroupIds [manager-source-open-to-the-world]',
        ],
      },
    ],
    quiet: [{ "linux.machines.managerCidrs": ["10.0.0.0/8", "fd00::/10"] }],
  },
  "user-data-script-without-interpreter": {
    fires: [
      {
        when: { "linux.machines.userDataParts": [{ filename: "a.sh", content: "echo hello" }] },
        says: [
          "fleets.linux.machines.userDataParts[0].content: must begin with #! and an interpreter; begin the content with #!/bin/bash [user-data-script-without-interpreter]",
        ],
      },
    ],
    quiet: [
      {
        "linux.machines.userDataParts": [
          { filename: "a.sh", content: "#!/bin/bash\necho hello" },
          { filename: "b", contentType: "text/cloud-config", content: "#cloud-config\n" },
        ],
      },
    ],
  },
  "acquire-timeout-below-connect-timeout": {
    fires: [
      {
        when: { "linux.autoscaler.instanceAcquireTimeout": "4m" },
        says: [
          "fleets.linux.autoscaler.instanceAcquireTimeout: should be at least connectorConfig.timeout (5m), got 4m; raise instanceAcquireTimeout, or lower connectorConfig.timeout [acquire-timeout-below-connect-timeout]",
        ],
      },
    ],
    quiet: [
      { "linux.autoscaler.instanceAcquireTimeout": "5m" },
      { "linux.autoscaler": { instanceAcquireTimeout: "4m", connectorConfig: { timeout: "3m" } } },
    ],
  },
  "external-address-without-one": {
    fires: [
      {
        when: {
          "linux.autoscaler.connectorConfig": { useExternalAddr: true },
          "linux.machines.associatePublicIpAddress": false,
        },
        says: [
          "fleets.linux.autoscaler.connectorConfig.useExternalAddr: has no effect with machines.associatePublicIpAddress false; remove useExternalAddr, or give machines a public address [external-address-without-one]",
        ],
      },
    ],
    quiet: [
      { "linux.autoscaler.connectorConfig": { useExternalAddr: true } },
      { "linux.machines.associatePublicIpAddress": false },
    ],
  },
  "state-storage-off": {
    fires: [
      {
        when: { "linux.autoscaler.stateStorage": { enabled: false } },
        says: [
          "fleets.linux.autoscaler.stateStorage.enabled: should be true, got false; leave stateStorage.enabled out [state-storage-off]",
        ],
      },
    ],
    quiet: [{ "linux.autoscaler.stateStorage": { keepInstanceWithAcquisitions: true } }],
  },
  "subnet-twice": {
    fires: [
      {
        when: {
          "linux.machines.subnetIds": [
            "subnet-0123456789abcdef0",
            "subnet-0123456789abcdef1",
            "subnet-0123456789abcdef0",
            "subnet-0123456789abcdef0",
          ],
        },
        says: [
          'fleets.linux.machines.subnetIds[2]: should be another subnet than subnetIds[0], got "subnet-0123456789abcdef0"; remove it, or name a subnet of another zone [subnet-twice]',
          'fleets.linux.machines.subnetIds[3]: should be another subnet than subnetIds[0], got "subnet-0123456789abcdef0"; remove it, or name a subnet of another zone [subnet-twice]',
        ],
      },
    ],
    quiet: [
      { "linux.machines.subnetIds": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] },
      { "linux.machines.subnetIds": [Expression.text("var.a"), Expression.text("var.b")] },
      { "linux.machines.subnetIds": Expression.list("var.subnets") },
    ],
  },
};
