import type { RunnerFleetInput } from "../src/schema/runner-fleet-config";
import { Expression } from "../src/values/expression";

/** A description in which only Terraform knows what it can be left to know: names, choices, presence, policies, keys. */
export const plannedDescription = () =>
  ({
    name: Expression.text("var.name"),
    gitlab: { url: Expression.text("var.gitlab_url") },
    cluster: {
      name: Expression.text("var.cluster_name"),
      namespace: Expression.text("var.namespace"),
      serviceAccountName: Expression.text("var.service_account"),
      tokens: { secretName: Expression.text("var.secret") },
      podIdentityAgent: Expression.text("var.agent"),
      nodeSelector: Expression.map("var.node_selector"),
      tolerations: Expression.objects("var.tolerations"),
      preflight: Expression.text("var.preflight"),
      monitoring: { presentWhen: Expression.flag("var.monitoring") },
    },
    manager: {
      shards: 2,
      drainTimeout: Expression.text("var.drain_timeout"),
      pluginVersion: Expression.text("var.plugin_version"),
      image: {
        repository: Expression.text("var.image.repository"),
        tag: Expression.text("var.image.tag"),
        hasPlugin: Expression.flag("var.image.has_plugin"),
      },
    },
    cache: {
      presentWhen: Expression.flag("var.cache != null"),
      path: Expression.text("try(var.cache.path, null)").optional(),
      shared: Expression.flag("try(var.cache.shared, false)"),
    },
    aws: { tags: Expression.map("var.tags") },
    fleets: {
      machines: {
        executor: "docker-autoscaler",
        plannedName: Expression.text("var.fleet_name"),
        maxInstances: Expression.number("var.max_instances"),
        capacityPerInstance: Expression.number("var.capacity"),
        maxUseCount: Expression.number("coalesce(var.max_use_count, 1)"),
        policies: Expression.objects("var.policies"),
        outputLimit: Expression.number("var.output_limit").optional(),
        preBuildScript: Expression.text("var.debug ? var.script : null").optional(),
        docker: {
          image: Expression.text("var.image_of_jobs"),
          privileged: Expression.flag("var.privileged"),
          allowedImages: Expression.list("var.allowed_images").optional(),
        },
        autoscaler: { instanceAcquireTimeout: Expression.text("var.acquire_timeout").optional() },
        machines: {
          instanceTypes: Expression.list("var.instance_types"),
          subnetIds: Expression.list("var.subnet_ids"),
          managerSecurityGroupIds: Expression.list("var.manager_security_group_ids"),
          image: { user: Expression.text("var.ssh_user"), docker: Expression.text("var.docker") },
          machineAccess: Expression.text("var.machine_access"),
          onDemandPercentageAboveBaseCapacity: Expression.number("var.on_demand_share"),
          tags: Expression.map("var.machine_tags"),
          rootVolume: {
            kmsKeyArn: Expression.text("var.kms_key_arn"),
            kmsGrant: Expression.flag("var.kms_grant"),
          },
          ssh: { publicKey: Expression.text("var.public_key"), privateKeySecret: { name: "machines" } },
        },
      },
    },
  }) satisfies RunnerFleetInput;
