import { Expression } from "../../src/values/expression";
import { readConfig } from "../../src/check/read-config";
import { renderConfigToml } from "../../src/render/config-toml";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { descriptionWith, type Changes } from "../changed";
import { goldenFile } from "../golden-file";

const rendered = (changes: Changes, shard = 0) =>
  renderConfigToml(readConfig(descriptionWith(changes) as RunnerFleetInput).config, shard);

const withExpressions: Changes = {
  "gitlab.url": Expression.text("var.gitlab_url"),
  "manager.shards": 2,
  "linux.maxInstances": Expression.number("var.max_instances"),
  "linux.capacityPerInstance": Expression.number("var.capacity_per_instance"),
  "linux.maxUseCount": Expression.number("var.max_use_count"),
  "linux.environment": ["LITERAL=${CI_JOB_ID} and %{x}", Expression.text("local.entry")],
  "linux.docker.privileged": Expression.flag("var.privileged"),
  "linux.docker.volumes": Expression.list("var.volumes"),
  "linux.policies": [
    {
      idleCount: Expression.number("var.idle_count"),
      idleTime: Expression.text("var.idle_time"),
      scaleFactor: Expression.number("var.scale_factor"),
    },
  ],
};

describe("a description with expressions", () => {
  test("is a Terraform template that a person has reviewed", () => {
    const template = rendered(withExpressions, 1).toTerraform();
    expect(template).toBe(goldenFile("expressions.toml.tftpl", template));
  });

  test("has no text of its own, but one for people", () => {
    const template = rendered(withExpressions);
    expect(template.isLiteral).toBe(false);
    expect(() => template.toString()).toThrow(
      "the text holds ${(floor(var.max_instances / 2) + (0 < var.max_instances % 2 ? 1 : 0)) * var.capacity_per_instance}, " +
        "which only Terraform knows; use toTerraform() or toPreview()",
    );
    expect(template.toPreview()).toContain("LITERAL=${CI_JOB_ID}");
  });

  test("keeps what the runner and shells expand away from Terraform", () => {
    const template = rendered(withExpressions).toTerraform();
    expect(template).toContain('"LITERAL=$${CI_JOB_ID} and %%{x}"');
    expect(template).toContain('token = "$${RUNNER_TOKEN_LINUX}"');
  });

  test("writes a float so that Terraform gives it a decimal point", () => {
    const template = rendered({ "linux.policies": [{ scaleFactor: Expression.number("var.f"), idleCount: 1 }] });
    expect(template.toTerraform()).toContain(
      'scale_factor = ${strcontains(tostring(var.f), ".") ? tostring(var.f) : "${var.f}.0"}\n',
    );
  });

  test("without expressions is exactly the text", () => {
    const template = rendered({});
    expect(template.isLiteral).toBe(true);
    expect(template.parts).toEqual([template.toString()]);
  });
});
