import type { Json } from "../chart/render-chart";

/**
 * A table of config.toml as Kubernetes writes it: keys in camelCase, everything else as it is. It holds for what the
 * executor copies key by key, such as affinity, where labels are values of their own and stay untouched.
 */
export function inCamelCase(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(inCamelCase);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
      key === "match_labels" ? part : inCamelCase(part),
    ]),
  );
}

/** Tolerations, as `getPodTolerations` makes them of `key=value`, `key=` or `key` and the effect. */
export function tolerations(table: Readonly<Record<string, string>>): Json[] {
  return Object.entries(table).map(([written, effect]) => {
    const at = written.indexOf("=");
    return {
      ...(at < 0
        ? { ...(written && { key: written }), operator: "Exists" }
        : { key: written.slice(0, at), operator: "Equal", ...valueOf(written.slice(at + 1)) }),
      ...(effect && { effect }),
    };
  });
}

const valueOf = (value: string) => (value === "" ? {} : { value });

const dnsPolicies = new Map([
  ["", "ClusterFirst"],
  ["none", "None"],
  ["default", "Default"],
  ["cluster-first", "ClusterFirst"],
  ["cluster-first-with-host-net", "ClusterFirstWithHostNet"],
]);

/** `KubernetesDNSPolicy.Get`: a policy it does not know becomes none, which Kubernetes takes for its default. */
export const dnsPolicy = (written = ""): string | undefined => dnsPolicies.get(written);

/** `GetDNSConfig`: none if there is neither a server, nor a search list, nor an option. */
export function dnsConfig({ nameservers = [], searches = [], options = [] }: Json = {}): Json | undefined {
  const config = {
    ...(nameservers.length > 0 && { nameservers }),
    ...(searches.length > 0 && { searches }),
    ...(options.length > 0 && { options }),
  };
  return Object.keys(config).length > 0 ? config : undefined;
}

/** The hooks of every container but init containers, as `prepareLifecycleHooks` makes them. */
export function lifecycle({ post_start, pre_stop }: Json = {}): Json | undefined {
  const hooks = {
    ...(post_start && { postStart: inCamelCase(post_start) }),
    ...(pre_stop && { preStop: inCamelCase(pre_stop) }),
  };
  return Object.keys(hooks).length > 0 ? hooks : undefined;
}
