import { ciValues, renderChart, valuesWith, valuesWithToml, type Json } from "./render-chart";

/** Refused by values.schema.json: where, and which rule. Helm releases differ in the words between. */
const bySchema: [string, Json, RegExp][] = [
  ["a typo", valuesWith({ configg: {} }), /'?configg'? (is )?not allowed/],
  ["a typo further down", valuesWith({ plugin: { instal: "aws" } }), /plugin[^]*'?instal'? (is )?not allowed/],
  ["a number of managers", valuesWith({ replicas: 1 }), /replicas[^]*one manager, never two/],
  ["a number of managers by another name", valuesWith({ replicaCount: 2 }), /replicaCount[^]*one manager, never two/],
  ["a config.toml that is no text", valuesWith({ config: { toml: { concurrent: 1 } } }), /config[./]toml[^]*string/],
  ["a removed section", valuesWith({ tokens: null }), /tokens/],
  ["a system id that GitLab Runner would replace", valuesWith({ systemId: "r_short" }), /systemId[^]*pattern/],
  ["a name that is no variable", valuesWith({ extraEnv: { "A-B": "" } }), /extraEnv[^]*'?A-B'? (is )?not allowed/],
  ["a variable that is no text", valuesWith({ extraEnv: { A: 1 } }), /extraEnv[./]A[^]*string/],
  [
    "a token's name that is no variable",
    valuesWith({ tokens: { env: { "1A": "a" } } }),
    /tokens[./]env[^]*'?1A'? (is )?not allowed/,
  ],
  ["a key that no Secret can have", valuesWith({ tokens: { env: { A: "a b" } } }), /tokens[./]env[./]A[^]*pattern/],
  ["a token revision that is no number or text", valuesWith({ tokens: { revision: true } }), /tokens[./]revision/],
  ["a port that needs root", valuesWith({ metrics: { port: 80 } }), /metrics[./]port[^]*1,?024/],
  ["a port that is none", valuesWith({ metrics: { port: 65536 } }), /metrics[./]port[^]*65,?535/],
  ["a port as text", valuesWith({ metrics: { port: "9252" } }), /metrics[./]port[^]*integer/],
  ["no time to drain", valuesWith({ terminationGracePeriodSeconds: 30 }), /terminationGracePeriodSeconds[^]*60/],
  ["root", valuesWith({ podSecurityContext: { runAsUser: 0 } }), /podSecurityContext[./]runAsUser[^]*1/],
  ["the root group", valuesWith({ podSecurityContext: { fsGroup: 0 } }), /podSecurityContext[./]fsGroup[^]*1/],
  ["more rights", valuesWith({ podSecurityContext: { runAsNonRoot: false } }), /'?runAsNonRoot'? (is )?not allowed/],
  [
    "a CPU limit",
    valuesWith({ resources: { limits: { cpu: "1" } } }),
    /limits[./]cpu[^]*heartbeats and logs of all jobs/,
  ],
  ["an amount that is none", valuesWith({ resources: { limits: { memory: "1GB" } } }), /limits[./]memory[^]*pattern/],
  ["a tag in the repository", valuesWith({ image: { repository: "a/b:v1" } }), /image[./]repository[^]*pattern/],
  ["a short digest", valuesWith({ image: { digest: "sha256:abc" } }), /image[./]digest[^]*pattern/],
  ["an unknown pull policy", valuesWith({ image: { pullPolicy: "Sometimes" } }), /image[./]pullPolicy[^]*IfNotPresent/],
  ["a region that is a zone", valuesWith({ aws: { region: "eu-west-1a" } }), /aws[./]region[^]*pattern/],
  ["a long name", valuesWith({ fullnameOverride: "a".repeat(53) }), /fullnameOverride[^]*52/],
  ["an unknown effect", valuesWith({ tolerations: [{ effect: "Never" }] }), /tolerations[./]0[./]effect[^]*NoSchedule/],
  ["an unknown affinity", valuesWith({ affinity: { podAffinty: {} } }), /affinity[^]*'?podAffinty'? (is )?not allowed/],
  ["a pull secret by name alone", valuesWith({ imagePullSecrets: ["a"] }), /imagePullSecrets[./]0[^]*object/],
  ["a preflight without time", valuesWith({ preflight: { timeoutSeconds: 5 } }), /preflight[./]timeoutSeconds[^]*30/],
  ["a preflight that is no switch", valuesWith({ preflight: false }), /preflight[^]*object/],
  ["a size that is none", valuesWith({ persistence: { size: "2GB" } }), /persistence[./]size[^]*pattern/],
  [
    "an access mode",
    valuesWith({ persistence: { accessModes: ["ReadWriteMany"] } }),
    /persistence[^]*'?accessModes'? (is )?not allowed/,
  ],
  ["an unknown disruption", valuesWith({ disruption: "never" }), /disruption[^]*drain/],
  ["an unknown monitor", valuesWith({ monitoring: { monitor: "Probe" } }), /monitoring[./]monitor[^]*PodMonitor/],
  ["an interval without unit", valuesWith({ monitoring: { interval: "30" } }), /monitoring[./]interval[^]*pattern/],
  [
    "an unknown alert",
    valuesWith({ monitoring: { disabledAlerts: ["Down"] } }),
    /disabledAlerts[./]0[^]*GitLabRunnerDown/,
  ],
  ["runbooks at no address", valuesWith({ monitoring: { runbookUrl: "docs" } }), /runbookUrl[^]*pattern/],
  [
    "a label that is none",
    valuesWith({ monitoring: { labels: { a: "b c" } } }),
    /monitoring[./]labels[./]a[^]*pattern/,
  ],
  ["an unknown flavor", valuesWith({ networkPolicy: { flavor: "calico" } }), /networkPolicy[./]flavor[^]*cilium/],
  ["a policy without its rules", valuesWith({ networkPolicy: { egress: null } }), /networkPolicy[^]*egress/],
  [
    "a peer that is none",
    valuesWith({ networkPolicy: { metricsFrom: [{ namespace: "monitoring" }] } }),
    /metricsFrom[./]0[^]*'?namespace'? (is )?not allowed/,
  ],
  ["rights as text", valuesWith({ rbac: { create: "yes" } }), /rbac[./]create[^]*boolean/],
  ["more rights by hand", valuesWith({ rbac: { rules: [] } }), /rbac[^]*'?rules'? (is )?not allowed/],
  ["a manifest as text", valuesWith({ extraObjects: ["kind: Secret"] }), /extraObjects[./]0[^]*object/],
  ["a digest that is no digest", valuesWith({ chartDigest: "a b" }), /chartDigest[^]*pattern/],
];

