import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { operatingSystemFacts } from "@runner-fleet/aws-fleet";
import { Expression, operatingSystems, sshUser } from "@runner-fleet/config";
import { Token } from "cdktf";
import type { Construct } from "constructs";

/** Adds a local by its own name. */
export type AddLocal = (name: string, value: unknown) => void;

/** What the variables `image` and `architecture` come to, for the `image` of a description. */
export function plannedImage(scope: Construct, addLocal: AddLocal) {
  addLocal("operating_systems", Object.fromEntries(operatingSystems.map((os) => [os, factsOf(os)])));
  addLocal("operating_system", "${local.operating_systems[var.image.os]}");
  addLocal(
    "image_parameter",
    "${coalesce(var.image.ssm_parameter, local.operating_system.ssm_parameter[var.architecture])}",
  );
  const read = new DataAwsSsmParameter(scope, "Image", {
    count: Token.asNumber('${var.image.id == null && var.image.follow == "apply" ? 1 : 0}'),
    name: "${local.image_parameter}",
  });
  const byParameter = `var.image.follow == "launch" ? "resolve:ssm:\${local.image_parameter}" : one(data.${read.terraformResourceType}.${read.friendlyUniqueId}[*].insecure_value)`;
  addLocal("image_id", `\${var.image.id != null ? var.image.id : ${byParameter}}`);
  addLocal("ssh_user", "${coalesce(var.image.user, local.operating_system.user)}");
  return {
    id: Expression.text("local.image_id"),
    user: Expression.text("local.ssh_user"),
    rootDeviceName: Expression.text("coalesce(var.image.root_device_name, local.operating_system.root_device_name)"),
    docker: Expression.text("var.image.docker"),
    dockerPackage: Expression.text("local.operating_system.docker_package"),
  };
}

function factsOf(os: (typeof operatingSystems)[number]) {
  const { rootDeviceName, dockerPackage, ssmParameter } = operatingSystemFacts[os];
  return {
    user: sshUser({ image: { os, follow: "apply", docker: "install" } }),
    root_device_name: rootDeviceName,
    docker_package: dockerPackage,
    ssm_parameter: ssmParameter,
  };
}
