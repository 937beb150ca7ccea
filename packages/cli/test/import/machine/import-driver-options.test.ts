import { checkConfig } from "@runner-fleet/config";
import type { KeyReport } from "../../../src/import/key-report";
import { importDriverOptions } from "../../../src/import/machine/import-driver-options";
import { TrackedTable } from "../../../src/import/tracked-table";

/** What docker-machine's own default is not taken of, so that only the options of a test are reported. */
const COMPLETE = [
  "amazonec2-region=eu-west-1",
  "amazonec2-subnet-id=subnet-0123456789abcdef0",
  "amazonec2-instance-type=m7i.large",
  "amazonec2-private-address-only=true",
  "amazonec2-ami=ami-0123456789abcdef0",
  "amazonec2-root-size=50",
];

interface Read {
  readonly machines: Readonly<Record<string, unknown>>;
  readonly region?: string;
  readonly report: readonly KeyReport[];
}

function read(table: Readonly<Record<string, unknown>>): Read {
  const report: KeyReport[] = [];
  const machine = new TrackedTable({ MachineDriver: "amazonec2", ...table }, "machine", report);
  const imported = importDriverOptions(machine, "fleets.linux", "MachineDriver");
  machine.finish();
  return { ...imported, report };
}

/** Reads options beside those that are always given, and looks at what becomes of the first. */
function readOption(option: string, ...others: readonly string[]) {
  const { machines, report } = read({ MachineOptions: [option, ...others] });
  const name = option.replace(/=.*/s, "");
  const entry = report.find(({ key }) => key === `machine.MachineOptions[0] (${name})`);
  return { machines, outcome: entry?.outcome, to: entry?.to, note: entry?.note };
}

describe("an option of the driver amazonec2 is kept:", () => {
  test.each([
    ["amazonec2-vpc-id=vpc-0123456789abcdef0", { vpcId: "vpc-0123456789abcdef0" }, "vpcId"],
    ["amazonec2-subnet-id=subnet-0123456789abcdef0", { subnetIds: ["subnet-0123456789abcdef0"] }, "subnetIds"],
    ["amazonec2-instance-type=m7i.large", { instanceTypes: ["m7i.large"] }, "instanceTypes"],
    ["amazonec2-instance-type=m7g.large", { instanceTypes: ["m7g.large"], architecture: "arm64" }, "instanceTypes"],
    ["amazonec2-root-size=80", { rootVolume: { sizeGiB: 80 } }, "rootVolume.sizeGiB"],
    [
      "amazonec2-volume-kms-key=arn:aws:kms:eu-west-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      { rootVolume: { kmsKeyArn: "arn:aws:kms:eu-west-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab" } },
      "rootVolume.kmsKeyArn",
    ],
    ["amazonec2-monitoring", { detailedMonitoring: true }, "detailedMonitoring"],
    ["amazonec2-tags=Team,Infrastructure,Spot,False", { tags: { Team: "Infrastructure", Spot: "False" } }, "tags"],
    [
      "engine-registry-mirror=https://mirror.example.com",
      { registryMirrors: ["https://mirror.example.com"] },
      "registryMirrors",
    ],
  ])("%s", (option, parts, path) => {
    const { machines, outcome, to } = readOption(option);
    expect([outcome, to]).toEqual(["kept", `fleets.linux.machines.${path}`]);
    expect(machines).toMatchObject(parts);
  });
});

test.each([
  ["1", true],
  ["T", true],
  ["True", true],
  ["0", false],
  ["yes", false],
])("an option that is on or off is read as Go reads it: %s", (value, isOn) => {
  const { machines } = readOption(`amazonec2-monitoring=${value}`);
  expect(machines["detailedMonitoring"]).toBe(isOn ? true : undefined);
});

test("the region is that of the description", () => {
  const { region, report } = read({ MachineOptions: COMPLETE });
  expect(region).toBe("eu-west-1");
  expect(report[1]).toEqual({ key: "machine.MachineOptions[0] (amazonec2-region)", outcome: "kept", to: "region" });
});

