import { gzipSync } from "node:zlib";

/** The most bytes that EC2 takes as user data, before base64. */
export const USER_DATA_LIMIT = 16_384;

/**
 * User data as a launch template takes it: base64, of the text itself while it fits, else of its gzip, which cloud-init
 * unpacks. The same text gives the same bytes with the same version of Node.
 *
 * @throws Error when it does not fit compressed either
 */
export function encodeUserData(text: string): string {
  const raw = Buffer.from(text);
  if (raw.length <= USER_DATA_LIMIT) {
    return raw.toString("base64");
  }
  const compressed = gzipSync(raw, { level: 9 });
  // The header's last byte names the system it was made on, which must not make a difference.
  compressed[9] = 255;
  if (compressed.length > USER_DATA_LIMIT) {
    throw new Error(
      `user data must have at most ${USER_DATA_LIMIT} bytes, got ${raw.length} (${compressed.length} compressed); put into the image what userDataParts and trust.caBundle bring, or fetch it while the machine boots`,
    );
  }
  return compressed.toString("base64");
}
