import type { PodSecurityLevel } from "../profiles/profile";
import { knownEntries } from "../values/known-value";
import { CONTEXT_KEYS } from "./pod-containers";
import type { PodSettings } from "./pod-settings";

/** A level of the Pod Security Standards that refuses anything. */
type Strict = Exclude<PodSecurityLevel, "privileged">;

/** A value that a level of the Pod Security Standards does not take. */
interface Refusal {
  /** The levels that do not take it. */
  readonly levels: readonly Strict[];
  /** Where it may be written: keys from `kubernetes` on. */
  readonly places: readonly (readonly string[])[];
  /** Whether a value is one that is refused; values that only Terraform knows are not asked about. */
  readonly refuses: (value: unknown) => boolean;
  /**
   * What must be instead.
   *
   * @default - nothing may be written there
   */
  readonly must?: string;
}

const BOTH: readonly Strict[] = ["restricted", "baseline"];

const inTable = (...keys: readonly string[]) => [keys];
const inContainers = (...keys: readonly string[]) => CONTEXT_KEYS.map((context) => [context, ...keys]);
const inPod = (...keys: readonly string[]) => [["podSecurityContext", ...keys]];
const inPodAndContainers = (...keys: readonly string[]) => [...inPod(...keys), ...inContainers(...keys)];
const inHandlers = (...keys: readonly string[]) =>
  ["postStart", "preStop"].map((handler) => ["containerLifecycle", handler, ...keys]);

const is = (refused: unknown) => (value: unknown) => value === refused;
const isGiven = (value: unknown) => value !== undefined;
const hasEntries = (value: unknown) => Array.isArray(value) && value.length > 0;
const isNoneOf = (taken: readonly string[]) => (value: unknown) => typeof value === "string" && !taken.includes(value);
const hasOther = (taken: readonly string[]) => (value: unknown) =>
  entries(value).some((entry) => !taken.includes(entry));
/** An entry that only Terraform knows may be it. */
const lacks = (needed: string) => (value: unknown) =>
  Array.isArray(value) && entries(value).length === value.length && !value.includes(needed);

const entries = (value: unknown) => knownEntries(value as readonly string[] | undefined).map(([, entry]) => entry);

const ADDED = {
  restricted: ["NET_BIND_SERVICE"],
  baseline: [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
  ],
} as const;

const SELINUX_TYPES = ["container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

/**
 * What the levels refuse of all that `kubernetes` can say. A namespace's level looks at pod and containers one by one,
 * so that a place is wrong by itself, whatever the others say.
 *
 * Source: the policies of k8s.io/pod-security-admission 0.34.
 */
const REFUSALS: readonly Refusal[] = [
  {
    levels: BOTH,
    places: [...inTable("privileged"), ...inContainers("privileged")],
    refuses: is(true),
    must: "must be false",
  },
  {
    levels: ["restricted"],
    places: [...inTable("allowPrivilegeEscalation"), ...inContainers("allowPrivilegeEscalation")],
    refuses: is(true),
    must: "must be false",
  },
  { levels: ["restricted"], places: inPodAndContainers("runAsNonRoot"), refuses: is(false), must: "must be true" },
  { levels: ["restricted"], places: inPodAndContainers("runAsUser"), refuses: is(0), must: "must be above 0" },
  ...(["restricted", "baseline"] as const).map((level) => ({
    levels: [level],
    places: [...inTable("capAdd"), ...inContainers("capabilities", "add")],
    refuses: hasOther(ADDED[level]),
    must: `must hold nothing but ${ADDED[level].join(", ")}`,
  })),
  {
    levels: ["restricted"],
    places: [...inTable("capDrop"), ...inContainers("capabilities", "drop")],
    refuses: lacks("ALL"),
    must: "must hold ALL",
  },
  ...["seccompProfile", "appArmorProfile"].map((profile) => ({
    levels: BOTH,
    places: inPodAndContainers(profile, "type"),
    refuses: is("Unconfined"),
    must: 'must be "RuntimeDefault" or "Localhost"',
  })),
  {
    levels: BOTH,
    places: inPodAndContainers("selinuxType"),
    refuses: isNoneOf(SELINUX_TYPES),
    must: `must be one of ${SELINUX_TYPES.join(", ")}`,
  },
  { levels: BOTH, places: inContainers("procMount"), refuses: is("unmasked"), must: 'must be "default"' },
  { levels: BOTH, places: inTable("volumes", "hostPath"), refuses: hasEntries },
  { levels: ["restricted"], places: inTable("volumes", "nfs"), refuses: hasEntries },
  // From Kubernetes 1.34 on.
  { levels: BOTH, places: inHandlers("httpGet", "host"), refuses: isGiven },
];

/** A value that a level refuses. */
export interface RefusedValue {
  /** The keys from `kubernetes` on. */
  readonly at: readonly string[];
  /** What must be instead. */
  readonly must: string;
  /**
   * What is written there, as far as it is known.
   *
   * @default - the place must have no value, whatever it is
   */
  readonly given?: unknown;
}

/** Every value of settings that a level of the Pod Security Standards refuses in a pod. */
export const refusedValues = (settings: PodSettings, level: PodSecurityLevel): RefusedValue[] =>
  REFUSALS.filter(({ levels }) => levels.some((each) => each === level)).flatMap(({ places, refuses, must }) =>
    places
      .map((at) => ({ at, value: valueAt(settings, at) }))
      .filter(({ value }) => refuses(value))
      .map(({ at, value }) =>
        must === undefined
          ? { at, must: "must not be given" }
          : { at, must, given: Array.isArray(value) ? entries(value) : value },
      ),
  );

const valueAt = (settings: PodSettings, at: readonly string[]): unknown =>
  at.reduce<unknown>((table, key) => (table as Readonly<Record<string, unknown>> | undefined)?.[key], settings);
