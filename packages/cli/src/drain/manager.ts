/** How a manager is at a moment. */
export interface Look {
  /** Whether what starts it is there: its workload, group or service. */
  readonly exists: boolean;
  /** How many there shall be: 0 once it is scaled down. */
  readonly desired: number;
  /** What of it is still there, each in a few words. It has let go when there is nothing. */
  readonly left: readonly string[];
  /**
   * What would keep it from draining, and what to do.
   *
   * @default - nothing
   */
  readonly obstacle?: string;
  /**
   * The longest that it may take to drain, in seconds.
   *
   * @default - its platform does not say
   */
  readonly longestSeconds?: number;
}

/** A manager that can be scaled down. */
export interface Manager {
  /** Its name. */
  readonly name: string;
  /** What is scaled down and where, for people. */
  readonly what: string;
  /** What it counts: replicas, instances or tasks. */
  readonly unit: string;
  /** The command that starts it again. */
  readonly startCommand: string;
  /** What to do when it does not end. */
  readonly advice: readonly string[];
  /** Looks how it is. */
  readonly look: () => Promise<Look>;
  /** Scales it to 0, which begins its drain. */
  readonly scaleDown: () => Promise<void>;
}
