import { kubernetesValues, pausePods, type KubernetesRunner } from "./kubernetes-runner";
import { ciValues, renderChart, type Json } from "./render-chart";

const withJobs = (namespaces: Json, more: Json = {}, runner: KubernetesRunner = {}): Json => ({
  ...kubernetesValues(runner),
  ...more,
  jobs: { namespaces },
});
const jobs = (namespace: Json, more?: Json, runner?: KubernetesRunner) => withJobs({ jobs: namespace }, more, runner);
const policy = (networkPolicy: Json) => jobs({ networkPolicy });
const egress = (rules: Json) => policy({ egress: rules });

/** Refused by values.schema.json: where, and which rule. Helm releases differ in the words between. */
const bySchema: [string, Json, RegExp][] = [
  ["a name that is none", withJobs({ Jobs: {} }), /jobs[./]namespaces[^]*'?Jobs'? (is )?not allowed/],
  ["a name that is too long", withJobs({ ["j".repeat(64)]: {} }), /jobs[./]namespaces[^]*not allowed/],
  ["a namespace that is a switch", jobs(true), /namespaces[./]jobs[^]*object/],
  ["a typo", jobs({ serviceAcounts: {} }), /'?serviceAcounts'? (is )?not allowed/],
  ["a switch as text", jobs({ create: "no" }), /jobs[./]create[^]*boolean/],
  ["an unknown level", jobs({ podSecurity: "strict" }), /jobs[./]podSecurity[^]*restricted/],
  ["a label that is none", jobs({ labels: { a: "b c" } }), /labels[./]a[^]*pattern/],
  ["an annotation that is no text", jobs({ annotations: { a: 1 } }), /annotations[./]a[^]*string/],
  ["a quota that is no amount", jobs({ resourceQuota: { pods: "ten" } }), /resourceQuota[./]pods[^]*pattern/],
  ["a quota below nothing", jobs({ resourceQuota: { pods: -1 } }), /resourceQuota[./]pods[^]*0/],
  ["a limit of an unknown kind", jobs({ limitRange: { maximum: {} } }), /'?maximum'? (is )?not allowed/],
  ["a limit of an unknown resource", jobs({ limitRange: { max: { gpu: 1 } } }), /'?gpu'? (is )?not allowed/],
  ["a limit that is no amount", jobs({ limitRange: { max: { memory: "1GB" } } }), /max[./]memory[^]*pattern/],
  ["an account that is no name", jobs({ serviceAccounts: { Deploy: {} } }), /'?Deploy'? (is )?not allowed/],
  ["more of an account", jobs({ serviceAccounts: { a: { secrets: [] } } }), /'?secrets'? (is )?not allowed/],
  ["certificates by text", jobs({ caCertificates: "pem" }), /jobs[./]caCertificates[^]*boolean/],
  ["a policy that is a switch", policy(true), /jobs[./]networkPolicy[^]*object/],
  ["an ingress", policy({ ingress: [] }), /'?ingress'? (is )?not allowed/],
  ["a peer that is none", policy({ cache: [{ namespace: "a" }] }), /cache[./]0[^]*'?namespace'? (is )?not allowed/],
  ["networks that are no list", egress({ cidrs: "10.0.0.0/8" }), /egress[./]cidrs[^]*array/],
  ["a rule that is none", egress({ extra: [{ cidr: "10.0.0.0/8" }] }), /extra[./]0[^]*'?cidr'? (is )?not allowed/],
];

test.each(bySchema)("%s is refused by the schema", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
});

const { caCertificates } = ciValues("full");
const at = "jobs.namespaces.jobs";
const metadata = (address: string, got: string) =>
  `must not hold ${address}, at which a node gives its role to every job, got ${got}; name smaller networks`;

