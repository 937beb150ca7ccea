/** What becomes of jobs that run. */
export type RunningJobs = "lost" | "at risk" | "finish" | "unaffected";

/** What becomes of jobs that are to start. Those that wait start once the next manager is ready. */
export type NewJobs = "at risk" | "wait" | "unaffected";

/** One thing that an apply does, as the people whose jobs run would be told of it. */
export interface Effect {
  /**
   * What it does, in the third person and without a full stop; `{drain}` is the drain's longest time, `{tokens}` the tokens
   * that are needed at a new place.
   */
  readonly says: string;
  /** What becomes of jobs that run meanwhile. */
  readonly runningJobs: RunningJobs;
  /** What becomes of jobs that are to start meanwhile. */
  readonly newJobs: NewJobs;
}

const harmless = { runningJobs: "unaffected", newJobs: "unaffected" } as const;
const drain = { runningJobs: "finish", newJobs: "wait" } as const;
const risk = { runningJobs: "at risk", newJobs: "at risk" } as const;
const loss = { runningJobs: "lost", newJobs: "wait" } as const;
/** Two managers of the same machines, or machines without one: nothing that starts is safe, either. */
const ruin = { runningJobs: "lost", newJobs: "at risk" } as const;

/** Everything that a change can do, the worst first. */
export const effects = {
  "platform-changed": {
    says:
      "never do this in place: the new manager starts while the old one drains, and removes its machines with their jobs; " +
      "give the new platform a deployment of another name, and then remove the old one (docs/managers.md)",
    ...ruin,
  },
  "region-changed": {
    says:
      "Terraform makes everything anew in the other region and removes what is in the old one with the jobs that run " +
      "there; drain the manager first (runner-fleet drain)",
    ...ruin,
  },
  "cluster-changed": {
    says:
      "Terraform makes a manager in the other cluster and forgets the one in the old cluster, which goes on: each removes " +
      "the other's machines with their jobs; destroy the deployment first, after runner-fleet drain",
    ...ruin,
  },
  "manager-uninstalled": {
    says:
      "the manager is uninstalled, and nothing waits for its drain: jobs that run can be lost; drain it first " +
      "(runner-fleet drain)",
    ...loss,
  },
  "namespace-removed": {
    says:
      "Terraform removes the manager's namespace with everything in it, the manager and Secrets of others among it; to keep " +
      "it, take it out of the state first (terraform state rm)",
    ...loss,
  },
  "service-removed": {
    says:
      "the manager's service is deleted, and AWS does not say that its task's protection holds then: jobs that run can be " +
      "lost; drain it first (runner-fleet drain)",
    ...loss,
  },
  "fleet-removed-at-once": {
    says:
      "the fleet's group goes at once with its machines and the jobs on them, since the apply does not wait for the manager " +
      "(manager.waitForRollout)",
    ...loss,
  },
  "pods-abandoned": {
    says:
      "the manager loses its rights in the namespace of the fleet's pods at once: jobs that run there fail at their next step, " +
      "and their pods stay; pause the runner in GitLab first, and apply when its jobs are over",
    runningJobs: "lost",
    newJobs: "unaffected",
  },
  "account-changed": {
    says:
      "the manager drains and is replaced, but the service account that it works by goes at once: jobs in pods fail at their " +
      "next step, and machines may stay until the next manager is ready; drain it first (runner-fleet drain)",
    runningJobs: "at risk",
    newJobs: "wait",
  },
  "cluster-access": {
    says:
      "Terraform reaches the cluster another way: if that leads to the same cluster, nothing that runs changes; if to " +
      "another, two managers remove each other's machines",
    ...risk,
  },
  "machines-access": {
    says:
      "who may log in to the machines changes at once, for those that run, too: a manager that is not let in loses the jobs " +
      "on them",
    ...risk,
  },
  "manager-network": {
    says:
      "what the manager may reach changes at once, for one that runs, too: if it reaches GitLab, its machines or pods no " +
      "longer, their jobs are lost",
    ...risk,
  },
  "manager-boundary": {
    says:
      "another permissions boundary holds at once, for a manager that runs, too: what it does not allow, such as to start, end " +
      "or log in to machines, the manager can do no longer",
    ...risk,
  },
  "manager-rights": {
    says:
      "the manager gets its rights in AWS another way, which its pod learns when it starts: restart it after the apply, which " +
      "drains it; until then it may neither start nor end machines",
    ...risk,
  },
  "secret-removed": {
    says:
      "Terraform removes the Secret with the tokens: a manager that runs keeps what it has read, the next one does not start " +
      "until there is a Secret",
    runningJobs: "unaffected",
    newJobs: "at risk",
  },
  "token-needed": {
    says:
      "put {tokens} first (docs/tokens.md): without it the next manager does not start after the drain, and its fleets stand " +
      "still",
    ...drain,
  },
  "gitlab-changed": {
    says:
      "another GitLab has none of the runners: create them there first, and give the manager their tokens with this apply " +
      '(docs/tokens.md, "A new token"); another address of the same GitLab needs nothing',
    ...drain,
  },
  "token-refused": {
    says: "put {tokens} first (docs/tokens.md): without it the apply fails, and what runs goes on as it was",
    ...harmless,
  },
  "volume-refused": {
    says: "Kubernetes refuses to change this of a volume that exists: the apply fails, and the manager goes on as it was",
    ...harmless,
  },
  "fleet-removed": {
    says: "the manager finishes the fleet's jobs, for up to {drain}, and then its machines and its group go",
    ...drain,
  },
  "fleet-anew": {
    says: "the fleet gets another Auto Scaling group; the old one goes with its machines once its manager has let go of it",
    ...drain,
  },
  "manager-drains": {
    says: "the manager drains and is replaced: jobs that run finish, for up to {drain}",
    ...drain,
  },
  "manager-zone": {
    says:
      "in another zone the manager gets another volume, for which it drains, for up to {drain}, and its record of machines " +
      "begins anew; in the same zone nothing that runs changes",
    ...drain,
  },
  "manager-removed": {
    says: "the manager drains, for up to {drain}, and goes with its machines",
    ...drain,
  },
  "manager-beside": {
    says: "a manager from the other chart starts at once, while the old one drains for up to {drain}; jobs in pods finish",
    runningJobs: "finish",
    newJobs: "unaffected",
  },
  "security-group-anew": {
    says:
      "in another VPC new machines are in another security group; the old one can go only after the last machine that is in " +
      "it, so an apply may have to be repeated",
    ...harmless,
  },
  "runner-anew": { says: "GitLab gets another runner with another token, in place of the one it has", ...harmless },
  "cache-removed": {
    says: "what is in the cache goes; jobs run without it, and it fills again where there is one",
    ...harmless,
  },
  "cache-server-restarts": {
    says: "the cache's server in the cluster changes, and jobs run without the cache while it restarts",
    ...harmless,
  },
  "fleet-added": { says: "the fleet's group and what belongs to it are made", ...harmless },
  "manager-added": {
    says:
      "one more manager is made, with Auto Scaling groups of its own for fleets with machines; where the apply waits " +
      "for one after the other (manager.rollout, manager.waitForRollout), it starts when those before it are back",
    ...harmless,
  },
  "new-machines": {
    says: "holds for new machines; those that run stay as they are until they are used up",
    ...harmless,
  },
  "image-built": { says: "another machine image is built, which new machines have once it is there", ...harmless },
  "group-changed": { says: "the Auto Scaling group changes in place; its machines stay", ...harmless },
  "new-pods": {
    says: "the jobs' namespace changes in place; a network policy holds for jobs that run too, all else for new pods",
    ...harmless,
  },
  "runner-changed": {
    says: "the runner in GitLab changes in place, which decides what jobs it is given from then on",
    ...harmless,
  },
  "read-again": {
    says: "the running manager reads it again within a minute or two; jobs that run go on, new ones go by it",
    ...harmless,
  },
  "in-place": { says: "changes in place beside the manager and the machines; no job notices", ...harmless },
  "apply-only": { says: "changes how Terraform goes about an apply, and nothing that runs", ...harmless },
} as const satisfies Readonly<Record<string, Effect>>;

/** Id of an effect. */
export type EffectId = keyof typeof effects;

/** All ids, the worst first. */
export const effectIds = Object.keys(effects) as EffectId[];

/** Each once, the worst first. */
export function worstFirst(ids: Iterable<EffectId>): EffectId[] {
  const found = new Set(ids);
  return effectIds.filter((id) => found.has(id));
}
