import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What `npm run pin` found where the registries are reached. A name has its version in it; what has not been looked up is
 * not there, and is pinned by its version alone.
 */
export interface Pins {
  /** Digest (`sha256:…`) of each image, by its reference. */
  readonly images: Readonly<Record<string, string>>;
  /** SHA-256 of each file, by its address; of a program inside an image by reference and platform. */
  readonly files: Readonly<Record<string, string>>;
}

/** The pins of this release, from the file beside the sources. */
export function readPins(): Pins {
  return JSON.parse(readFileSync(join(__dirname, "..", "pins.json"), "utf8"));
}
