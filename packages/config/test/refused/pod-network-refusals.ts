import { refusedPods } from "./refused-pods";

/** Descriptions that are refused for what they say of names, of handlers and of waiting. */
export const podNetworkRefusals = refusedPods([
  [
    "a DNS policy as Kubernetes writes it",
    { dnsPolicy: "ClusterFirst" },
    'dnsPolicy: must be one of none, default, cluster-first, cluster-first-with-host-net, got "ClusterFirst"; did you mean cluster-first? [schema-choice]',
  ],
  [
    "a DNS server by its name",
    { dnsConfig: { nameservers: ["dns.example.com"] } },
    'dnsConfig.nameservers[0]: must be an IP address, such as "10.0.0.2", got "dns.example.com"; correct the value [schema-format]',
  ],
  [
    "four DNS servers",
    { dnsConfig: { nameservers: ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"] } },
    "dnsConfig.nameservers: must have at most 3 entries, got 4; give it at most 3 entries [schema-range]",
  ],
  [
    "a search domain with an underscore",
    { dnsConfig: { searches: ["my_domain"] } },
    'dnsConfig.searches[0]: must be a domain, such as "example.com", got "my_domain"; correct the value [schema-format]',
  ],
  [
    "33 search domains",
    { dnsConfig: { searches: Array.from({ length: 33 }, (_, index) => `d${index}`) } },
    "dnsConfig.searches: must have at most 32 entries, got 33; give it at most 32 entries [schema-range]",
  ],
  [
    "a DNS option without a name",
    { dnsConfig: { options: [{ value: "1" }] } },
    "dnsConfig.options[0].name: is required and must be a text; add it [schema-required]",
  ],
  [
    "a DNS option with a number",
    { dnsConfig: { options: [{ name: "ndots", value: 1 }] } },
    "dnsConfig.options[0].value: must be a text, got 1; write a text [schema-type]",
  ],
  [
    "a host alias without an address",
    { hostAliases: [{ hostnames: ["cache"] }] },
    "hostAliases[0].ip: is required and must be a text; add it [schema-required]",
  ],
  [
    "a host alias of a name",
    { hostAliases: [{ ip: "cache.internal", hostnames: ["cache"] }] },
    'hostAliases[0].ip: must be an IP address, such as "10.0.0.2", got "cache.internal"; correct the value [schema-format]',
  ],
  [
    "a host alias without names",
    { hostAliases: [{ ip: "10.0.0.7", hostnames: [] }] },
    "hostAliases[0].hostnames: must have at least 1 entry, got 0; give it at least 1 entry [schema-range]",
  ],
  [
    "a host alias as Docker writes it",
    { hostAliases: ["cache:10.0.0.7"] },
    'hostAliases[0]: must be a table, got "cache:10.0.0.7"; write a table [schema-type]',
  ],
  [
    "a handler that does nothing",
    { containerLifecycle: { preStop: {} } },
    "containerLifecycle.preStop: must have one of exec and httpGet, got none; correct the value [schema-format]",
  ],
  [
    "a handler that does two things",
    { containerLifecycle: { postStart: { exec: { command: ["true"] }, httpGet: { port: 80 } } } },
    "containerLifecycle.postStart: must have one of exec and httpGet, got both; correct the value [schema-format]",
  ],
  [
    "a handler that connects",
    { containerLifecycle: { preStop: { tcpSocket: { port: 80 } } } },
    "containerLifecycle.preStop.tcpSocket: is not a key of the description; Kubernetes keeps the key for old objects only; a pod with it fails when the handler is called [schema-unknown-key]",
    "containerLifecycle.preStop: must have one of exec and httpGet, got none; correct the value [schema-format]",
  ],
  [
    "a handler without a command",
    { containerLifecycle: { preStop: { exec: { command: [] } } } },
    "containerLifecycle.preStop.exec.command: must have at least 1 entry, got 0; give it at least 1 entry [schema-range]",
  ],
  [
    "a handler that asks no port",
    { containerLifecycle: { preStop: { httpGet: { path: "/" } } } },
    "containerLifecycle.preStop.httpGet.port: is required and must be a number; add it [schema-required]",
  ],
  [
    "a handler that asks port 0",
    { containerLifecycle: { preStop: { httpGet: { port: 0 } } } },
    "containerLifecycle.preStop.httpGet.port: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
  ],
  [
    "a handler that asks a port beyond the last",
    { containerLifecycle: { preStop: { httpGet: { port: 65536 } } } },
    "containerLifecycle.preStop.httpGet.port: must be at most 65535, got 65536; choose a value of at most 65535 [schema-range]",
  ],
  [
    "a handler that asks by a scheme in small letters",
    { containerLifecycle: { preStop: { httpGet: { port: 80, scheme: "https" } } } },
    'containerLifecycle.preStop.httpGet.scheme: must be one of HTTP, HTTPS, got "https"; did you mean HTTPS? [schema-choice]',
  ],
  [
    "a handler with a header without a value",
    { containerLifecycle: { preStop: { httpGet: { port: 80, httpHeaders: [{ name: "X" }] } } } },
    "containerLifecycle.preStop.httpGet.httpHeaders[0].value: is required and must be a text; add it [schema-required]",
  ],
  [
    "a grace period below nothing",
    { podTerminationGracePeriodSeconds: -1 },
    "podTerminationGracePeriodSeconds: must be at least 0, got -1; choose a value of at least 0 [schema-range]",
  ],
  [
    "a grace period as a duration",
    { cleanupGracePeriodSeconds: "30s" },
    'cleanupGracePeriodSeconds: must be a number, got "30s"; write a number [schema-type]',
  ],
  [
    "the key for grace that GitLab Runner 17 removed",
    { terminationGracePeriodSeconds: 30 },
    "terminationGracePeriodSeconds: unknown key; did you mean podTerminationGracePeriodSeconds? [schema-unknown-key]",
  ],
  [
    "a poll interval of 0",
    { pollInterval: 0 },
    "pollInterval: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
  ],
  [
    "a poll timeout as a duration",
    { pollTimeout: "10m" },
    'pollTimeout: must be a number, got "10m"; write a number [schema-type]',
  ],
  [
    "a poll timeout of 0",
    { pollTimeout: 0 },
    "pollTimeout: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
  ],
  [
    "a clean-up that may take no time",
    { cleanupResourcesTimeout: "0s" },
    "cleanupResourcesTimeout: must be at least 1s, got 0s; correct the value [schema-format]",
  ],
  [
    "a clean-up in days",
    { cleanupResourcesTimeout: "1d" },
    'cleanupResourcesTimeout: must be a Go duration such as "90s", "20m" or "1h30m", got "1d"; correct the value [schema-format]',
  ],
  [
    "a negative number of looks",
    { resourceAvailabilityCheckMaxAttempts: -1 },
    "resourceAvailabilityCheckMaxAttempts: must be at least 0, got -1; choose a value of at least 0 [schema-range]",
  ],
  [
    "no tries at all",
    { retryLimit: 0 },
    "retryLimit: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
  ],
  [
    "a backoff below its least",
    { retryBackoffMax: 499 },
    "retryBackoffMax: must be at least 500, got 499; choose a value of at least 500 [schema-range]",
  ],
  [
    "a limit of tries that is none",
    { retryLimits: { timeout: 0 } },
    "retryLimits.timeout: must be at least 1, got 0; choose a value of at least 1 [schema-range]",
  ],
  [
    "a limit of tries without an error",
    { retryLimits: { "": 3 } },
    'retryLimits[""]: must not be empty; leave the key out instead, got ""; rename it [schema-name]',
  ],
  [
    "a limit of half a try",
    { retryLimits: { timeout: 1.5 } },
    "retryLimits.timeout: must be a whole number, got 1.5; write a whole number [schema-type]",
  ],
]);
