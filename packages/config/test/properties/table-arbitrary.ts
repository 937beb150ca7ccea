import fc from "fast-check";
import * as z from "zod";
import { unwrap } from "../../src/schema/toml-key";
import { sampleTexts } from "../sample-values";

/** Values that a schema takes, made from the schema alone: tables with some of their keys, short lists, texts of every form. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const plain = unwrap(schema);
  if (plain instanceof z.ZodUnion) {
    // The other branches are expressions, which have tests of their own.
    return arbitraryOf(plain.options[0] as z.ZodType);
  }
  if (plain instanceof z.ZodObject) {
    const shape = Object.entries(plain.shape as Record<string, z.ZodType>).filter(
      ([key, child]) => key !== "extra" && !(unwrap(child) instanceof z.ZodCustom),
    );
    const required = shape.filter(([, child]) => !child.safeParse(undefined).success).map(([key]) => key);
    return fc.record(Object.fromEntries(shape.map(([key, child]) => [key, arbitraryOf(child)])), {
      requiredKeys: required,
    });
  }
  if (plain instanceof z.ZodArray) {
    return fc.array(arbitraryOf(plain.element as z.ZodType), { minLength: 1, maxLength: 3 });
  }
  if (plain instanceof z.ZodRecord) {
    return fc.dictionary(textOf(plain.keyType as z.ZodType), arbitraryOf(plain.valueType as z.ZodType), {
      maxKeys: 3,
      noNullPrototype: true,
    });
  }
  if (plain instanceof z.ZodBoolean) {
    return fc.boolean();
  }
  if (plain instanceof z.ZodEnum || plain instanceof z.ZodLiteral) {
    return fc.constantFrom(...((plain instanceof z.ZodEnum ? plain.options : [...plain.values]) as unknown[]));
  }
  if (plain instanceof z.ZodNumber) {
    const candidates = fc.oneof(
      fc.integer({ min: -1, max: 40 }),
      fc.integer({ min: 0, max: 300_000 }),
      fc.constantFrom(0.5, 1.25, 3),
    );
    return candidates.filter((value) => schema.safeParse(value).success);
  }
  return textOf(plain);
}

const anyText = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });

function textOf(schema: z.ZodType): fc.Arbitrary<string> {
  const samples = fc.constantFrom(...sampleTexts(schema));
  const takesAnything = ["\"'", "${a} %{b}", "#=[]{}", "ü\u{1f680}"].every((text) => schema.safeParse(text).success);
  return takesAnything
    ? fc.oneof(
        samples,
        anyText.filter((text) => schema.safeParse(text).success),
      )
    : samples;
}
