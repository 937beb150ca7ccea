import { Command, CommanderError, Option, Argument } from "commander";
import type { ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { version } from "../version";
import type { CommandSpec } from "./command-spec";
import { commandTable } from "./command-table";

const NAME = "runner-fleet";

/** Runs the command that the arguments name, and gives what the process ends with. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const given = withHelpAsFlag(args);
  let exitCode: ExitCode = 0;
  const program = spoken(new Command(NAME), terminal)
    .description("Runner fleets for GitLab CI on AWS, from one description.")
    .version(version, "-V, --version", "print the version")
    .helpCommand(false)
    .showHelpAfterError(`'${NAME} --help' lists the commands`)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText("after", `\n'${NAME} <command> --help' says more of a command, with examples.`);
  for (const { name, summary, load } of commandTable) {
    const command = spoken(new Command(name), terminal).summary(summary);
    if (name === given[0]) {
      const { spec } = await load();
      configure(command, spec, async (values, options) => {
        exitCode = await spec.run(values, options, terminal);
      });
    }
    program.addCommand(command);
  }
  try {
    await program.parseAsync(given.length === 0 ? ["--help"] : [...given], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    throw error;
  }
}

/** So that help has one form, and a command is loaded for its own alone. What is no command is said to be none. */
function withHelpAsFlag(args: readonly string[]): readonly string[] {
  const [first, second, ...rest] = args;
  if (first !== "help") {
    return args;
  }
  if (second === undefined || second === "help") {
    return ["--help"];
  }
  return commandTable.some(({ name }) => name === second) ? [second, "--help", ...rest] : [second];
}

/** A command that throws where commander would end the process, and speaks where it is told. */
function spoken(command: Command, terminal: Terminal): Command {
  return command
    .exitOverride()
    .helpOption("-h, --help", "print this help")
    .configureOutput({
      writeOut: terminal.out,
      writeErr: (text) => terminal.say(text.trimEnd()),
      getOutHelpWidth: () => terminal.columns,
      outputError: (text, write) => write(text.replace(/^error: /, `${NAME}: `)),
    });
}

function configure(
  command: Command,
  { description, arguments: args, options, examples }: CommandSpec,
  run: (values: readonly (string | undefined)[], options: Record<string, unknown>) => Promise<void>,
): void {
  command.description(description);
  command.showHelpAfterError(`'${NAME} ${command.name()} --help' says how it is called`);
  for (const argument of args) {
    command.addArgument(new Argument(argument.flags, argument.description));
  }
  for (const { flags, description: text, choices, default: value, required = false } of options) {
    const option = new Option(flags, required ? `${text} (required)` : text);
    if (choices) {
      option.choices(choices);
    }
    if (value !== undefined) {
      option.default(value);
    }
    option.makeOptionMandatory(required);
    command.addOption(option);
  }
  const width = Math.max(...examples.map(({ call }) => call.length));
  const lines = examples.map(({ call, does }) => `  ${NAME} ${call.padEnd(width)}  # ${does}`);
  command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
  command.action((...given: unknown[]) =>
    run(command.processedArgs as (string | undefined)[], given.at(-2) as Record<string, unknown>),
  );
}
