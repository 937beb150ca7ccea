const gibibytes = (least: number, most: number) =>
  Array.from({ length: most - least + 1 }, (_, index) => (least + index) * 1_024);

/**
 * Every amount of memory in MiB, the smallest first, that a Fargate task may have, by its CPU units.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
export const fargateMemory: Readonly<Record<256 | 512 | 1_024 | 2_048 | 4_096, readonly number[]>> = {
  256: [512, ...gibibytes(1, 2)],
  512: gibibytes(1, 4),
  1_024: gibibytes(2, 8),
  2_048: gibibytes(4, 16),
  4_096: gibibytes(8, 30),
};