/** Refused by the templates: where, which rule, what was given and what to do. */
const byTemplate: [string, Json, string][] = [
  [
    "the release's own namespace",
    withJobs({ ci: { create: false } }),
    "jobs.namespaces.ci: must be another namespace than the release's own; the tokens are there, and where its jobs " +
      "are the manager may read every Secret; choose another here and in [runners.kubernetes]",
  ],
  [
    "a namespace of Kubernetes",
    withJobs({ "kube-jobs": {} }),
    "jobs.namespaces.kube-jobs: must be a namespace of yours, and names with kube- are Kubernetes' own; choose another " +
      "here and in [runners.kubernetes]",
  ],
  ...["labels", "annotations"].map((key): [string, Json, string] => [
    `${key} of a namespace that the chart does not make`,
    jobs({ create: false, [key]: { a: "b" } }),
    `${at}.${key}: must be left out where create is false, got map[a:b]; the chart changes nothing at a namespace that ` +
      "it has not made, so do it there yourself",
  ]),
  [
    "a level as a label",
    jobs({ labels: { "pod-security.kubernetes.io/warn": "restricted" } }),
    `${at}.labels.pod-security.kubernetes.io/warn: must be left to the chart; set podSecurity, which is all three of them`,
  ],
  [
    "a label of the chart",
    jobs({ labels: { "app.kubernetes.io/instance": "a" } }),
    `${at}.labels.app.kubernetes.io/instance: must be left to the chart; choose another label`,
  ],
  [
    "a namespace that is not kept",
    jobs({ annotations: { "helm.sh/resource-policy": "delete" } }),
    `${at}.annotations.helm.sh/resource-policy: must be left to the chart, which keeps the namespace; to remove it, ` +
      "delete it when no job runs",
  ],
  [
    "the account that every namespace has",
    jobs({ serviceAccounts: { default: {} } }),
    `${at}.serviceAccounts.default: must have another name, every namespace has this one already, and pods that name ` +
      "no other get it; choose another here and in [runners.kubernetes]",
  ],
  [
    "certificates that there are none of",
    jobs({ caCertificates: true }),
    `${at}.caCertificates: must be false without certificates, got true; give them in caCertificates.pem`,
  ],
  [
    "certificates that are in a Secret",
    jobs({ caCertificates: true }, { caCertificates: { secretName: "example-ca" } }),
    `${at}.caCertificates: must be false with caCertificates.secretName (example-ca), a Secret is of its namespace ` +
      "alone, got true; give the certificates, which are no secret, in caCertificates.pem",
  ],
  [
    "privileged jobs in a namespace that refuses them",
    jobs({ podSecurity: "baseline" }, {}, { kubernetes: 'namespace = "jobs"\nprivileged = true' }),
    `${at}.podSecurity: must be privileged for runners[0] of config.toml, which has privileged = true, got baseline; ` +
      "give such jobs a namespace of their own",
  ],
  [
    "pause pods in a namespace that refuses them",
    jobs({}, {}, { kubernetes: pausePods() }),
    `${at}.podSecurity: must be baseline or privileged for runners[0] of config.toml, which keeps pause pods, got ` +
      "restricted; the namespace would refuse them all, whatever the jobs' own pods may do",
  ],
  [
    "pause pods in a namespace of which the values say that it refuses them",
    jobs({ create: false, podSecurity: "restricted" }, {}, { kubernetes: pausePods() }),
    `${at}.podSecurity: must be baseline or privileged for runners[0]`,
  ],
  [
    "nowhere to go",
    egress({ cidrs: [] }),
    `${at}.networkPolicy.egress.cidrs: must name the networks of GitLab and of what else jobs ask for, got none; leave ` +
      "it out for everywhere outside, or write rules of your own in egress.extra",
  ],
  [
    "an exception over IPv6",
    egress({ exceptCidrs: ["10.0.0.0/8", "fd00::/8"] }),
    `${at}.networkPolicy.egress.exceptCidrs[1]: must be a network of IPv4, got fd00::/8; an exception over IPv6 freezes ` +
      "the rules of the VPC CNI in a cluster of IPv4, so name smaller networks in cidrs",
  ],
  ...[
    ["169.254.169.254/32", "169.254.169.254"],
    ["::/0", "fd00:ec2::254"],
    ["fd00::/8", "fd00:ec2::254"],
    ["fd00:0ec2::/32", "fd00:ec2::254"],
    ["FD00:EC2:0:0:0:0:0:200/120", "fd00:ec2::254"],
    ["fd00:ec2::254/128", "fd00:ec2::254"],
  ].map(([cidr, address]): [string, Json, string] => [
    `the node's metadata in ${cidr}`,
    egress({ cidrs: ["198.51.100.0/24", cidr] }),
    `${at}.networkPolicy.egress.cidrs[1]: ${metadata(address!, cidr!)}, or 2000::/3 for the internet over IPv6`,
  ]),
  [
    "a rule of one's own to everywhere",
    egress({ extra: [{ ports: [{ port: 80 }] }] }),
    `${at}.networkPolicy.egress.extra[0]: must say to whom, got no \`to\`, which is everywhere, the node's role ` +
      "included; name networks or pods",
  ],
  [
    "the node's metadata in a rule of one's own",
    egress({ extra: [{ to: [{ podSelector: {} }, { ipBlock: { cidr: "169.254.0.0/16" } }] }] }),
    `${at}.networkPolicy.egress.extra[0].to[1].ipBlock: ${metadata("169.254.169.254", "169.254.0.0/16")}`,
  ],
  [
    "the node's metadata over IPv6 in a rule of one's own",
    egress({ extra: [{ to: [{ ipBlock: { cidr: "::/0", except: ["fd00:ec2::/120"] } }] }] }),
    `${at}.networkPolicy.egress.extra[0].to[0].ipBlock: ${metadata("fd00:ec2::254", "::/0")}`,
  ],
  [
    "the node's metadata as the cache",
    policy({ cache: [{ ipBlock: { cidr: "169.254.169.254/32" } }] }),
    `${at}.networkPolicy.cache[0].ipBlock: ${metadata("169.254.169.254", "169.254.169.254/32")}`,
  ],
  [
    "the node's metadata as DNS",
    policy({ dnsPeers: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }),
    `${at}.networkPolicy.dnsPeers[0].ipBlock: ${metadata("169.254.169.254", "0.0.0.0/0")}`,
  ],
  [
    "an address in place of a peer's network",
    policy({ cache: [{ ipBlock: { cidr: "10.0.0.7" } }] }),
    `${at}.networkPolicy.cache[0].ipBlock: must have networks such as 10.0.0.0/16, got 10.0.0.7; write /32 behind a ` +
      "single address",
  ],
  ...[
    "10.0.0.7",
    "10.0.0/16",
    "10.0.0.0/33",
    "10.0.0.256/32",
    "10.0.0.07/32",
    "10.0.0.0.0/8",
    "10.0.0.0/16 ",
    "fd00:1:2:3:4:5:6/64",
    "fd00:1:2:3:4:5:6:7:8/64",
    "fd00:1:2:3:4:5:6::8/64",
    "fd00::1::2/64",
    "fd00:::2/64",
    ":1::2/64",
    "fd00:1:/64",
    "fd00:ec2:0:0:0:0:0:/64",
    "fd00::12345/64",
    "fd00::/129",
    "gitlab.example.com",
    "",
  ].map((cidr): [string, Json, string] => [
    `'${cidr}' as a network`,
    egress({ cidrs: [cidr] }),
    `${at}.networkPolicy.egress.cidrs[0]: must be a network such as 10.0.0.0/16, got ${cidr}; write /32 behind a single address`,
  ]),
];

