import { looksLikeSecret } from "@runner-fleet/config";
import type { Ran } from "./run-command";

/** The commands that reach managers. */
export type CallCommand = "kubectl" | "aws";

/**
 * Why a call failed: `temporary` is worth another try, `missing` is not there (any more), `denied` lacks a permission,
 * `login` is not known to AWS or the cluster (any more), `nowhere` does not know which region or cluster, `other` is the rest.
 */
export type FailureKind = "temporary" | "missing" | "denied" | "login" | "nowhere" | "other";

/** A call of kubectl or aws that failed. */
export class CallFailure extends Error {
  constructor(
    /** Why. */
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
    this.name = "CallFailure";
  }
}

/** Whether something that was thrown is the failure of a call, of one of these kinds. */
export const isFailure = (error: unknown, ...kinds: readonly FailureKind[]): boolean =>
  error instanceof CallFailure && kinds.includes(error.kind);

/** Codes of AWS, as in `An error occurred (AccessDenied) when calling …`. */
const awsCodes: Readonly<Record<string, FailureKind>> = {
  AccessDenied: "denied",
  AccessDeniedException: "denied",
  UnauthorizedOperation: "denied",
  AuthFailure: "login",
  ExpiredToken: "login",
  ExpiredTokenException: "login",
  RequestExpired: "login",
  InvalidClientTokenId: "login",
  SignatureDoesNotMatch: "login",
  UnrecognizedClientException: "login",
  ClusterNotFoundException: "missing",
  ServiceNotFoundException: "missing",
  ServiceNotActiveException: "missing",
  InternalFailure: "temporary",
  InternalServerError: "temporary",
  RequestLimitExceeded: "temporary",
  RequestTimeout: "temporary",
  ResourceContention: "temporary",
  ScalingActivityInProgress: "temporary",
  ServerException: "temporary",
  ServiceUnavailable: "temporary",
  Throttling: "temporary",
  ThrottlingException: "temporary",
  TooManyRequestsException: "temporary",
};

type Form = readonly [form: RegExp, kind: FailureKind];

/** The first form that fits decides. */
const forms: Readonly<Record<CallCommand, readonly Form[]>> = {
  aws: [
    [/AutoScalingGroup name not found/, "missing"],
    [/must specify a region/i, "nowhere"],
    [/Unable to locate credentials|Token has expired|session .*(expired|invalid)|Error loading SSO Token/i, "login"],
    [/(Connect|Read) timeout|Could not connect|Connection (was closed|reset|aborted)|no answer within/i, "temporary"],
  ],
  kubectl: [
    [/\(Forbidden\)|is forbidden:/, "denied"],
    [/\(NotFound\)/, "missing"],
    [/context .*(not found|does not exist)|localhost:8080 was refused|no configuration has been provided/, "nowhere"],
    [/Unauthorized|must be logged in|asked for the client to provide credentials|getting credentials: exec/, "login"],
    [
      /\((TooManyRequests|ServiceUnavailable|InternalError|Timeout|ServerTimeout|Conflict)\)|timeout|timed out|was refused|connection re(set|fused)|unexpected EOF|no such host|no route to host|Service Unavailable|no answer within/i,
      "temporary",
    ],
  ],
};

/** Why a call failed, by what it printed. */
export function failureKind(command: CallCommand, stderr: string): FailureKind {
  const code = command === "aws" ? /An error occurred \((\w+)\)/.exec(stderr)?.[1] : undefined;
  const byCode = code === undefined ? undefined : awsCodes[code];
  return byCode ?? forms[command].find(([form]) => form.test(stderr))?.[1] ?? "other";
}

const LONGEST_DETAIL = 300;

/** What a command complained about, in one line: the last of what it said, and never a secret. */
export function failureDetail(stderr: string): string {
  const last = stderr.trim().split("\n").at(-1)?.trim() ?? "";
  if (looksLikeSecret(stderr)) {
    return "its message looks like it holds a secret and is not shown";
  }
  return last === "" ? "it said nothing" : last.slice(0, LONGEST_DETAIL);
}

/** What an access-denied message says is missing. */
function missingRight(command: CallCommand, stderr: string): string | undefined {
  if (command === "aws") {
    return /not authorized to perform: ([\w-]+:\w+)/.exec(stderr)?.[1];
  }
  const [, verb, resource] = /cannot (\w+) resource "([^"]+)"/.exec(stderr) ?? [];
  return verb && `${verb} ${resource}`;
}

/**
 * The failure of a call.
 *
 * @param right what must be allowed for the call, where the message does not say it
 */
export function callFailure(command: CallCommand, right: string, { stderr }: Pick<Ran, "stderr">): CallFailure {
  const kind = failureKind(command, stderr);
  const detail = failureDetail(stderr);
  const messages: Readonly<Record<FailureKind, () => string>> = {
    denied: () =>
      `no permission for '${missingRight(command, stderr) ?? right}'; allow it, or use other credentials (${detail})`,
    login: () => `${command} is not logged in (any more); log in again (${detail})`,
    nowhere: () =>
      command === "aws"
        ? "aws must know the region, got none; give --region"
        : `kubectl must know the cluster; give --context or --kubeconfig (${detail})`,
    temporary: () => `${command} gets no good answer; try again (${detail})`,
    missing: () => `not there (${detail})`,
    other: () => `${command} failed: ${detail}`,
  };
  return new CallFailure(kind, messages[kind]());
}
