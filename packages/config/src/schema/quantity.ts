import { text } from "./value";

/** A Kubernetes quantity above 0 or 0, without sign and exponent. */
export const quantity = (example: string) =>
  text({
    pattern: /^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/,
    expected: `a Kubernetes quantity such as "${example}"`,
  });
