import { readConfig } from "../../src/check/read-config";
import { renderConfigToml } from "../../src/render/config-toml";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";
import { descriptionWith, type Changes } from "../changed";

/** The policies of the one fleet as a template, from their first line to the last. */
const policiesOf = (changes: Changes) => {
  const text = renderConfigToml(readConfig(descriptionWith(changes) as RunnerFleetInput).config).toTerraform();
  return text.slice(text.indexOf("[runners.autoscaler.state_storage]\nenabled = true\n") + 50);
};

const planned = (changes: Changes = {}, list = "var.policies") =>
  policiesOf({ "linux.policies": Expression.objects(list), ...changes });

describe("policies that only Terraform knows", () => {
  test("are one table for each", () => {
    const [, loop = ""] = /%\{ for policy in var\.policies ~\}\n([^]*)%\{ endfor ~\}\n$/.exec(planned()) ?? [];
    expect(loop.split("\n")).toEqual([
      "",
      "[[runners.autoscaler.policy]]",
      "periods = ${jsonencode(policy.periods)}",
      "timezone = ${jsonencode(policy.timezone)}",
      "idle_count = ${policy.idle_count}",
      "idle_time = ${jsonencode(policy.idle_time)}",
      "%{ if policy.scale_factor != null ~}",
      'scale_factor = ${strcontains(tostring(policy.scale_factor), ".") ? tostring(policy.scale_factor) : "${policy.scale_factor}.0"}',
      "%{ endif ~}",
      "%{ if policy.scale_factor != null || policy.scale_factor_limit != null ~}",
      "scale_factor_limit = ${policy.scale_factor_limit == null ? 10 : policy.scale_factor_limit}",
      "%{ endif ~}",
      "%{ if policy.preemptive_mode != null ~}",
      "preemptive_mode = ${policy.preemptive_mode}",
      "%{ endif ~}",
      "",
    ]);
  });

  test("have what holds when no other does put before them, unless the first one always holds", () => {
    const before = planned().split("%{ for ")[0];
    expect(before).toBe(
      '%{ if !try(contains(var.policies[0].periods, "* * * * *"), false) ~}\n' + `${policiesOf({})}%{ endif ~}\n`,
    );
    expect(policiesOf({})).toContain('periods = [ "* * * * *" ]\n');
  });

  test("are asked about as a whole, whatever operator is in their list", () => {
    expect(planned({}, "var.busy ? var.day : var.night")).toContain(
      'try(contains((var.busy ? var.day : var.night)[0].periods, "* * * * *"), false)',
    );
  });

  test("are totals of all shards, and may use all that a shard has unless they say less", () => {
    const loop = planned({ "manager.shards": 2, "linux.maxInstances": Expression.number("var.max") });
    expect(loop).toContain("idle_count = ${floor(policy.idle_count / 2) + (0 < policy.idle_count % 2 ? 1 : 0)}\n");
    expect(loop).toContain(
      "scale_factor_limit = ${policy.scale_factor_limit == null ? " +
        "(floor(var.max / 2) + (0 < var.max % 2 ? 1 : 0)) : " +
        "(floor(policy.scale_factor_limit / 2) + (0 < policy.scale_factor_limit % 2 ? 1 : 0))}\n",
    );
  });
});

test("a policy that is known has a limit where it has a scale factor, even one of 0", () => {
  const limits = (scaleFactor: number | undefined) =>
    policiesOf({ "linux.policies": [{ scaleFactor }] }).match(/scale_factor_limit = \d+/g);
  expect(limits(undefined)).toBeNull();
  expect(limits(0)).toEqual(["scale_factor_limit = 10"]);
  expect(limits(1.5)).toEqual(["scale_factor_limit = 10"]);
});
