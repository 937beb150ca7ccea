import { MissingCommandError, runCommand } from "../../src/drain/run-command";

describe("a command that is run", () => {
  test("gives what it printed and how it ended", async () => {
    expect(await runCommand("/bin/sh", ["-c", 'printf "out $1"; printf err >&2; exit 3', "sh", "a b; c"])).toEqual({
      status: 3,
      stdout: "out a b; c",
      stderr: "err",
    });
  });

  test("reads nothing", async () => {
    expect(await runCommand("/bin/cat", [])).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("speaks English, without a pager, whatever a person has set", async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      LC_ALL: "de_DE.UTF-8",
      AWS_PAGER: "less",
      AWS_CLI_ERROR_FORMAT: "json",
      TF_CLI_ARGS_output: "-raw",
    });

    const { stdout } = await runCommand("/bin/sh", [
      "-c",
      'echo "$LC_ALL|$AWS_PAGER|$AWS_CLI_AUTO_PROMPT|$AWS_CLI_ERROR_FORMAT|$TF_CLI_ARGS_output"',
    ]);

    process.env = before;
    expect(stdout).toBe("C||off|legacy|\n");
  });

  test("is killed when it takes too long", async () => {
    const { status, stderr } = await runCommand("/bin/sleep", ["60"], 50);

    expect(status).toBe(1);
    expect(stderr).toBe("no answer within 0.05 seconds");
  });

  test("must be there", async () => {
    await expect(runCommand("/nowhere/kubectl", [])).rejects.toThrow(MissingCommandError);
    await expect(runCommand("/nowhere/kubectl", [])).rejects.toThrow("/nowhere/kubectl: must be installed");
  });

  test("must be a program", async () => {
    await expect(runCommand("/etc/passwd", [])).rejects.toThrow("/etc/passwd: can't be started (EACCES)");
  });
});
