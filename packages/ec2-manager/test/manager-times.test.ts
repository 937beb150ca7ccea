import { Expression } from "@runner-fleet/config";
import { drainSeconds } from "../src";
import { heartbeatSeconds } from "../src/manager-times";
import { configOf } from "./synthesise";

const timed = (drainTimeout: string, shutdownTimeout = 120) => configOf({ manager: { drainTimeout, shutdownTimeout } });

test.each([
  ["1m", 60 + 120 + 300],
  ["1h", 3_600 + 120 + 300],
  ["47h", 169_200 + 120 + 300],
])("a drain of %s takes at most %i seconds in all", (drain, seconds) => {
  expect(drainSeconds(timed(drain))).toBe(seconds);
});

test.each([
  ["1m", 600],
  ["16h", 600],
  ["17h", 626],
  ["47h", 1_706],
])("with a drain of %s the heartbeat is %i seconds, a hundred of which are enough", (drain, heartbeat) => {
  const config = timed(drain);
  expect(heartbeatSeconds(config)).toBe(heartbeat);
  expect(100 * heartbeat).toBeGreaterThanOrEqual(drainSeconds(config) as number);
});

test("a drain that Terraform alone knows is reckoned by Terraform", () => {
  const config = timed("1h");
  const planned = { manager: { ...config.manager, drainTimeout: Expression.text("var.drain") } };
  const heartbeat = heartbeatSeconds(planned);
  expect(String(heartbeat)).toMatch(/^\$\{max\(600, ceil\(\(.*var\.drain.* \+ 420\) \+ 900\) \/ 100\)\)\}$/);
});
