import * as z from "zod";
import { subnetId } from "./aws-ids";
import { awsManagerSettings } from "./aws-manager";
import { settings } from "./section";
import { flag, text, textList } from "./value";

/** A file system of EFS for the manager's record of its machines. */
export const fileSystemSchema = settings({
  /**
   * Id of a file system that exists, with mount targets in the manager's subnets which it may reach on port 2049.
   *
   * @default - one is made, encrypted, with a mount target in each of the manager's subnets
   */
  id: text({ pattern: /^fs-[0-9a-f]+$/, expected: 'the id of a file system ("fs-…")' }).optional(),
});

/** The Fargate service that a manager is. */
export const fargateManagerSchema = settings({
  ...awsManagerSettings,
  /**
   * Subnets of the managers, at most one a zone with `fileSystem`.
   *
   * @default - default subnets of the account, with `aws.defaultVpc`
   */
  subnetIds: textList({ ...subnetId, minEntries: 1 }).optional(),
  /**
   * Name of the ECS cluster.
   *
   * @default - one of the deployment's name is made
   */
  clusterName: text({ pattern: /^[A-Za-z0-9_-]{1,255}$/, expected: "the name of an ECS cluster" }).optional(),
  /**
   * Architecture of the task, which the manager's image must be built for.
   *
   * @default "arm64"
   */
  architecture: z.enum(["arm64", "amd64"]).default("arm64"),
  /**
   * CPU units of the task, 1024 for one CPU: 256, 512, 1024, 2048 or 4096.
   *
   * @default 512
   */
  cpu: z.literal([256, 512, 1_024, 2_048, 4_096]).default(512),
  /**
   * Memory of the task in MiB. Fargate has its own amounts for each `cpu`, which the rule fargate-size-unknown knows.
   *
   * @default 1024
   */
  memoryMiB: z.int().min(512).max(30_720).default(1_024),
  /**
   * Whether the task gets a public address, which it needs in a subnet whose way out is an internet gateway.
   *
   * @default - true with `aws.defaultVpc`, else false
   */
  assignPublicIp: flag().optional(),
  /**
   * A file system for the manager's record of its machines, so that idle machines are there for the next task, where by
   * default they end with the old one. A machine that had a job when its manager died ends all the same.
   *
   * @default - none; the record lasts as long as the task
   */
  fileSystem: fileSystemSchema.optional(),
});

/** The Fargate service that a manager is, with its defaults. */
export type FargateManagerSettings = z.output<typeof fargateManagerSchema>;
