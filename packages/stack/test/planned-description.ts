import { Expression, type RunnerFleetsProps } from "../src";

const ssh = { publicKey: Expression.text("var.public_key"), privateKeySecret: { name: "machines" } };

/** A description in which only Terraform knows nearly all that a description can leave to it. */
export const plannedDescription = {
  name: Expression.text("var.name"),
  gitlab: { url: Expression.text("var.gitlab_url") },
  cluster: {
    name: Expression.text("var.cluster_name"),
    namespace: Expression.text("local.namespace"),
    serviceAccountName: Expression.text("local.account"),
    tokens: { secretName: Expression.text("local.secret"), source: "variable" },
    podIdentityAgent: Expression.text("local.agent"),
    nodeSelector: Expression.map("local.node_selector"),
    tolerations: Expression.objects("local.tolerations"),
    preflight: Expression.text("local.preflight"),
    monitoring: { presentWhen: Expression.flag("local.monitoring") },
  },
  manager: {
    shards: 2,
    drainTimeout: Expression.text("local.drain"),
    pluginVersion: Expression.text("local.plugin_version"),
    image: {
      repository: Expression.text("local.image.repository"),
      tag: Expression.text("local.image.tag"),
      hasPlugin: Expression.flag("local.image.has_plugin"),
    },
  },
  cache: { presentWhen: Expression.flag("local.cache"), path: Expression.text("local.path").optional() },
  aws: { tags: Expression.map("local.tags_of_all") },
  fleets: {
    machines: {
      executor: "docker-autoscaler",
      plannedName: Expression.text("local.fleet"),
      maxInstances: Expression.number("local.max"),
      policies: Expression.objects("local.policies"),
      docker: { image: "alpine:3.22" },
      machines: {
        instanceTypes: Expression.list("local.types"),
        subnetIds: Expression.list("local.subnets"),
        managerSecurityGroupIds: Expression.list("local.sources"),
        image: { docker: Expression.text("local.docker"), user: Expression.text("local.user") },
        machineAccess: Expression.text('local.looked_at ? "ssm" : "none"'),
        tags: Expression.map("local.tags_of_machines"),
        rootVolume: { kmsKeyArn: Expression.text("local.key"), kmsGrant: Expression.flag("local.grant") },
        ssh,
      },
    },
  },
} as const satisfies RunnerFleetsProps;