describe("an option of the driver amazonec2 is changed:", () => {
  test.each([
    [
      "amazonec2-request-spot-instance=true",
      { onDemandPercentageAboveBaseCapacity: 0 },
      "onDemandPercentageAboveBaseCapacity",
    ],
    ["amazonec2-private-address-only=true", { associatePublicIpAddress: false }, "associatePublicIpAddress"],
    ["amazonec2-private-address-only=false", { associatePublicIpAddress: true }, "associatePublicIpAddress"],
  ])("%s", (option, parts, path) => {
    const { machines, outcome, to } = readOption(option);
    expect([outcome, to]).toEqual(["changed", `fleets.linux.machines.${path}`]);
    expect(machines).toMatchObject(parts);
  });

  test("a hop limit above 1 opens the machines' role to jobs, where there is one", () => {
    const option = "amazonec2-metadata-token-response-hop-limit=2";
    const { machines, outcome, to } = readOption(option, "amazonec2-iam-instance-profile=runner");
    expect([outcome, to]).toEqual(["changed", "fleets.linux.machines.jobsMayUseInstanceRole"]);
    expect(machines).toMatchObject({ jobsMayUseInstanceRole: true, instanceProfileName: "runner" });
    expect(readOption(option).outcome).toBe("dropped");
    expect(readOption(option).machines).not.toHaveProperty("jobsMayUseInstanceRole");
  });
});

describe("an option is dropped, with the reason:", () => {
  const SWARM = "no machine is part of a swarm";
  const CREDENTIALS =
    "the manager has a role and needs no key; delete the key in IAM once the old manager is gone, since it has been written down";
  test.each([
    ["amazonec2-access-key=x", CREDENTIALS],
    ["amazonec2-secret-key=x", CREDENTIALS],
    ["amazonec2-session-token=x", CREDENTIALS],
    ["amazonec2-security-group=docker-machine", "lets in SSH from the manager and nothing else"],
    ["amazonec2-security-group-readonly", "no security group that exists is changed"],
    ["amazonec2-use-private-address=true", "the manager always connects to the private address"],
    ["amazonec2-use-private-address=false", "set autoscaler.connectorConfig.useExternalAddr to true"],
    ["amazonec2-request-spot-instance=false", "machines are on-demand by default"],
    ["amazonec2-spot-price=0.3", "had no effect without amazonec2-request-spot-instance"],
    ["amazonec2-block-duration-minutes=60", "had no effect without amazonec2-request-spot-instance"],
    ["amazonec2-volume-type=gp3", "volumes are always gp3"],
    ["amazonec2-volume-type=gp2", "volumes are gp3, quicker than gp2 and cheaper"],
    ["amazonec2-volume-type=standard", "volumes are gp3, many times quicker than magnetic ones"],
    ["amazonec2-volume-encrypted", "volumes are always encrypted"],
    ["amazonec2-use-ebs-optimized-instance=true", "instance types of today are always optimised for EBS"],
    ["amazonec2-device-name=/dev/sda1", "the name of the root device follows from the image"],
    ["amazonec2-monitoring=false", "off by default"],
    ["amazonec2-ssh-user=ubuntu", "the SSH user follows from the image"],
    ["amazonec2-ssh-port=22", "22 by default"],
    ["amazonec2-ssh-keypath=/etc/key.pem", "no key pair: the manager logs in by EC2 Instance Connect"],
    ["amazonec2-keypair-name=runner", "no key pair: the manager logs in by EC2 Instance Connect"],
    ["amazonec2-metadata-token=required", "the instance metadata service always requires a token"],
    ["amazonec2-metadata-token=optional", 'always requires a token, where it was "optional"'],
    ["amazonec2-metadata-token-response-hop-limit=1", "the limit is 1 by default"],
    ["amazonec2-insecure-transport", "AWS is always called by TLS"],
    ["amazonec2-retries=5", "the Auto Scaling group tries again by itself"],
    ["amazonec2-use-fleet=true", "an Auto Scaling group, which chooses among types too"],
    ["engine-install-url=https://get.docker.com", "Docker comes from the packages of the image's system"],
    ["engine-label=a=b", "a label of dockerd, which no job sees"],
    ["engine-storage-driver=overlay2", "what Docker chooses by itself"],
    ["tls-san=example.com", "the manager speaks to Docker through SSH, without certificates"],
    ["swarm", SWARM],
    ["swarm-addr=x", SWARM],
    ["swarm-discovery=x", SWARM],
    ["swarm-experimental", SWARM],
    ["swarm-host=x", SWARM],
    ["swarm-image=x", SWARM],
    ["swarm-join-opt=x", SWARM],
    ["swarm-master", SWARM],
    ["swarm-opt=x", SWARM],
    ["swarm-strategy=x", SWARM],
  ])("%s", (option, note) => {
    const read = readOption(option);
    expect(read.outcome).toBe("dropped");
    expect(read.note).toContain(note);
  });

  test("a price and a time of spot machines that are asked for", () => {
    const spot = "amazonec2-request-spot-instance=true";
    expect(readOption("amazonec2-spot-price=0.3", spot).note).toContain(
      'no highest price (it was "0.3" dollars an hour)',
    );
    expect(readOption("amazonec2-block-duration-minutes=60", spot).note).toBe(
      "AWS no longer offers spot machines for a fixed time",
    );
  });

  test("a zone, where there is a subnet", () => {
    expect(readOption("amazonec2-zone=b", "amazonec2-subnet-id=subnet-0123456789abcdef0")).toMatchObject({
      outcome: "dropped",
      note: "the zone is that of the subnet",
    });
  });
});

