import { runDrain } from "../../src/drain/run-drain";
import { onThisMachine } from "../../src/drain/outside";
import { processTerminal } from "../../src/terminal/process-terminal";

/** Drains what the first argument names as the command does, with quicker looks. */
const terminal = processTerminal(process);
runDrain({ stack: process.argv[2], yes: true }, terminal, { ...onThisMachine(), intervalMs: 50 }).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: Error) => {
    terminal.say(error.message);
    process.exitCode = 1;
  },
);
