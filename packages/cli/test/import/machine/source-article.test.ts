import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { importConfig } from "../../../src/import/import-config";
import type { KeyReport, Outcome } from "../../../src/import/key-report";
import { importMachine } from "../../../src/import/machine/import-machine";
import { TrackedTable } from "../../../src/import/tracked-table";

const text = readFileSync(join(__dirname, "source-article.toml"), "utf8");

type Line = readonly [key: string, outcome: Outcome, to?: string, note?: string];

/** What becomes of `[runners.machine]` of a runner, with paths below its own and below its fleet. */
function imported(position: number) {
  const { runners } = parse(text) as { runners: { name: string; limit: number; machine: Record<string, unknown> }[] };
  const { name, limit, machine } = runners[position] as (typeof runners)[number];
  const report: KeyReport[] = [];
  const tracked = new TrackedTable(machine, `runners[${position}].machine`, report);
  const { fleet, region } = importMachine(tracked, { fleetPath: `fleets.${name}`, name, maxInstances: limit });
  tracked.finish();
  const lines = report.map(({ key, outcome, to, note }): Line => {
    const short = [key.replace(/^runners\[\d\]\.machine\./, ""), outcome, to?.replace(`fleets.${name}.`, "")] as const;
    return note === undefined ? (short[2] === undefined ? [short[0], short[1]] : short) : [...short, note];
  });
  return { fleet, region, lines };
}

const IMAGE =
  "no amazonec2-ami: it was an Ubuntu image out of docker-machine's own list, and is now the newest Amazon Linux 2023; jobs " +
  "in containers see no difference";
const SUBNET = "one subnet is one zone: add subnets of others, so that machines start when a zone has none left";
const GROUP =
  '"GitlabRunners" is a name, and machines get a security group of their own, which lets in SSH from the manager alone; if ' +
  "jobs need other rules of that group, such as access to a database, write its id here (docker-machine opened 22 and 2376 " +
  "to the world in it, unless it was read-only: take those rules out)";
const PROFILE =
  "kept, but jobs could use its role by IMDSv1, which is off here: if they need AWS, let them ask for a role with GitLab's " +
  "ID tokens, or set machines.jobsMayUseInstanceRole to true; if they don't, remove the profile";
const PER_MACHINE = "machines there and jobs here, which is the same with one job per machine";
const UPPER_LIMIT = "with IdleScaleFactor it is the upper limit, in jobs";
const FACTOR = "idle capacity for each job that runs";

const tags = (spot: string) => ({ Team: "Infrastructure", Application: "Gitlab Runner", SpotInstance: spot });

/** The options that both scalers have alike, by where they are in the list. */
const sharedOptions: readonly Line[] = [
  ["MachineOptions[0] (amazonec2-region)", "kept", "region"],
  ["MachineOptions[1] (amazonec2-vpc-id)", "kept", "machines.vpcId"],
  ["MachineOptions[2] (amazonec2-zone)", "dropped", undefined, "the zone is that of the subnet"],
  ["MachineOptions[3] (amazonec2-subnet-id)", "kept", "machines.subnetIds", SUBNET],
  [
    "MachineOptions[4] (amazonec2-use-private-address)",
    "dropped",
    undefined,
    "the manager always connects to the private address",
  ],
  [
    "MachineOptions[5] (amazonec2-private-address-only)",
    "changed",
    "machines.associatePublicIpAddress",
    "false: no public address",
  ],
  ["MachineOptions[6] (amazonec2-security-group)", "decision", "machines.securityGroupIds", GROUP],
  ["MachineOptions[7] (amazonec2-instance-type)", "kept", "machines.instanceTypes"],
  ["MachineOptions[8] (amazonec2-root-size)", "kept", "machines.rootVolume.sizeGiB"],
  ["MachineOptions[9] (amazonec2-iam-instance-profile)", "decision", "machines.instanceProfileName", PROFILE],
  ["MachineOptions[10] (amazonec2-tags)", "kept", "machines.tags"],
];

