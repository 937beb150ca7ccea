import { createColors } from "picocolors";
import { runInit } from "../../src/init/run-init";
import type { CommandError } from "../../src/terminal/command-error";

// A pipe in place of a terminal: keys arrive one by one either way, if only the program believes in it.
Object.assign(process.stdin, { isTTY: true, setRawMode: () => process.stdin });
Object.assign(process.stderr, { isTTY: true, columns: 120, rows: 40 });

const colors = createColors(false);

runInit(
  { output: process.argv[2] },
  {
    out: (text) => void process.stdout.write(text),
    say: (text) => void process.stderr.write(`${text}\n`),
    colors,
    sayColors: colors,
    columns: 120,
    isInteractive: true,
    progress: () => ({ update: () => undefined, end: () => undefined }),
  },
).then(
  (code) => process.exit(code),
  ({ message, exitCode }: CommandError) => {
    process.stderr.write(`${message}\n`);
    process.exit(exitCode);
  },
);
