import { gunzipSync } from "node:zlib";
import { encodeUserData, USER_DATA_LIMIT } from "../src";
import { incompressible } from "./incompressible";

const decode = (encoded: string) => Buffer.from(encoded, "base64");

test("text up to the limit stays as it is, for people to read", () => {
  const text = "x".repeat(USER_DATA_LIMIT);
  expect(decode(encodeUserData(text)).toString()).toBe(text);
});

test("text above the limit is compressed", () => {
  const text = "x".repeat(USER_DATA_LIMIT + 1);
  const encoded = decode(encodeUserData(text));
  expect(encoded.subarray(0, 2).toString("hex")).toBe("1f8b");
  expect(gunzipSync(encoded).toString()).toBe(text);
});

test("the limit is of bytes, not of characters", () => {
  expect(
    decode(encodeUserData("é".repeat(USER_DATA_LIMIT / 2 + 1)))
      .subarray(0, 2)
      .toString("hex"),
  ).toBe("1f8b");
});

test("the compressed bytes name neither a time nor a system", () => {
  const encoded = decode(encodeUserData("x".repeat(USER_DATA_LIMIT + 1)));
  expect(encoded.subarray(4, 8).toString("hex")).toBe("00000000");
  expect(encoded[9]).toBe(255);
});

test("what does not fit compressed either is refused with its sizes", () => {
  expect(() => encodeUserData(incompressible(40_000))).toThrow(
    /^user data must have at most 16384 bytes, got 40000 \(2\d{4} compressed\); put into the image what userDataParts/,
  );
});
