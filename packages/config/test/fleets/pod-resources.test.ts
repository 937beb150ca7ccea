import { amountText } from "../../src/fleets/pod-amount-text";
import { amountKeys } from "../../src/fleets/pod-resources";
import { kubernetesSchema } from "../../src/schema/kubernetes/kubernetes";
import { parseQuantity } from "../../src/values/quantity";

test("every amount of the model belongs to a part of the pod, and the other way round", () => {
  const found = amountKeys.flatMap(({ request, limit, requestMaximum, limitMaximum }) => [
    request,
    limit,
    requestMaximum,
    limitMaximum,
  ]);
  const modelled = Object.keys(kubernetesSchema.shape).filter((key) =>
    /(cpu|memory|storage)(Request|Limit)(OverwriteMaxAllowed)?$/i.test(key),
  );
  expect(found).toHaveLength(44);
  expect([...found].sort()).toEqual(modelled.sort());
});

test.each([
  ["cpu", "1500m", "1500m"],
  ["cpu", "2000m", "2"],
  ["cpu", "0.25", "250m"],
  ["cpu", "1u", "1u"],
  ["cpu", "1n", "1n"],
  ["cpu", "0", "0"],
  ["memory", "1024Mi", "1Gi"],
  ["memory", "1536Mi", "1536Mi"],
  ["memory", "2048Gi", "2Ti"],
  ["memory", "1G", "1G"],
  ["memory", "1500M", "1500M"],
  ["memory", "1025", "1025"],
  ["memory", "0.5", "1"],
  ["ephemeralStorage", "1Ki", "1Ki"],
] as const)("an amount of %s that is written %s is shown as %s", (resource, written, shown) => {
  expect(amountText(resource, parseQuantity(written))).toBe(shown);
});
