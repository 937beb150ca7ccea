import { text } from "./value";

/** Id of a subnet. */
export const subnetId = { pattern: /^subnet-[0-9a-f]+$/, expected: 'the id of a subnet ("subnet-…")' } as const;

/** Id of a machine image. */
export const imageId = () =>
  text({ pattern: /^ami-[0-9a-f]{8,17}$/, expected: 'an image id such as "ami-0123456789abcdef0"' });
