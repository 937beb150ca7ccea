import { reasonOf } from "./file/reason-of";
import { runProgram } from "./program/run-program";
import { CommandError, type ExitCode } from "./terminal/command-error";
import { processTerminal } from "./terminal/process-terminal";

const terminal = processTerminal(process);

// Who reads may stop reading: `runner-fleet explain | head`. The command goes on all the same, since what it writes or
// drains must come to its end, and its exit code is to say how. Whatever else keeps stdout from being written is a
// failure, said once. Of stderr there is nobody to say it to.
let isRefused = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE" && !isRefused) {
    isRefused = true;
    terminal.say(`stdout: can't be written: ${reasonOf(error)}`);
  }
});
process.stderr.on("error", () => undefined);
process.on("exit", (exitCode) => {
  process.exitCode = isRefused && exitCode === 0 ? 1 : exitCode;
});

void runProgram(process.argv.slice(2), terminal)
  .catch(failure)
  .then((exitCode) => {
    process.exitCode = exitCode;
  });

/** Errors that say in their message all that a person needs, thrown by the packages that the command calls. */
const spokenErrors = new Set(["ConfigError", "HclError"]);

function failure(error: unknown): ExitCode {
  const { name, message, code, path, stack } = error as NodeJS.ErrnoException;
  if (error instanceof CommandError) {
    terminal.say(message);
    return error.exitCode;
  }
  if (spokenErrors.has(name)) {
    terminal.say(message);
    return 1;
  }
  if (code !== undefined && path !== undefined) {
    terminal.say(`${path}: can't be read or written: ${reasonOf(error)}`);
    return 1;
  }
  terminal.say(`runner-fleet: failed in a way that it should not: ${message}`);
  terminal.say(
    process.env.RUNNER_FLEET_DEBUG
      ? (stack ?? "")
      : "please report it with the description; with RUNNER_FLEET_DEBUG=1 in the environment it says where",
  );
  return 1;
}
