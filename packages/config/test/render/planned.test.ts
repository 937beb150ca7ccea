import { checkConfig, readConfig } from "../../src/check/read-config";
import { renderConfigToml } from "../../src/render/config-toml";
import { restartKeys } from "../../src/render/restart-keys";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";
import { descriptionWith, type Changes } from "../changed";
import { goldenFile } from "../golden-file";
import { plannedDescription } from "../planned-description";

const planned = () => readConfig(plannedDescription()).config;
const rendered = (changes: Changes) =>
  renderConfigToml(readConfig(descriptionWith(changes) as RunnerFleetInput).config).toTerraform();

describe("a description of which Terraform alone knows nearly all", () => {
  test("has nothing against it before Terraform plans", () => {
    expect(checkConfig(plannedDescription()).findings).toEqual([]);
  });

  test("is a Terraform template that a person has reviewed", () => {
    const template = renderConfigToml(planned(), 1).toTerraform();
    expect(template).toBe(goldenFile("planned.toml.tftpl", template));
  });

  test("restarts its manager for another name, address, plugin or size, and not for other policies", () => {
    const keys = restartKeys(planned()).toTerraform();
    for (const value of ["name", "fleet_name", "gitlab_url", "plugin_version", "max_instances", "on_demand_share"]) {
      expect(keys).toContain(`var.${value}`);
    }
    expect(keys).not.toMatch(/var\.(policies|output_limit|script|image_of_jobs|allowed_images|cache)/);
  });
});

describe("a key of config.toml that may be null", () => {
  test("is left out where it is", () => {
    expect(rendered({ "linux.outputLimit": Expression.number("var.limit").optional() })).toContain(
      "%{ if var.limit != null ~}\noutput_limit = ${var.limit}\n%{ endif ~}\n",
    );
  });

  test("is asked about as a whole, whatever operator is in it", () => {
    const script = Expression.text('var.debug ? "set -x" : null').optional();
    expect(rendered({ "linux.preBuildScript": script })).toContain(
      '%{ if (var.debug ? "set -x" : null) != null ~}\npre_build_script = ${jsonencode(var.debug ? "set -x" : null)}\n%{ endif ~}\n',
    );
  });

  test("keeps the decimal point of a float", () => {
    const policies = [{ scaleFactor: Expression.number("var.factor").optional(), scaleFactorLimit: 1 }];
    expect(rendered({ "linux.policies": policies })).toContain(
      '%{ if var.factor != null ~}\nscale_factor = ${strcontains(tostring(var.factor), ".") ? tostring(var.factor) : "${var.factor}.0"}\n%{ endif ~}\n',
    );
  });

  test("is there with its default where it must be", () => {
    expect(rendered({ "linux.maxUseCount": Expression.number("var.uses").optional() })).toContain(
      "max_use_count = ${coalesce(var.uses, 1)}\n",
    );
  });

  test("is always there where it may not be null", () => {
    expect(rendered({ "linux.outputLimit": Expression.number("var.limit") })).not.toContain("%{");
  });
});

test("heartbeats are on where Terraform finds that some machines are spot machines", () => {
  const share = Expression.number("var.share");
  expect(rendered({ "linux.machines.onDemandPercentageAboveBaseCapacity": share })).toContain(
    "%{ if var.share != 100 ~}\nFF_USE_FLEETING_ACQUIRE_HEARTBEATS = true\n%{ endif ~}\n",
  );
});

test("a cache is there as a whole where Terraform finds that there is one", () => {
  const text = rendered({
    cache: { presentWhen: Expression.flag("var.cache"), s3: { bucketName: "caches", bucketLocation: "eu-west-1" } },
  });
  const [, table = ""] = /%\{ if var\.cache ~\}\n([^]*)%\{ endif ~\}\n$/.exec(text) ?? [];
  expect(table).toContain('\n[runners.cache]\nType = "s3"\n');
  expect(table).toContain('\n[runners.cache.s3]\nAuthenticationType = "iam"\nBucketName = "caches"\n');
});
