import { Expression, Template } from "@runner-fleet/config";
import { Checksum } from "../src";
import { checksumOf } from "../src/checksum";

test("a text that is known has its checksum now", () => {
  expect(checksumOf(new Template(["abc"]))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("a text that only Terraform knows has it from Terraform", () => {
  const text = new Template(["a = ", Expression.number("var.a")]);
  expect(checksumOf(text)).toEqual(new Checksum(text));
});
