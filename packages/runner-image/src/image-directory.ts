import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Absolute path of the folder with the Dockerfile and the program that builds it. It travels with the npm package. */
export const imageDirectory = join(__dirname, "..", "image");

/** Text of the Dockerfile, with LF at every line's end, so that a checkout on Windows gives the same tag. */
export function readDockerfile(): string {
  return readFileSync(join(imageDirectory, "Dockerfile"), "utf8").replaceAll("\r\n", "\n");
}
