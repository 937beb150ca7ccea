/** A wish of a reader and the keys that grant it. */
export interface HowDoI {
  readonly wish: string;
  /** Paths of keys, as the reference writes them, with an example of their value. */
  readonly keys: Readonly<Record<string, string>>;
  /**
   * What else to know.
   *
   * @default - the keys say it all
   */
  readonly note?: string;
}

/** What readers of the reference most often look for. */
export const howDoI: readonly HowDoI[] = [
  {
    wish: "Use spot machines",
    keys: { "fleets.<name>.machines.onDemandPercentageAboveBaseCapacity": "0" },
    note: "Name several `instanceTypes`; `onDemandBaseCapacity` keeps the first machines on-demand.",
  },
  {
    wish: "Keep machines ready in office hours",
    keys: {
      "fleets.<name>.policies": '[{ periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 2 }]',
    },
  },
  {
    wish: "Bound every role by a permissions boundary",
    keys: { "aws.permissionsBoundaryArn": '"arn:aws:iam::123456789012:policy/boundary"' },
  },
  {
    wish: "Tag what is made in AWS",
    keys: { "aws.tags": '{ team: "platform" }', "fleets.<name>.machines.tags": '{ "cost-center": "ci" }' },
    note: "The second is for one fleet.",
  },
  {
    wish: "Run Docker in Docker",
    keys: {
      "fleets.<name>.docker.servicesPrivileged": "true",
      "fleets.<name>.docker.allowedPrivilegedServices": '["docker:dind", "docker:*-dind"]',
      "fleets.<name>.docker.volumes": '["/cache", "/certs/client"]',
      "fleets.<name>.environment": '["DOCKER_TLS_CERTDIR=/certs"]',
    },
    note: "The whole of it is in [examples/source-article](../examples/source-article/).",
  },
  {
    wish: "Run the manager from a private image",
    keys: { "manager.image": '{ repository: "registry.example.com/ci/runner-manager", tag: "1.4.2" }' },
    note: "With `hasPlugin: false` where it is a copy of GitLab's own. The cluster's nodes must be able to pull it.",
  },
  {
    wish: "Hand over the runner tokens by a variable",
    keys: { "cluster.tokens.source": '"variable"', "cluster.tokens.revision": "1" },
    note: "Each is given as `TF_VAR_runner_token_<name>`, dashes as underscores. Raise the revision with every new token.",
  },
  {
    wish: "Run several managers",
    keys: { "manager.shards": "2" },
  },
  {
    wish: "Get alerts and a dashboard",
    keys: { "cluster.monitoring": '{ labels: { release: "kube-prometheus-stack" } }' },
    note: "The label is the one that your Prometheus selects by. Each alert has a [runbook](runbooks/).",
  },
  {
    wish: "Keep idle machines over a rollout",
    keys: { "cluster.volume": '{ storageClass: "encrypted" }' },
    note: "[What it gains, and what it costs](decisions/0005-the-record-may-be-on-a-volume.md).",
  },
  {
    wish: "Close the manager's network",
    keys: {
      "cluster.networkPolicy":
        '{ machineCidrs: ["10.0.32.0/19"], metricsFrom: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }] }',
    },
  },
  {
    wish: "Pin the machine image",
    keys: { "fleets.<name>.machines.image.id": '"ami-0123456789abcdef0"' },
    note: "Say which system it is by `os`, and with `docker` whether Docker is in it.",
  },
];
