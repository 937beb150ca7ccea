import { formatGiven } from "../findings/finding";

const LINUX_ONLY =
  "the machines of a fleet are Linux: what the manager does on them, from the login by SSH to what they install at boot, is made for it";

/** Executors of GitLab Runner that a fleet can't have, each with the reason. */
const executors: Readonly<Record<string, string>> = {
  docker: "it runs jobs beside the manager, which has no Docker; docker-autoscaler runs them on machines of their own",
  "docker-windows": LINUX_ONLY,
  "docker+machine": "deprecated since GitLab 17.5; docker-autoscaler takes its place",
  shell: "it runs jobs in the manager's own container, beside the tokens of all fleets",
  ssh: "it runs jobs on one machine that is always there",
  parallels: LINUX_ONLY,
  virtualbox: "EC2 machines run no virtual machines of VirtualBox",
  custom: "it runs programs of your own on the manager",
};

/** Why an executor can't be that of a fleet, as a message; `undefined` where there is nothing to add. */
export const executorRefusal = (given: unknown) =>
  refusal(
    "one of docker-autoscaler, instance, kubernetes",
    given,
    typeof given === "string" && Object.hasOwn(executors, given) ? executors[given] : undefined,
  );

/** Why an operating system can't be that of a fleet's machines, as a message; `undefined` where there is nothing to add. */
export const systemRefusal = (given: unknown, systems: readonly string[]) =>
  refusal(
    `one of ${systems.join(", ")}`,
    given,
    typeof given === "string" && /win|mac|darwin|os.?x/i.test(given) ? LINUX_ONLY : undefined,
  );

const refusal = (wanted: string, given: unknown, reason: string | undefined) =>
  reason && `must be ${wanted}, got ${formatGiven(given)}: ${reason}`;