describe("the static scaler of the source article", () => {
  test("becomes a fleet of up to 10 on-demand machines, none of them idle", () => {
    const { fleet, region } = imported(0);
    expect(region).toBe("eu-west-1");
    expect(fleet).toEqual({
      capacityPerInstance: 1,
      maxUseCount: 0,
      policies: [{ idleCount: 0, idleTime: "5m" }],
      machines: {
        vpcId: "vpc-1234abcd",
        subnetIds: ["subnet-0123456789abcdef0"],
        associatePublicIpAddress: false,
        instanceTypes: ["m6i.large"],
        rootVolume: { sizeGiB: 50 },
        instanceProfileName: "GitlabRunnerEc2",
        tags: tags("False"),
      },
    });
  });

  test("has this report", () => {
    expect(imported(0).lines).toEqual([
      ["MachineDriver", "dropped", undefined, "machines are always EC2 instances"],
      ["MachineOptions", "changed", "machines.image", IMAGE],
      ...sharedOptions,
      [
        "MachineDriver",
        "decision",
        "maxUseCount",
        "without MaxBuilds it sets no limit to the jobs of a machine, which find what others left there; 0 keeps that, and 1 " +
          "gives every job a new machine",
      ],
      [
        "MaxGrowthRate",
        "decision",
        "autoscaler.scaleThrottle",
        "held the machines that were being made at the same time to 1, which nothing here does: an Auto Scaling group starts " +
          "many at once, and the manager asks for at most 100 a second; where that is too quick for something else, " +
          "limit: 1 and burst: 1 make it 1 at once and then one a second",
      ],
      ["MachineName", "dropped", undefined, "machines are named after the group of the fleet static-scaler"],
      ["IdleTime", "changed", "policies[0].idleTime", "300 seconds, written as 5m"],
      ["IdleCount", "kept", "policies[0].idleCount"],
    ]);
  });
});

describe("the dynamic scaler of the source article", () => {
  test("becomes a fleet of up to 40 spot machines, idle by the hour and by what runs", () => {
    const { fleet, region } = imported(1);
    expect(region).toBe("eu-west-1");
    expect(fleet).toEqual({
      capacityPerInstance: 1,
      maxUseCount: 250,
      policies: [
        // At nights: as many as run, at least 1 and at most 10
        { idleCount: 1, idleTime: "10m", scaleFactor: 1, scaleFactorLimit: 10 },
        // Office hours in Amsterdam, 09:00 to 17:59: half as many again as run, at least 5 and at most 20
        {
          periods: ["* 9-17 * * mon-fri"],
          timezone: "Europe/Amsterdam",
          idleCount: 5,
          idleTime: "1h",
          scaleFactor: 1.5,
          scaleFactorLimit: 20,
        },
        // The weekend in UTC: none. It is the last, so it wins, from Saturday 01:00 or 02:00 in Amsterdam on.
        { periods: ["* * * * sat,sun"], timezone: "UTC", idleCount: 0, idleTime: "2m" },
      ],
      machines: {
        vpcId: "vpc-1234abcd",
        subnetIds: ["subnet-abcdef0123456789a"],
        associatePublicIpAddress: false,
        instanceTypes: ["r7a.large"],
        rootVolume: { sizeGiB: 25 },
        instanceProfileName: "GitlabRunnerEc2",
        tags: tags("True"),
        onDemandPercentageAboveBaseCapacity: 0,
      },
    });
  });

  test("has this report", () => {
    expect(imported(1).lines).toEqual([
      ["MachineDriver", "dropped", undefined, "machines are always EC2 instances"],
      ["MachineOptions", "changed", "machines.image", IMAGE],
      ...sharedOptions,
      [
        "MachineOptions[11] (amazonec2-request-spot-instance)",
        "changed",
        "machines.onDemandPercentageAboveBaseCapacity",
        "0: every machine is a spot machine",
      ],
      [
        "MachineOptions[12] (amazonec2-spot-price)",
        "dropped",
        undefined,
        'no highest price (it was "0.3" dollars an hour): a spot machine never costs more than an on-demand one, and a lower ' +
          "limit only means more interruptions",
      ],
      ["MaxBuilds", "kept", "maxUseCount"],
      ["MachineName", "dropped", undefined, "machines are named after the group of the fleet dynamic-scaler"],
      ["IdleTime", "changed", "policies[0].idleTime", "600 seconds, written as 10m"],
      ["IdleCount", "changed", "policies[0].scaleFactorLimit", UPPER_LIMIT],
      ["IdleCountMin", "kept", "policies[0].idleCount", PER_MACHINE],
      ["IdleScaleFactor", "kept", "policies[0].scaleFactor", FACTOR],
      [
        "autoscaling[0].Periods[0]",
        "changed",
        "policies[1].periods",
        '"* * 9-17 * * mon-fri *" is "* 9-17 * * mon-fri", which holds at the same minutes',
      ],
      ["autoscaling[0].Timezone", "kept", "policies[1].timezone"],
      ["autoscaling[0].IdleTime", "changed", "policies[1].idleTime", "3600 seconds, written as 1h"],
      ["autoscaling[0].IdleCount", "changed", "policies[1].scaleFactorLimit", UPPER_LIMIT],
      ["autoscaling[0].IdleCountMin", "kept", "policies[1].idleCount", PER_MACHINE],
      ["autoscaling[0].IdleScaleFactor", "kept", "policies[1].scaleFactor", FACTOR],
      [
        "autoscaling[1].Periods[0]",
        "changed",
        "policies[2].periods",
        '"* * * * * sat,sun *" is "* * * * sat,sun", which holds at the same minutes',
      ],
      ["autoscaling[1].Timezone", "kept", "policies[2].timezone"],
      ["autoscaling[1].IdleTime", "changed", "policies[2].idleTime", "120 seconds, written as 2m"],
      ["autoscaling[1].IdleCount", "kept", "policies[2].idleCount"],
    ]);
  });
});

