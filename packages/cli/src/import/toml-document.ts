import { parse, TomlError } from "smol-toml";
import { CommandError } from "../terminal/command-error";

/**
 * Reads a config.toml. An integer that a number of JavaScript can't hold is a bigint.
 *
 * @param source how messages call it
 * @throws CommandError with the first fault, by line and column; never with the line itself, which may hold a secret
 */
export function tomlDocument(text: string, source: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text, { integersAsBigInt: "asNeeded" });
  } catch (error) {
    if (error instanceof TomlError) {
      const fault = (error.message.split("\n", 1)[0] ?? "").replace(/^Invalid TOML document: /, "");
      throw new CommandError(`${source}:${error.line}:${error.column}: must be TOML: ${fault}`);
    }
    if (error instanceof RangeError) {
      throw new CommandError(`${source}: must not be nested as deep as this`);
    }
    throw error;
  }
}
