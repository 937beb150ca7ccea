import { Expression, type RunnerFleetInput } from "@runner-fleet/config";
import { rolloutTimeouts } from "../src/rollout-timeouts";
import { configOf } from "./synthesise";

const timeoutsWith = (manager: RunnerFleetInput["manager"]) => rolloutTimeouts(configOf({ manager }));

// The drain, the removal of the machines, 600 s for the task's own end, 3600 s for the new task.
test.each([
  [{}, 3_600 + 120 + 600],
  [{ drainTimeout: "2h", shutdownTimeout: 60 }, 7_200 + 60 + 600],
  [{ drainTimeout: "90s500ms" }, 91 + 120 + 600],
])("an update waits for drain and start, a removal for the drain: %j", (manager, drain) => {
  expect(timeoutsWith(manager)).toEqual({ create: "3600s", update: `${drain + 3_600}s`, delete: `${drain}s` });
});

test("Terraform reckons where it alone knows a part", () => {
  expect(timeoutsWith({ shutdownTimeout: Expression.number("var.shutdown") })).toEqual({
    create: "3600s",
    update: "${var.shutdown + 7800}s",
    delete: "${var.shutdown + 4200}s",
  });
});
