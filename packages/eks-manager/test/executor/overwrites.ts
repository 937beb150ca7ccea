import type { Json } from "../chart/render-chart";
import type { Variables } from "./job-variables";
import { isAbove } from "./quantity";

/** Requests and limits of a container or pod. */
export interface Resources {
  readonly limits?: Record<string, string>;
  readonly requests?: Record<string, string>;
}

const resourceNames = ["cpu", "memory", "ephemeral_storage"] as const;

/**
 * Requests and limits of one kind of container, or of the pod, with what the job asks for instead.
 *
 * @param group the beginning of the keys: "" for the build container, "helper_", "service_" or "pod_"
 * @throws Error if the job asks for more than the runner allows
 */
export function resources(
  kubernetes: Json,
  variables: Variables,
  group: "" | "helper_" | "service_" | "pod_",
): Resources {
  const list = (kind: "limit" | "request") => {
    const entries = resourceNames
      .map((name) => [name.replace("_", "-"), oneResource(kubernetes, variables, `${group}${name}_${kind}`)] as const)
      .filter(([, value]) => value !== "");
    return entries.length > 0 ? (Object.fromEntries(entries) as Record<string, string>) : undefined;
  };
  const [limits, requests] = [list("limit"), list("request")];
  return { ...(limits && { limits }), ...(requests && { requests }) };
}

/** `evaluateMaxResourceOverwrite`: without a maximum, what the job asks for is passed over in silence. */
function oneResource(kubernetes: Json, variables: Variables, key: string): string {
  const most: string = kubernetes[`${key}_overwrite_max_allowed`] ?? "";
  const asked = variables.get(`KUBERNETES_${key.toUpperCase()}`) ?? "";
  if (most === "" || asked === "") {
    return kubernetes[key] ?? "";
  }
  if (isAbove(asked, most)) {
    throw new Error(`the resource "${key}" requested "${asked}" is higher than limit allowed "${most}"`);
  }
  return asked;
}

/**
 * `evaluateOverwrite`: a text of the runner, or what the job's variable says if a pattern allows that.
 *
 * @throws Error if the pattern does not match
 */
export function overwrittenText(kubernetes: Json, variables: Variables, key: string): string {
  const pattern: string = kubernetes[`${key}_overwrite_allowed`] ?? "";
  const asked = variables.get(`KUBERNETES_${key.toUpperCase()}_OVERWRITE`) ?? "";
  if (pattern === "" || asked === "") {
    return kubernetes[key] ?? "";
  }
  return matching(pattern, asked);
}

/**
 * `evaluateMapOverwrite`: a table of the runner, with entries of the job's variables that begin with the key's name.
 *
 * @throws Error if the pattern does not match, or an entry has no value
 */
export function overwrittenMap(kubernetes: Json, variables: Variables, key: string, split = atFirst("=")): Json {
  const pattern: string = kubernetes[`${key}_overwrite_allowed`] ?? "";
  const prefix = `KUBERNETES_${key.toUpperCase()}_`;
  const asked = pattern === "" ? [] : [...variables].filter(([name]) => name.startsWith(prefix));
  return {
    ...kubernetes[key],
    ...Object.fromEntries(asked.map(([, value]) => split(matching(pattern, value)))),
  };
}

/** Splits `key=value`, or a taint's `key=value:effect`, whose effect may be missing. */
export const atFirst =
  (separator: "=" | ":") =>
  (text: string): [string, string] => {
    const at = text.indexOf(separator);
    if (at < 0 && separator === "=") {
      throw new Error(`provided value "${text}" does not match "k=v"`);
    }
    return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
  };

function matching(pattern: string, value: string): string {
  if (!new RegExp(pattern).test(value)) {
    throw new Error(`provided value "${value}" does not match "${pattern}"`);
  }
  return value;
}