test("both become fleets of one description, without what holds by itself", () => {
  const { description } = importConfig(text, "config.toml");
  expect(description).toEqual({
    region: "eu-west-1",
    gitlab: { url: "https://gitlab.example.org" },
    fleets: {
      "static-scaler": {
        executor: "docker-autoscaler",
        maxInstances: 10,
        maxUseCount: 0,
        policies: [{ idleTime: "5m" }],
        machines: {
          instanceTypes: ["m6i.large"],
          // A default, which a rule has something to say about
          rootVolume: { sizeGiB: 50 },
          subnetIds: ["subnet-0123456789abcdef0"],
          vpcId: "vpc-1234abcd",
          associatePublicIpAddress: false,
          instanceProfileName: "GitlabRunnerEc2",
          tags: tags("False"),
        },
        docker: {},
        environment: ["AWS_REGION=eu-west-1"],
      },
      "dynamic-scaler": {
        executor: "docker-autoscaler",
        maxInstances: 40,
        maxUseCount: 250,
        policies: [
          { idleCount: 1, idleTime: "10m", scaleFactor: 1, scaleFactorLimit: 10 },
          {
            periods: ["* 9-17 * * mon-fri"],
            timezone: "Europe/Amsterdam",
            idleCount: 5,
            idleTime: "1h",
            scaleFactor: 1.5,
            scaleFactorLimit: 20,
          },
          { periods: ["* * * * sat,sun"], idleTime: "2m" },
        ],
        machines: {
          instanceTypes: ["r7a.large"],
          onDemandPercentageAboveBaseCapacity: 0,
          rootVolume: { sizeGiB: 25 },
          subnetIds: ["subnet-abcdef0123456789a"],
          vpcId: "vpc-1234abcd",
          associatePublicIpAddress: false,
          instanceProfileName: "GitlabRunnerEc2",
          tags: tags("True"),
        },
        docker: {},
      },
    },
  });
});