test.each(bySchema)("%s is refused by the schema", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
});

const runner = ciValues("default").config.toml.split("[[runners]]")[1];
const toml = (text: string) => valuesWith({ config: { toml: text } });
const withSecond = (lines: string) =>
  toml(`${ciValues("default").config.toml}\n[[runners]]\nurl = "https://gitlab.com"\n${lines}`);

/** Refused by the templates: where, which rule, what was given and what to do. */
const byTemplate: [string, Json, string][] = [
  [
    "no configuration",
    valuesWith({ config: {} }),
    "config.toml: must be the text of config.toml, got nothing; ci/default-values.yaml of this chart has one to start from",
  ],
  ["a blank configuration", toml(" \n"), "config.toml: must be the text of config.toml, got nothing"],
  [
    "two runners with one id",
    {
      ...withSecond('executor = "kubernetes"\nid = 1\ntoken = "${OTHER}"'),
      tokens: { secretName: "s", env: { RUNNER_TOKEN: "a", OTHER: "b" } },
    },
    "config.toml, runners[1]: id must be another than that of runners[0], got 1; the manager takes the two for one, and " +
      "the second never starts a machine",
  ],
  [
    "two runners with one group",
    {
      ...withSecond(
        'executor = "instance"\ntoken = "${OTHER}"\n[runners.autoscaler]\nplugin = "aws:1"\nplugin_config = { name = "linux" }',
      ),
      tokens: { secretName: "s", env: { RUNNER_TOKEN: "a", OTHER: "b" } },
    },
    "config.toml, runners[1]: plugin_config must name another group than runners[0], got linux; each would remove the " +
      "machines of the other, jobs included",
  ],
  [
    "an address in place of a network",
    valuesWith({ networkPolicy: { enabled: true, egress: { machineCidrs: ["10.0.0.0/16", "10.1.0.1"] } } }),
    "networkPolicy.egress.machineCidrs[1]: must be a network such as 10.0.0.0/16, got 10.1.0.1; write /32 behind a single address",
  ],
  [
    "a configuration that is no TOML",
    valuesWithToml("concurrent = 10", "concurrent = = 10"),
    "config.toml: must be TOML, got a text that is not: toml: line 1",
  ],
  [
    "a configuration without runners",
    toml("concurrent = 1\n"),
    "config.toml: must have at least one [[runners]], got none; a manager without it takes no job",
  ],
  [
    "runners in a comment",
    toml("concurrent = 1\n# [[runners]]\n"),
    "config.toml: must have at least one [[runners]], got none",
  ],
  [
    "one runner in place of a list",
    valuesWithToml("[[runners]]", "[runners]"),
    "config.toml: runners must be a list of tables, got something else; write [[runners]] with two brackets",
  ],
  [
    "a list of something else",
    toml('runners = ["a"]\n'),
    "config.toml: runners must be a list of tables, got something else; write [[runners]] with two brackets",
  ],
  [
    "an unknown executor",
    valuesWithToml('"docker-autoscaler"', '"docker"'),
    "config.toml, runners[0]: executor must be one of docker-autoscaler, instance, kubernetes, got docker; " +
      "others run jobs where the manager is, which here is a pod without rights",
  ],
  [
    "no executor",
    valuesWithToml('executor = "docker-autoscaler"', ""),
    "config.toml, runners[0]: executor must be one of docker-autoscaler, instance, kubernetes, got nothing",
  ],
  [
    "a runner with machines and no plugin",
    withSecond('executor = "instance"'),
    "config.toml, runners[1]: executor instance must have [runners.autoscaler] with a plugin, got none; " +
      'add plugin = "aws:1.1.0" and its settings',
  ],
  [
    "a runner without a token",
    withSecond('executor = "kubernetes"'),
    'config.toml, runners[1]: must have a token, got none; add token = "${RUNNER_TOKEN}" and the variable to tokens.env',
  ],
  [
    "a runner without an address",
    valuesWithToml('url = "https://gitlab.com"', ""),
    "config.toml, runners[0]: must have a url, got none; add the address of GitLab",
  ],
  [
    "two runners with one token",
    withSecond('executor = "kubernetes"\ntoken = "${RUNNER_TOKEN}"'),
    "tokens.env: must have a key of its own for each runner, got linux for runners[0] and runners[1] of config.toml; " +
      "the manager takes the two for one, and the second never starts a machine",
  ],
  [
    "two runners with one key of the Secret",
    {
      ...withSecond('executor = "kubernetes"\ntoken = "${OTHER}"'),
      tokens: { secretName: "s", env: { RUNNER_TOKEN: "linux", OTHER: "linux" } },
    },
    "tokens.env: must have a key of its own for each runner, got linux for runners[0] and runners[1]",
  ],
  [
    "a token that no variable holds",
    valuesWith({ tokens: { secretName: "s", env: { OTHER: "a", ANOTHER: "b" } } }),
    "tokens.env: must have the variable RUNNER_TOKEN that a token in config.toml refers to, got ANOTHER, OTHER; " +
      "add RUNNER_TOKEN: <key in the Secret>",
  ],
  [
    "a token that no variable holds, without any",
    valuesWith({ tokens: {} }),
    "tokens.env: must have the variable RUNNER_TOKEN that a token in config.toml refers to, got none",
  ],
  [
    "a token from extraEnv, which is no Secret",
    valuesWith({ tokens: {}, extraEnv: { RUNNER_TOKEN: "x" } }),
    "tokens.env: must have the variable RUNNER_TOKEN",
  ],
  [
    "a token without braces that no variable holds",
    valuesWithToml("${RUNNER_TOKEN}", "$LINUX"),
    "tokens.env: must have the variable LINUX that a token in config.toml refers to, got RUNNER_TOKEN",
  ],
  [
    "variables without a Secret",
    valuesWith({ tokens: { env: { RUNNER_TOKEN: "linux" } } }),
    "tokens.secretName: must name the Secret that tokens.env reads, got nothing; create the Secret and name it",
  ],
  [
    "an address that no variable holds",
    valuesWithToml("https://gitlab.com", "https://${GITLAB_HOST}/"),
    "extraEnv: must have the variable GITLAB_HOST that a url in config.toml refers to; add it to extraEnv or tokens.env",
  ],
  [
    "a grace period as long as the shutdown",
    valuesWithToml("shutdown_timeout = 120", "shutdown_timeout = 3_900"),
    "terminationGracePeriodSeconds: must be more than shutdown_timeout in config.toml (3900), got 3900; " +
      "add the length of the longest job",
  ],
  [
    "another port than the configuration's",
    valuesWith({ metrics: { port: 9300 } }),
    'metrics.port: must be the port of listen_address in config.toml, on all addresses, got 9300 and ":9252"; ' +
      'write listen_address = ":9300" or leave it out',
  ],
  [
    "metrics that the probes can't reach",
    valuesWithToml('listen_address = ":9252"', "listen_address = '127.0.0.1:9252'"),
    'got 9252 and "127.0.0.1:9252"',
  ],
  [
    "a plugin that the configuration does not use",
    valuesWith({ plugin: { install: "googlecloud:1.0.0" } }),
    "plugin.install: must be a plugin that config.toml uses (aws:1.1.0), got googlecloud:1.0.0; correct one of the two",
  ],
  [
    "a label that finds the pod",
    valuesWith({ podLabels: { "app.kubernetes.io/name": "x" } }),
    "podLabels.app.kubernetes.io/name: must be left to the chart, the StatefulSet finds its pod by it; choose another label",
  ],
  [
    "the latest image",
    valuesWith({ image: { tag: "latest" } }),
    "image.tag: must name a version, got latest; a restart would bring another version",
  ],
  [
    "an image without the readiness page",
    valuesWith({ image: { tag: "alpine-v19.1.2" } }),
    "image.tag: must be GitLab Runner 19.2.0 or newer, got alpine-v19.1.2; take a newer image",
  ],
  [
    "a proxy without a scheme",
    valuesWith({ proxy: { http: "proxy:3128" } }),
    "proxy.http: must be an address such as http://proxy.example.com:3128, got proxy:3128; put http:// before it",
  ],
  [
    "a variable of the chart",
    valuesWith({ extraEnv: { HOME: "/root" } }),
    "extraEnv.HOME: the chart sets this variable itself; remove it here",
  ],
  [
    "a proxy given twice",
    valuesWith({ proxy: { http: "http://a" }, extraEnv: { no_proxy: "b" } }),
    "extraEnv.no_proxy: the chart sets this variable itself; remove it here and use proxy.http, proxy.https and " +
      "proxy.noProxy",
  ],
  [
    "a variable given twice",
    valuesWith({ extraEnv: { RUNNER_TOKEN: "x" } }),
    "tokens.env.RUNNER_TOKEN: the variable is set already, by the chart or by extraEnv; give it another name or " +
      "remove the other",
  ],
];

