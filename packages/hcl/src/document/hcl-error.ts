/** A document that cannot be written as HCL; the message says where, which rule, what was given and what to do. */
export class HclError extends Error {
  override readonly name = "HclError";
}