test.each(byTemplate)("%s is refused with the value, the rule and the fix", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
});

test.each<[string, Json]>([
  ["a namespace with a name like the release's own", withJobs({ ci2: {}, "my-kube-jobs": {} })],
  [
    "what is said of a namespace's level that the chart does not make",
    jobs({ create: false, podSecurity: "baseline" }),
  ],
  ["pause pods in a namespace that takes them", jobs({ podSecurity: "baseline" }, {}, { kubernetes: pausePods() })],
  ["pause pods in a namespace of which nothing is said", jobs({ create: false }, {}, { kubernetes: pausePods() })],
  ["pause pods in another namespace", withJobs({ more: {} }, {}, { kubernetes: pausePods() })],
  [
    "privileged jobs of another cluster",
    jobs({}, {}, { kubernetes: 'namespace = "jobs"\nhost = "https://a"\nprivileged = true' }),
  ],
  ["certificates as a text", jobs({ caCertificates: true }, { caCertificates })],
  ["rules of one's own alone", egress({ cidrs: [], extra: [{ to: [{ podSelector: {} }] }] })],
  [
    "a rule of one's own that excepts the node's metadata",
    egress({ extra: [{ to: [{ ipBlock: { cidr: "169.254.0.0/16", except: ["169.254.169.252/30"] } }] }] }),
  ],
  [
    "networks of IPv6 in every spelling",
    egress({
      cidrs: [
        "fd00:ec2::23/128",
        "fd00:ec2::/121",
        "::1/128",
        "::/128",
        "2001:db8::/32",
        "2001:DB8:0:0:0:0:0:7/128",
        "2001:db8:1:2:3:4:5::/112",
        "2001:db8::3:4/127",
        "::2:3:4:5:6:7:8/128",
      ],
    }),
  ],
  ["networks of a policy that is off", policy({ enabled: false, egress: { cidrs: ["169.254.169.254/32"] } })],
])("%s is accepted", (_name, values) => {
  expect(renderChart(values).statefulSet.spec.replicas).toBe(1);
});
