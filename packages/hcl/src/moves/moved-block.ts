/** Tells Terraform that what the state has under one address is another one's now. */
export function movedBlock(from: string, to: string): string {
  return `moved {\nfrom = ${from}\nto = ${to}\n}`;
}