describe("an option is left to a decision, with what to do:", () => {
  test.each([
    ["amazonec2-zone=b", "fleets.linux.machines.subnetIds", "a zone alone is no place"],
    ["amazonec2-security-group=Runners", "fleets.linux.machines.securityGroupIds", '"Runners" is a name'],
    ["amazonec2-open-port=8080", "fleets.linux.machines.securityGroupIds", '"8080" was open to the internet'],
    ["amazonec2-root-size=many", "fleets.linux.machines.rootVolume.sizeGiB", 'must be a number of GiB, got "many"'],
    ["amazonec2-volume-type=io1", "fleets.linux.machines.rootVolume", 'volumes are gp3, where they were "io1"'],
    ["amazonec2-volume-kms-key=alias/ci", "fleets.linux.machines.rootVolume.kmsKeyArn", "write the key's ARN"],
    ["amazonec2-userdata=/etc/init.sh", "fleets.linux.machines.userDataParts", "a file on the old manager"],
    ["amazonec2-iam-instance-profile=ci", "fleets.linux.machines.instanceProfileName", "IMDSv1, which is off here"],
    ["amazonec2-ssh-port=2222", undefined, 'on port 22 alone, where it was "2222"'],
    ["amazonec2-endpoint=ec2.example.com", undefined, '"ec2.example.com" took the place of EC2\'s own address'],
    ["amazonec2-launch-template=lt", "fleets.linux.machines", "the fleet has a launch template of its own"],
    ["engine-insecure-registry=reg.example.com", undefined, '"reg.example.com": no registry is spoken to without TLS'],
    ["engine-env=HTTPS_PROXY=http://proxy:3128", undefined, "write the proxy into trust.httpProxy"],
    ["engine-env=TZ=UTC", "fleets.linux.machines.userDataParts", "a variable of dockerd"],
    ["engine-opt=mtu=1400", "fleets.linux.machines.userDataParts", '"mtu=1400" is a flag of dockerd'],
    ["engine-storage-driver=zfs", undefined, 'where it was "zfs"'],
    ["amazonec2-volume-iops=800", undefined, "no option of docker-machine that is known here"],
    ["google-zone=a", undefined, "no option of docker-machine that is known here"],
    ["constructor", undefined, "no option of docker-machine that is known here"],
    ["amazonec2-constructor", undefined, "no option of docker-machine that is known here"],
  ])("%s", (option, to, note) => {
    const read = readOption(option);
    expect([read.outcome, read.to]).toEqual(["decision", to]);
    expect(read.note).toContain(note);
  });

  test("a profile whose role jobs reached, or could not reach, as they do here is kept", () => {
    const profile = "amazonec2-iam-instance-profile=ci";
    expect(readOption(profile, "amazonec2-metadata-token=required").outcome).toBe("kept");
    expect(readOption(profile, "amazonec2-metadata-token-response-hop-limit=2").outcome).toBe("kept");
    expect(readOption(profile, "amazonec2-metadata-token=optional").outcome).toBe("decision");
  });

  test.each([
    [[], { os: "ubuntu-24.04" }],
    [["amazonec2-ssh-user=ubuntu"], { os: "ubuntu-24.04" }],
    [["amazonec2-ssh-user=ec2-user"], { os: "amazon-linux-2023" }],
    [["amazonec2-ssh-user=core"], { user: "core" }],
  ])("an image, whose system follows from the SSH user: %j", (others, image) => {
    const { machines, outcome, note } = readOption("amazonec2-ami=ami-0123456789abcdef0", ...others);
    expect(machines["image"]).toEqual({ id: "ami-0123456789abcdef0", ...image });
    expect(outcome).toBe("decision");
    expect(note).toContain(Object.entries(image).flat().join(" "));
  });

  test("a device is that of an image of one's own", () => {
    const { machines, outcome } = readOption("amazonec2-device-name=/dev/xvda", "amazonec2-ami=ami-0123456789abcdef0");
    expect(outcome).toBe("kept");
    expect(machines["image"]).toMatchObject({ rootDeviceName: "/dev/xvda" });
  });

  test("tags of which one is half, one holds the machine's name and one is of AWS", () => {
    const { machines, outcome, note } = readOption("amazonec2-tags=Team,CI,Host,%s,aws:x,y,Half");
    expect(machines["tags"]).toEqual({ Team: "CI" });
    expect(outcome).toBe("decision");
    expect(note).toBe(
      '"Half" has no value: docker-machine left it out, and so is it here; tag "Host" held the machine\'s name, which no ' +
        'tag here does; tag "aws:x" begins with aws:, which AWS keeps for itself',
    );
  });
});

