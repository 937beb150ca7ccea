import { cpuShares, cpus, cpuset, memory, memoryLimit } from "./resource-limit";
import { patterns } from "./pattern";
import { flag, integer, text, textList, textMap } from "./value";

const ulimitName = {
  keyPattern: /^(core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$/,
  keyExpected: 'a limit that Docker knows, such as "nofile"',
};

/** The keys of `[runners.docker]` about what a job's container may use of its machine. */
export const dockerLimits = {
  /**
   * Memory limit of a job's container, `<number>[b|k|m|g]`, from 6m, the least that Docker gives.
   *
   * @default - none
   */
  memory: memoryLimit(),
  /**
   * Limit of memory and swap together, `<number>[b|k|m|g]`, not below `memory`, which it needs.
   *
   * @default - twice `memory`, where the machine has swap
   */
  memorySwap: memory(),
  /**
   * Memory to which a job's container is held when the machine runs short, from 6m and below `memory`.
   *
   * @default - none
   */
  memoryReservation: memoryLimit(),
  /**
   * CPUs that a job's container may use, a number above 0 as text: `"1.5"`.
   *
   * @default - all
   */
  cpus: cpus(),
  /**
   * Weight of a job's container when CPUs are scarce, 2 to 262144.
   *
   * @default - 1024
   */
  cpuShares: cpuShares(),
  /**
   * CPUs, by number, that a job's container may use: `"0-3,6"`.
   *
   * @default - all
   */
  cpusetCpus: cpuset(),
  /**
   * Memory nodes, by number, that a job's container may use: `"0,1"`.
   *
   * @default - all
   * @since GitLab Runner 17.0
   */
  cpusetMems: cpuset("17.0"),
  /**
   * Parent cgroup of a job's container. Without effect when `useSlotCgroups` is on.
   *
   * @default - Docker's own
   */
  cgroupParent: text().optional(),
  /**
   * Whether processes of a job are spared when its container runs out of memory. Docker ignores it on machines with
   * cgroup v2, which Amazon Linux 2023 and Ubuntu 22.04 and newer have.
   *
   * @default - false
   */
  oomKillDisable: flag().optional(),
  /**
   * How early a job's processes are ended when the machine runs out of memory: -1000, never, to 1000, first.
   *
   * @default - 0
   */
  oomScoreAdjust: integer({ min: -1000, max: 1000 }).optional(),
  /**
   * Size of /dev/shm of a job's and a service's container, in bytes, from 1: a number, not a text such as "256m".
   *
   * @default - 67108864, Docker's own 64 MiB
   */
  shmSize: integer({ min: 1 }).optional(),
  /**
   * Limits of a job's container by name, each `soft` or `soft:hard`, -1 for no limit.
   *
   * @default - the machine's own
   */
  ulimit: textMap({
    ...ulimitName,
    pattern: /^(-1|\d+)(:(-1|\d+))?$/,
    expected: 'a limit as soft[:hard], such as "1024:4096"',
  }).optional(),
  /**
   * GPUs of a job's container, as `docker run --gpus` takes them: `all`, `2`, `device=0`.
   *
   * @default - none
   */
  gpus: text().optional(),
  /**
   * Devices of the machine in a job's container, `<on the machine>[:<in the container>[:rwm]]`.
   *
   * @default - none
   */
  devices: textList(patterns.device).optional(),
  /**
   * What a job's container may do with devices that appear later, as `docker run --device-cgroup-rule` takes it.
   *
   * @default - none
   */
  deviceCgroupRules: textList({
    pattern: /^[acb] (\d+|\*):(\d+|\*) [rwm]{1,3}$/,
    expected: 'a device rule, such as "c 189:* rwm"',
  }).optional(),
} as const;
