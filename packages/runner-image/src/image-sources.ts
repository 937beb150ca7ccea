import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Absolute path of the folder with the Dockerfile and the program that builds it. It travels with the npm package. */
export const imageDirectory = join(__dirname, "..", "image");

/** What an image is made of: the Dockerfile, and what .dockerignore lets through. A test holds the two equal. */
const isSource = (path: string): boolean =>
  /^(?:Dockerfile|ecr-login\/go\.(?:mod|sum)|steps\/[^/]+\.sh|supervisor\/(?:go\.(?:mod|sum)|.+\.go))$/.test(path) &&
  !/_test\.go$|^supervisor\/(?:.+\/)?testdata\//.test(path);

/**
 * Text of every file that an image is made of, by path from `directory`, sorted. Lines end in LF, so that a checkout on
 * Windows gives the same tag.
 */
export function readSources(directory: string = imageDirectory): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .filter(isSource)
    .sort();
  return Object.fromEntries(
    paths.map((path) => [path, readFileSync(join(directory, path), "utf8").replaceAll("\r\n", "\n")]),
  );
}