describe("of an option that is given twice", () => {
  test("the last one counts, in MachineOptionsWithName before MachineOptions", () => {
    const { machines, report } = read({
      MachineOptions: [...COMPLETE, "amazonec2-root-size=60", "amazonec2-tags=A,1"],
      MachineOptionsWithName: ["amazonec2-tags=A,2,Host,%s"],
    });
    expect(machines).toMatchObject({ rootVolume: { sizeGiB: 60 }, tags: { A: "2" } });
    const overruled = "given again further down, which is what counted";
    expect(report.filter(({ note }) => note === overruled).map(({ key }) => key)).toEqual([
      "machine.MachineOptions[5] (amazonec2-root-size)",
      "machine.MachineOptions[7] (amazonec2-tags)",
    ]);
    expect(report.at(-1)?.key).toBe("machine.MachineOptionsWithName[0] (amazonec2-tags)");
  });

  test("both count where docker-machine takes a list", () => {
    const mirrors = ["https://one.example.com", "https://two.example.com"];
    const { machines } = read({ MachineOptions: mirrors.map((mirror) => `engine-registry-mirror=${mirror}`) });
    expect(machines["registryMirrors"]).toEqual(mirrors);
  });
});

test("an option that holds the machine's name is left to a decision", () => {
  const { machines, report } = read({
    MachineOptions: COMPLETE,
    MachineOptionsWithName: ["amazonec2-keypair-name=key-%s"],
  });
  expect(report.at(-1)).toEqual({
    key: "machine.MachineOptionsWithName[0] (amazonec2-keypair-name)",
    outcome: "decision",
    note: "it holds the machine's name (%s), which nothing in the description does",
  });
  expect(JSON.stringify(machines)).not.toContain("%s");
});

