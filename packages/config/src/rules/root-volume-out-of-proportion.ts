import { everyMachineFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

const IOPS_PER_GIB = 500;
const IOPS_PER_MIBPS = 4;

/** Size, I/O operations and throughput of a root volume fit each other. */
export const rootVolumeOutOfProportion: Rule = {
  id: "root-volume-out-of-proportion",
  title: "Size, I/O operations and throughput of a root volume fit each other",
  why:
    "EBS makes no gp3 volume with more than 500 I/O operations a GiB or more than 0.25 MiB/s an operation. EC2 refuses to " +
    "start every machine of the fleet, and jobs end with “unable to acquire instance”.",
  fix: "lower it, or raise what it is measured by",
  severity: "error",
  check: everyMachineFleet(function* ({ machines: { rootVolume } }, at) {
    const size = knownValue(rootVolume.sizeGiB);
    const iops = knownValue(rootVolume.iops);
    const throughput = knownValue(rootVolume.throughputMiBps);
    if (iops !== undefined && size !== undefined && iops > size * IOPS_PER_GIB) {
      yield {
        path: at("machines", "rootVolume", "iops"),
        message: `must be at most ${size * IOPS_PER_GIB} with a sizeGiB of ${size}, got ${iops}`,
      };
    }
    if (iops !== undefined && throughput !== undefined && throughput > iops / IOPS_PER_MIBPS) {
      yield {
        path: at("machines", "rootVolume", "throughputMiBps"),
        message: `must be at most ${iops / IOPS_PER_MIBPS} with ${iops} iops, got ${throughput}`,
      };
    }
  }),
};