test.each(byTemplate)("%s is refused with the value, the rule and the fix", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
});

const secret = "glrt-canary0000000000000";

test.each([
  ["a token in config.toml", valuesWithToml("${RUNNER_TOKEN}", secret), "token must be a reference such as"],
  [
    "a token around a reference",
    valuesWithToml("${RUNNER_TOKEN}", `${secret}\${A}`),
    "token must be a reference such as",
  ],
  [
    "a token in place of the key in the Secret",
    valuesWith({ tokens: { secretName: "s", env: { RUNNER_TOKEN: secret } } }),
    "tokens.env.RUNNER_TOKEN: must be the name of a key in the Secret, got what looks like a token (not shown)",
  ],
  [
    "a password for machines",
    valuesWithToml('username = "ec2-user"', `password = "${secret}"`),
    "config.toml, runners[0].autoscaler.connector_config: password must not be in config.toml, got a value (not shown); " +
      "use a role, or a file or variable from a Secret",
  ],
  [
    "keys of the cache, however they are spelt",
    valuesWithToml("[runners.docker]", `[runners.cache.s3]\nsecretkey = "${secret}"\n[runners.docker]`),
    "config.toml, runners[0].cache.s3: secretkey must not be in config.toml",
  ],
  [
    "a secret in a list of tables",
    valuesWithToml("idle_count = 0", `password = "${secret}"`),
    "config.toml, runners[0].autoscaler.policy[0]: password must not be in config.toml",
  ],
  [
    "a secret at the top",
    valuesWithToml("concurrent = 10", `sentry_dsn = "${secret}"`),
    "config.toml: sentry_dsn must not be in config.toml",
  ],
  [
    "a password in the proxy",
    valuesWith({ proxy: { https: `http://u:${secret}@p` } }),
    "proxy.https: must hold no credentials",
  ],
])("%s is refused and not repeated", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
  expect(() => renderChart(values)).toThrow(expect.not.objectContaining({ message: expect.stringContaining(secret) }));
});