describe("what no option says is what docker-machine did without it:", () => {
  const omitted = (...options: readonly string[]) =>
    read({ MachineOptions: options })
      .report.filter(({ key }) => key === "machine.MachineOptions")
      .map(({ outcome, to, note = "" }) => [outcome, to, note.slice(0, note.indexOf(":"))]);

  test("everything", () => {
    const AT = "fleets.linux.machines";
    expect(omitted("amazonec2-retries=5")).toEqual([
      ["decision", "region", "no amazonec2-region"],
      ["decision", `${AT}.subnetIds`, "no amazonec2-subnet-id"],
      ["decision", `${AT}.instanceTypes`, "no amazonec2-instance-type"],
      ["changed", `${AT}.associatePublicIpAddress`, "no amazonec2-private-address-only"],
      ["decision", "fleets.linux.autoscaler.connectorConfig.useExternalAddr", "no amazonec2-use-private-address"],
      ["changed", `${AT}.image`, "no amazonec2-ami"],
      ["changed", `${AT}.rootVolume.sizeGiB`, "no amazonec2-root-size"],
    ]);
  });

  test("nothing", () => {
    expect(omitted(...COMPLETE)).toEqual([]);
  });

  test("machines had a public address, and the manager the private one", () => {
    const options = [...COMPLETE.filter((option) => !option.includes("private")), "amazonec2-use-private-address=true"];
    expect(omitted(...options)).toEqual([
      ["changed", "fleets.linux.machines.associatePublicIpAddress", "no amazonec2-private-address-only"],
    ]);
    expect(read({ MachineOptions: options }).machines["associatePublicIpAddress"]).toBe(true);
  });

  test("is said at the driver where there are no options", () => {
    const keys = read({}).report.map(({ key }) => key);
    expect(new Set(keys)).toEqual(new Set(["machine.MachineDriver"]));
    expect(keys).toHaveLength(8);
  });
});

describe("of a driver that is not amazonec2", () => {
  test("nothing becomes machines, and each option is left to a decision", () => {
    const { machines, region, report } = read({
      MachineDriver: "google",
      MachineOptions: [
        "google-zone=europe-west1-b",
        "amazonec2-region=eu-west-1",
        "engine-registry-mirror=https://mirror.example.com",
      ],
    });
    expect(machines).toEqual({ registryMirrors: ["https://mirror.example.com"] });
    expect(region).toBeUndefined();
    expect(report.map(({ key, outcome, note }) => [key, outcome, note])).toEqual([
      [
        "machine.MachineDriver",
        "decision",
        'the driver "google" made machines elsewhere, and the fleet\'s are in AWS: write what they are',
      ],
      [
        "machine.MachineOptions[0] (google-zone)",
        "decision",
        'an option of the driver "google", which the fleet in AWS has no use for as it is',
      ],
      [
        "machine.MachineOptions[1] (amazonec2-region)",
        "decision",
        'an option of the driver "google", which the fleet in AWS has no use for as it is',
      ],
      ["machine.MachineOptions[2] (engine-registry-mirror)", "kept", undefined],
    ]);
  });
});

test("what is no option is left to a decision", () => {
  const { report } = read({ MachineOptions: [...COMPLETE, 5, "Not An Option"] });
  expect(report.filter(({ outcome, key }) => outcome === "decision" && /\[[67]\]/.test(key))).toEqual([
    { key: "machine.MachineOptions[6]", outcome: "decision", note: "must be a text, got 5" },
    {
      key: "machine.MachineOptions[7]",
      outcome: "decision",
      note: "no option of docker-machine that is known here; look up what it does before you leave it out",
    },
  ]);
});

test("what options become is what a description takes", () => {
  const { machines, region } = read({
    MachineOptions: [
      ...COMPLETE,
      "amazonec2-vpc-id=vpc-0123456789abcdef0",
      "amazonec2-device-name=/dev/xvda",
      "amazonec2-iam-instance-profile=ci",
      "amazonec2-metadata-token-response-hop-limit=2",
      "amazonec2-monitoring=true",
      "amazonec2-request-spot-instance=true",
      "amazonec2-tags=Team,Infrastructure",
      "engine-registry-mirror=https://mirror.example.com",
    ],
  });
  const { findings } = checkConfig({
    gitlab: { url: "https://gitlab.example.com" },
    region,
    cluster: { name: "ci" },
    fleets: {
      linux: {
        executor: "docker-autoscaler",
        maxInstances: 1,
        docker: { image: "alpine:3.22" },
        machines: { ...machines, managerCidrs: ["10.0.0.0/16"] },
      },
    },
  });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test.each([
  ["amazonec2-instnce-type=m5.large", "did you mean amazonec2-instance-type? Else "],
  ["engine-registry-miror=https://a", "did you mean engine-registry-mirror? Else "],
  ["amazonec2-volume-iops=800", ""],
  ["amazonec2-foo", ""],
])("an option that is not known is told the name that is near, if one is: %s", (option, question) => {
  expect(readOption(option)).toMatchObject({
    outcome: "decision",
    note: `no option of docker-machine that is known here; ${question}look up what it does before you leave it out`,
  });
});
