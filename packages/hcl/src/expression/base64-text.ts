import { invisible } from "./quoted";

/** Shorter base64 may be anything, and hides little. */
const shortest = 40;

/** Text of several lines whose base64 this is exactly, or undefined. Terraform's strings are in Unicode's form NFC. */
export function base64Text(base64: string): string | undefined {
  if (base64.length < shortest || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    return undefined;
  }
  const text = Buffer.from(base64, "base64").toString("utf8");
  const isSame = Buffer.from(text).toString("base64") === base64 && text.normalize("NFC") === text;
  return isSame && !invisible.test(text) && text.trim().includes("\n") ? text : undefined;
}