test.each([
  ["a token in single quotes", valuesWithToml('"${RUNNER_TOKEN}"', "'$RUNNER_TOKEN' # a comment")],
  ["a runner with blanks in its brackets", valuesWithToml("[[runners]]", "[[ runners ]]")],
  [
    "a script that looks like a token",
    valuesWithToml("[runners.docker]", "pre_build_script = '''\ntoken = \"x\"\n'''\n[runners.docker]"),
  ],
  [
    "a script that looks like a runner",
    valuesWithToml("[runners.docker]", 'pre_build_script = """\n[[runners]]\n"""\n[runners.docker]'),
  ],
  ["an address from a variable", { ...valuesWithToml("https://gitlab.com", "$URL"), extraEnv: { URL: "https://a" } }],
  [
    "no shutdown_timeout and the shortest grace",
    { ...valuesWithToml("shutdown_timeout = 120", ""), terminationGracePeriodSeconds: 60 },
  ],
  [
    "a session server on another port",
    valuesWith({ config: { toml: `[session_server]\nlisten_address = ":1"\n[[runners]]${runner}` } }),
  ],
  [
    "no listen_address and another port",
    { ...valuesWithToml('listen_address = ":9252"', ""), metrics: { port: 9300 } },
  ],
  [
    "a plugin of another registry",
    { ...valuesWithToml("aws:1.1.0", "r.example:5000/p/aws:1"), plugin: { install: "r.example:5000/p/aws:1.1.0" } },
  ],
  [
    "an image of one's own with a version of its own",
    valuesWith({ image: { repository: "r.example/runner-manager", tag: "v1.4.2" } }),
  ],
  ["an image of one's own scheme of tags", valuesWith({ image: { repository: "r.example/m", tag: "3f2a" } })],
  ["values of a parent chart", valuesWith({ global: { anything: 1 } })],
])("%s is accepted", (_name, values) => {
  expect(renderChart(values).statefulSet.spec.replicas).toBe(1);
});
