const units = new Map<string, number>([
  ["m", 1e-3],
  ["", 1],
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["T", 1e12],
  ["Ki", 2 ** 10],
  ["Mi", 2 ** 20],
  ["Gi", 2 ** 30],
  ["Ti", 2 ** 40],
]);

/** Whether a quantity is more than another. Both must be plain numbers with a common unit of Kubernetes. */
export const isAbove = (quantity: string, other: string): boolean => amount(quantity) > amount(other);

function amount(quantity: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(quantity) ?? [];
  const factor = units.get(unit ?? "?");
  if (digits === undefined || factor === undefined) {
    throw new Error(`parsing resource limit: "${quantity}" is no quantity`);
  }
  return Number(digits) * factor;
}
