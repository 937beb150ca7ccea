import { createReadStream } from "node:fs";
import { CommandError } from "../terminal/command-error";
import { reasonOf } from "./reason-of";

/** The name that stands for stdin. */
export const STDIN = "-";

/** The most bytes of an input: a hundred times what two hundred fleets take, and little enough to parse at once. */
const MOST_BYTES = 4 * 1024 * 1024;

/** How messages call an input. */
export const sourceName = (file: string) => (file === STDIN ? "stdin" : file);

/**
 * Reads a text in UTF-8 whole, from a file or from stdin.
 *
 * @throws CommandError when it can't be read, is longer than 4 MiB or is no UTF-8
 */
export async function inputText(file: string): Promise<string> {
  const source = sourceName(file);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file === STDIN ? process.stdin : createReadStream(file)) {
      bytes += (chunk as Buffer).length;
      if (bytes > MOST_BYTES) {
        break;
      }
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    throw new CommandError(`${source}: can't be read: ${reasonOf(error)}`);
  }
  if (bytes > MOST_BYTES) {
    throw new CommandError(
      `${source}: must have at most ${MOST_BYTES / 1024 ** 2} MiB, has more; is it the right file?`,
    );
  }
  return decoded(Buffer.concat(chunks), source);
}

function decoded(bytes: Buffer, source: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(`${source}:${lineOfFault(bytes)}: must be UTF-8, has other bytes; save it as UTF-8`);
  }
}

/** The first line that is no UTF-8. Its line end is a byte of its own in UTF-8, whatever else is wrong. */
function lineOfFault(bytes: Buffer): number {
  const lines = bytes.toString("latin1").split("\n");
  const isUtf8 = (line: string) =>
    Buffer.from(Buffer.from(line, "latin1").toString("utf8")).toString("latin1") === line;
  return lines.findIndex((line) => !isUtf8(line)) + 1;
}
