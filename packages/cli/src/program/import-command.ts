import { runImport, type ImportOptions } from "../import/run-import";
import type { CommandSpec } from "./command-spec";

/** `runner-fleet import`. */
export const spec: CommandSpec = {
  description:
    "Makes a description of a config.toml, of docker+machine, docker-autoscaler, instance and kubernetes, with a report of " +
    "every key: kept, changed, dropped, or for you to decide. Tokens and keys are neither printed nor written.",
  arguments: [{ flags: "<config.toml>", description: "GitLab Runner's configuration, - for stdin" }],
  options: [
    { flags: "-o, --output <file>", description: "write the description to a file, and print the report" },
    {
      flags: "--platform <platform>",
      description: "what the manager is to run on (default: the description does not say it, which is kubernetes)",
      choices: ["kubernetes", "ec2", "fargate"],
    },
    { flags: "--report <format>", description: "the report's form", choices: ["text", "json"], default: "text" },
    { flags: "--force", description: "overwrite a file that is there" },
  ],
  examples: [
    { call: "import /etc/gitlab-runner/config.toml -o runner-fleet.yaml", does: "write both, and read the report" },
    { call: "import config.toml --platform ec2 -o fleets.yaml", does: "for a manager on an EC2 instance" },
    { call: "import config.toml", does: "print the description; the report goes to stderr" },
    { call: "import - -o fleets.yaml --report json < config.toml", does: "for a program" },
  ],
  run: ([file = ""], options, terminal) =>
    runImport({ ...(options as Omit<ImportOptions, "file" | "force">), file, force: options.force === true }, terminal),
};
