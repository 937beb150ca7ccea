import { createHash } from "node:crypto";
import type { JsonObject, TerraformDocument } from "../src";

/** The id that cdktf makes of a path of several ids. */
function idOf(path: string): string {
  const hash = createHash("md5").update(path).digest("hex").slice(0, 8).toUpperCase();
  const said = path.split("/").filter((id) => id !== "Resource");
  return `${said.join("_")}_${hash}`;
}

/** Blocks of one type by the paths of their constructs. */
function blocks(bodies: Readonly<Record<string, JsonObject>>): JsonObject {
  return Object.fromEntries(
    Object.entries(bodies).map(([path, body]) => [
      idOf(path),
      { ...body, "//": { metadata: { path: `module/${path}`, uniqueId: idOf(path) } } },
    ]),
  );
}

const bucket = `aws_s3_bucket.${idOf("Runners/Cache/Resource")}`;
const role = `aws_iam_role.${idOf("Runners/ManagerRole/Resource")}`;
const grant = `aws_kms_grant.${idOf("Runners/Fleet-linux/Grant")}`;
const template = `aws_launch_template.${idOf("Runners/Fleet-linux/LaunchTemplate")}`;
const group = `aws_autoscaling_group.${idOf("Runners/Fleet-linux/Resource")}`;
const partition = `data.aws_partition.${idOf("Aws/Partition")}`;
const image = `data.aws_ssm_parameter.${idOf("Runners/Fleet-linux/Image")}`;

/** config.toml as the constructs render it for values that only Terraform knows. */
const configToml = `concurrent = \${max(2, local.limit)}
log_format = "json"
%{ if length(var.policies) == 0 ~}

[[runners.autoscaler.policy]]
periods = [ "* * * * *" ]
%{ endif ~}
%{ for policy in local.policies ~}

[[runners.autoscaler.policy]]
periods = \${jsonencode(policy.periods)}
%{ if policy.scale_factor != null ~}
scale_factor = \${policy.scale_factor}
%{ else ~}
# none for "\${local.manager_name}"
%{ endif ~}
%{ endfor ~}
`;

const variable: JsonObject = {
  name: {
    type: "string",
    description: "Name.",
    default: "gitlab-runner",
    nullable: false,
    validation: [
      {
        condition: '${can(regex("^[a-z0-9-]+$", var.name))}',
        error_message:
          "name: must be small letters, digits and dashes, got ${jsonencode(var.name)}; shorten it [resource-name]",
      },
    ],
  },
  region: { type: "string", nullable: false },
  cluster_name: { type: "string", nullable: false },
  policies: {
    type: 'list(object({ periods = optional(list(string), ["* * * * *"]), idle_count = optional(number, 0), scale_factor = optional(number) }))',
    description: "When machines wait for jobs.\n\nThe last one that holds counts.\n",
    default: [],
    nullable: false,
  },
  root_volume: {
    type: "object({ size_gib = optional(number, 50), iops = optional(number, 3000), kms_key = optional(object({ arn = string, grant = optional(bool, true) })) })",
    default: {},
    nullable: false,
  },
  tolerations: {
    type: 'list(object({key=optional(string),operator=optional(string,"Equal"),labels=optional(map(string),{a="b"}),rules=optional(list(object({x=number})),[{x=1}])}))',
    default: [{ key: "a|b", operator: "Exists" }, {}],
  },
  cache: { type: "object({ expiration_days = optional(number, 30) })", default: null },
  ports: { type: "map(number)", default: { ssh: 22 } },
  warm: { type: "bool", default: false, nullable: false },
};

const locals: JsonObject = {
  config_toml: configToml,
  limit: 3,
  policies: "${[for policy in var.policies : policy if policy.idle_count > 0]}",
  manager_name: "${var.name}-manager",
  script:
    '#!/bin/sh\nset -eu\necho "${var.name}" \'$${HOME}\' %%{x} \\\\n\nprintf "%s" "the last line of this text has no end"',
  tokens: {
    'RUNNER_TOKEN_${upper(replace(var.name, "-", "_"))}': "token",
    "${var.cluster_name}": 1,
    "%{ if var.warm }warm%{ endif }": true,
  },
  one_line: '%{ if var.warm }a "b" %{ else }c%{ endif }d',
  cache_arn: `\${one(${bucket}[*].arn)}`,
  cache_names: `\${${bucket}.*.bucket}`,
};

