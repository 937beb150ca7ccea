import { execFileSync } from "node:child_process";
import { commandLine } from "../../src/drain/command-line";

describe("a command for a person to type", () => {
  test("is plain where it can be", () => {
    expect(commandLine("kubectl", ["-n", "ci", "scale", "statefulset/ci", "--replicas=1"])).toBe(
      "kubectl -n ci scale statefulset/ci --replicas=1",
    );
  });

  test("gives a shell the same words", () => {
    const words = ["a b", "it's", "$HOME", "`x`", "", "*", 'say "so"', "a\\b"];

    const printed = execFileSync("/bin/sh", ["-c", `${commandLine("printf", ["%s|", ...words])}`], {
      encoding: "utf8",
    });

    expect(printed).toBe(words.map((word) => `${word}|`).join(""));
  });
});
