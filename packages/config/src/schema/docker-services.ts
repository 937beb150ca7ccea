import * as z from "zod";
import { dockerServiceSchema } from "./docker-service";
import { cpuShares, cpus, cpuset, memory, memoryLimit } from "./resource-limit";
import { patterns } from "./pattern";
import { integer, text, textListMap } from "./value";

/** The keys of `[runners.docker]` about the services of a job and what they may use. */
export const dockerServices = {
  /**
   * Services of every job, besides its own.
   *
   * @default - none
   */
  services: z.array(dockerServiceSchema).optional(),
  /**
   * The most services that a job may have; -1 for no limit.
   *
   * @default - -1
   */
  servicesLimit: integer({ min: -1 }).optional(),
  /**
   * Seconds that a job waits for its services to answer; -1 to not wait. 0 is read as the default.
   *
   * @default - 30
   */
  waitForServicesTimeout: integer({ min: -1 }).optional(),
  /**
   * Memory limit of a service's container, `<number>[b|k|m|g]`, from 6m, the least that Docker gives.
   *
   * @default - none
   */
  serviceMemory: memoryLimit(),
  /**
   * Limit of memory and swap together for a service's container, not below `serviceMemory`, which it needs.
   *
   * @default - twice `serviceMemory`, where the machine has swap
   */
  serviceMemorySwap: memory(),
  /**
   * Memory to which a service's container is held when the machine runs short, from 6m and below
   * `serviceMemory`.
   *
   * @default - none
   */
  serviceMemoryReservation: memoryLimit(),
  /**
   * CPUs that a service's container may use, a number above 0 as text: `"0.5"`.
   *
   * @default - all
   */
  serviceCpus: cpus(),
  /**
   * Weight of a service's container when CPUs are scarce, 2 to 262144.
   *
   * @default - 1024
   */
  serviceCpuShares: cpuShares(),
  /**
   * CPUs, by number, that a service's container may use: `"0-3,6"`.
   *
   * @default - all
   */
  serviceCpusetCpus: cpuset(),
  /**
   * Parent cgroup of a service's container. Without effect when `useSlotCgroups` is on.
   *
   * @default - Docker's own
   */
  serviceCgroupParent: text().optional(),
  /**
   * Path of the cgroup of a job's services when `useSlotCgroups` is on; `${slot}` stands for the slot's number.
   *
   * @default - that of the fleet's `slotCgroupTemplate`
   * @since GitLab Runner 18.6
   */
  serviceSlotCgroupTemplate: text({ ...patterns.slotTemplate, since: "18.6" }).optional(),
  /**
   * GPUs of a service's container, as `docker run --gpus` takes them.
   *
   * @default - none
   * @since GitLab Runner 17.10
   */
  serviceGpus: text({ since: "17.10" }).optional(),
  /**
   * Devices of the machine in the containers of services: patterns of images, as in `allowedImages`, with devices as in
   * `devices`.
   *
   * @default - none
   * @since GitLab Runner 17.10
   */
  servicesDevices: textListMap({
    ...patterns.device,
    keyPattern: patterns.imageGlob.pattern,
    keyExpected: patterns.imageGlob.expected,
    since: "17.10",
  }).optional(),
} as const;
