import { memorySizeInBytes } from "../../src/values/memory-size";

test.each([
  ["0", 0],
  ["1048576", 1_048_576],
  ["10b", 10],
  ["2k", 2_048],
  ["6m", 6_291_456],
  ["1g", 1_073_741_824],
  ["1G", 1_073_741_824],
])("%s is %d bytes", (size, bytes) => {
  expect(memorySizeInBytes(size)).toBe(bytes);
});

test.each(["", "m", "1.5g", "1gb", "-1", " 1m"])("%j is no size", (size) => {
  expect(() => memorySizeInBytes(size)).toThrow(`must be a size as <number>[b|k|m|g], got ${JSON.stringify(size)}`);
});
