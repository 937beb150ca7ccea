import { createHash } from "node:crypto";

/** Text of so many characters of which gzip saves no more than the half that hexadecimal wastes; always the same. */
export function incompressible(length: number): string {
  return Array.from({ length: Math.ceil(length / 64) }, (_, index) =>
    createHash("sha256").update(String(index)).digest("hex"),
  )
    .join("")
    .slice(0, length);
}