const resource: JsonObject = {
  aws_s3_bucket_policy: blocks({
    "Runners/Cache/Policy": {
      count: "${var.cache == null ? 0 : 1}",
      bucket: `\${${bucket}[0].id}`,
      policy: `{"Statement":[{"Effect":"Deny","Resource":["\${${bucket}[0].arn}","\${${bucket}[count.index].arn}/*"]}]}`,
    },
  }),
  aws_s3_bucket: blocks({
    "Runners/Cache/Resource": { count: "${var.cache == null ? 0 : 1}", bucket_prefix: "${local.manager_name}-" },
  }),
  aws_iam_role: blocks({
    "Runners/ManagerRole/Resource": {
      name: "${local.manager_name}",
      assume_role_policy: `{"Statement":[{"Condition":{"ArnEquals":{"aws:SourceArn":"arn:\${${partition}.partition}:eks:*:*:cluster/\${var.cluster_name}"}},"Effect":"Allow"}]}`,
    },
  }),
  aws_security_group: blocks({
    "Runners/Fleet-linux/SecurityGroup": {
      name_prefix: "${local.manager_name}-",
      dynamic: {
        ingress: {
          for_each: "${var.ports}",
          iterator: "port",
          content: { description: "${port.key} of ${local.manager_name}", from_port: "${port.value}", protocol: "tcp" },
        },
      },
    },
  }),
  aws_vpc_security_group_ingress_rule: blocks({
    "Runners/Fleet-linux/FromManager": {
      for_each: "${toset(keys(var.ports))}",
      security_group_id: `\${aws_security_group.${idOf("Runners/Fleet-linux/SecurityGroup")}.id}`,
      ip_protocol: "tcp",
      from_port: "${var.ports[each.key]}",
    },
  }),
  aws_autoscaling_group: blocks({
    "Runners/Fleet-linux/Resource": {
      max_size: "${local.limit}",
      min_size: 0,
      availability_zones: ["${var.region}a"],
      launch_template: { id: `\${${template}.id}`, version: `\${${template}.latest_version}` },
      tag: [
        { key: "a", value: "%{ if var.warm }warm%{ else }${local.manager_name}%{ endif }", propagate_at_launch: true },
      ],
      lifecycle: {
        ignore_changes: ["desired_capacity"],
        precondition: [
          { condition: "${local.cache_arn == null || var.warm}", error_message: "cache: must be warm [cache-warm]" },
          { condition: "${length(local.policies) < 10}", error_message: "got ${length(local.policies)} [policies]" },
        ],
      },
    },
  }),
  aws_launch_template: blocks({
    "Runners/Fleet-linux/LaunchTemplate": {
      image_id: `\${one(${image}[*].value)}`,
      user_data: "${base64encode(local.script)}",
      lifecycle: { create_before_destroy: true },
      depends_on: [grant],
    },
  }),
  aws_kms_grant: blocks({
    "Runners/Fleet-linux/Grant": {
      count: "${try(var.root_volume.kms_key.grant, false) ? 1 : 0}",
      key_id: "${var.root_volume.kms_key.arn}",
      grantee_principal: `\${${role}.arn}`,
      operations: ["Decrypt"],
    },
  }),
};

/** What cdktf synthesises for a stack whose values Terraform alone knows. */
export const moduleDocument: TerraformDocument = {
  "//": {
    metadata: { backend: "local", stackName: "module", version: "0.21.0" },
    hcl: {
      names: { Runners: "", "Runners/Fleet-linux": "fleet" },
      headings: { "Runners/Fleet-linux": "The machines.", "Runners/Cache": "The cache of the jobs." },
      jsonSafe: ["var.cluster_name"],
    },
  },
  terraform: {
    backend: { local: { path: "terraform.module.tfstate" } },
    required_providers: { aws: { source: "aws", version: "6.25.0" } },
  },
  provider: { aws: [{ region: "${var.region}" }] },
  variable,
  locals,
  data: {
    aws_partition: blocks({ "Aws/Partition": {} }),
    aws_ssm_parameter: blocks({ "Runners/Fleet-linux/Image": { count: "${var.warm ? 1 : 0}", name: "/image" } }),
  },
  resource,
  check: {
    "spot-single-type": {
      data: { aws_ssm_parameter: { found: { name: "/${local.manager_name}" } } },
      assert: [
        { condition: `\${data.aws_ssm_parameter.found.value != ${role}.arn}`, error_message: "a [rule-a]" },
        { condition: "${length(var.policies) > 0}", error_message: "policies: should be given [rule-b]" },
      ],
    },
  },
  output: {
    cache_bucket_name: { description: "Name of the cache's bucket.", value: `\${one(${bucket}[*].bucket)}` },
    config_toml: { value: "${local.config_toml}" },
    fleet: { value: { group: `\${${group}.name}`, template: `\${${template}.id}` }, sensitive: false },
  },
};
