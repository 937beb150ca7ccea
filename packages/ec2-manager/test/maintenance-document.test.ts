import { execFileSync } from "node:child_process";
import { maintenanceDocument } from "../src/maintenance-document";
import { configOf } from "./synthesise";

const documentOf = (drainTimeout = "1h") =>
  JSON.parse(maintenanceDocument("ci", configOf({ manager: { drainTimeout } }))) as ReturnType<typeof JSON.parse>;

test("every action is one that the script knows", () => {
  expect(documentOf().parameters.action.allowedValues).toEqual(["drain", "restart", "patch", "replace"]);
  expect(documentOf().mainSteps).toHaveLength(1);
});

test.each([
  ["1h", "6720"],
  ["47h", "172320"],
])("an action may take as long as a drain of %s, an upgrade and a start do: %s seconds", (drain, seconds) => {
  expect(documentOf(drain).parameters.executionTimeout.default).toBe(seconds);
  expect(documentOf(drain).mainSteps[0].inputs.timeoutSeconds).toBe("{{ executionTimeout }}");
});

test("and never longer than Systems Manager lets a command take", () => {
  const config = configOf();
  const { default: seconds } = JSON.parse(
    maintenanceDocument("ci", { manager: { ...config.manager, shutdownTimeout: 172_000 } }),
  ).parameters.executionTimeout;
  expect(seconds).toBe("172800");
});

test.each([
  ["latest", true],
  ["security", true],
  ["2023.8.20250818", true],
  ["", false],
  ["2023.8", false],
  ["latest'; reboot; '", false],
  ["2023.8.20250818\nreboot", false],
])("the release %j is taken: %s", (release, isTaken) => {
  expect(new RegExp(documentOf().parameters.release.allowedPattern as string).test(release)).toBe(isTaken);
});

test("the command is one line that bash can parse", () => {
  const [command, ...more] = documentOf().mainSteps[0].inputs.runCommand as string[];
  expect(more).toEqual([]);
  expect(() => execFileSync("bash", ["-n"], { input: command, stdio: "pipe" })).not.toThrow();
});
