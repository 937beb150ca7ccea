import { knownKeys } from "@runner-fleet/config";
import fc from "fast-check";
import { stringify } from "smol-toml";
import { parse } from "yaml";
import { importConfig } from "../../src/import/import-config";
import { foreignExecutors, importedExecutors } from "../../src/import/imported-executors";

// The same documents every time: a change must not fail for what another one broke.
const RUNS = { numRuns: 60, seed: 1, endOnFailure: true };

/** A value of each type in the words of the list of known keys. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  boolean: fc.boolean(),
  integer: fc.constantFrom(0, 1, 3, -1, 70_000),
  float: fc.constantFrom(0.5, 1.5),
  string: fc.constantFrom("", "example", "512m", "/opt/ci", "https://ci.example.com", "${VALUE}"),
  duration: fc.constantFrom("90s", "20m", "soon"),
  datetime: fc.constant(new Date(0)),
  "string[]": fc.constantFrom([], ["A=1"], ["example", "API_TOKEN=abc"]),
  "integer[]": fc.constantFrom([], [1, 2]),
  "float[]": fc.constantFrom([0.5, 1.5]),
  "string | string[]": fc.constantFrom("always", ["always", "sometimes"]),
  "map<string>": fc.constantFrom({}, { example: "example" }, { "a.b/c": "x", token: "abc" }),
  "map<integer>": fc.constantFrom({ example: 1 }),
  "map<boolean>": fc.constantFrom({ FF_EXAMPLE: true }),
  "map<string[]>": fc.constantFrom({ example: ["/dev/fuse"] }),
};

const anything = fc.constantFrom("example", 1, { name: "example" });

interface KnownKey {
  readonly path: string;
  readonly value: unknown;
}

const keyOf = ([path, type]: readonly [string, string]): fc.Arbitrary<KnownKey> =>
  (values[type] ?? anything).map((value) => ({ path, value }));

const all = [...knownKeys()].filter(([path]) => path !== "runners[].executor");

/** A selection of all keys that GitLab Runner knows, with a runner whose executor is one that it has. */
const documents = fc
  .record({
    executor: fc.constantFrom(...Object.keys(importedExecutors)),
    other: fc.option(fc.constantFrom(...Object.keys(foreignExecutors), "")),
    keys: fc.subarray(all, { minLength: 5, maxLength: 120 }).chain((chosen) => fc.tuple(...chosen.map(keyOf))),
  })
  .map(({ executor, other, keys }) => {
    const document: Record<string, unknown> = {};
    keys.forEach(({ path, value }) => put(document, path, value));
    const first = { ...(document.runners as readonly object[] | undefined)?.[0], executor };
    return { ...document, runners: other === null ? [first] : [first, { ...first, executor: other }] };
  });

function put(document: Record<string, unknown>, path: string, value: unknown): void {
  const segments = path.split(".");
  let table = document;
  for (const segment of segments.slice(0, -1)) {
    const name = segment.replace(/\[\]$/, "");
    const inner = (table[name] ??= segment.endsWith("[]") ? [{}] : {}) as
      Record<string, unknown> | [Record<string, unknown>];
    table = Array.isArray(inner) ? inner[0] : inner;
  }
  table[segments.at(-1) as string] = value;
}

/** Values of every kind, which the key that they are at hardly ever takes. */
const odd: readonly unknown[] = [
  true,
  -3,
  1.5,
  NaN,
  9_223_372_036_854_775_807n,
  new Date(0),
  "line\nbreak",
  [["a"], ["b"]],
  [1, "x", { a: 1 }],
  [{ a: 1 }, { b: "x" }],
  { a: "x", b: { c: [1, { d: 2n ** 60n }] } },
];

/** The keys of GitLab Runner, and the tables that they are in. */
const places = [
  ...new Set(
    [...knownKeys().keys()].flatMap((path) => [path, path.replace(/\.[^.]+$/, ""), path.split(".", 2).join(".")]),
  ),
].filter((path) => path.replace("[]", "").includes(".") || !path.startsWith("runners"));

const TOGETHER = 20;

/** Documents with an odd value at a few places each; of all of them, at every place. */
const oddDocuments = (executor: string): readonly Readonly<Record<string, unknown>>[] =>
  Array.from({ length: Math.ceil(places.length / TOGETHER) }, (_, position) => {
    const document: Record<string, unknown> = {};
    const chosen = places.filter((__, index) => index % Math.ceil(places.length / TOGETHER) === position);
    chosen.forEach((path, index) => putOdd(document, path, odd[(position + index) % odd.length]));
    const first = { ...(document.runners as readonly object[] | undefined)?.[0], executor };
    return { ...document, runners: [first] };
  });

/** Puts a value where no other is in the way. */
function putOdd(document: Record<string, unknown>, path: string, value: unknown): void {
  try {
    put(document, path, value);
  } catch (error) {
    if (!(error instanceof TypeError)) {
      throw error;
    }
  }
}

/** Whether the report has a value: at its own path, or at the paths of all that is in it. */
function isReported(reported: ReadonlySet<string>, value: unknown, path: string): boolean {
  if (reported.has(path)) {
    return true;
  }
  const inner: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [`${path}[${index}]`, item] as const)
    : typeof value === "object" && value !== null && !(value instanceof Date)
      ? Object.entries(value).map(([key, item]) => [below(path, key), item] as const)
      : [];
  return inner.length > 0 && inner.every(([at, item]) => isReported(reported, item, at));
}

const below = (path: string, key: string) =>
  /^[A-Za-z_][\w-]*$/.test(key) ? `${path}${path && "."}${key}` : `${path}[${JSON.stringify(key)}]`;

test.each(["docker-autoscaler", "kubernetes", "docker+machine"])(
  "whatever is in place of a value, with the executor %s, ends nothing and is in the report",
  (executor) => {
    const documents = oddDocuments(executor);
    expect(documents.length).toBeGreaterThan(20);
    const lost = documents.flatMap((document) => {
      const { report, yaml, description } = importConfig(stringify(document), "config.toml");
      expect(parse(yaml)).toEqual(description);
      const reported = new Set(report.flatMap(({ key }) => [key, key.replace(/ \([^()]*\)$/, "")]));
      return Object.entries(document).filter(([key, value]) => !isReported(reported, value, key));
    });
    expect(lost).toEqual([]);
  },
);

test("every key of any config.toml is in the report, with where it went or why it did not", () => {
  let keys = 0;
  fc.assert(
    fc.property(documents, (document) => {
      const { report } = importConfig(stringify(document), "config.toml");
      const reported = new Set(report.flatMap(({ key }) => [key, key.replace(/ \([^()]*\)$/, "")]));
      keys += report.length;
      expect(Object.entries(document).filter(([key, value]) => !isReported(reported, value, key))).toEqual([]);
      expect(report.filter(({ outcome, to, note }) => (outcome === "kept" ? to : note) === undefined)).toEqual([]);
    }),
    RUNS,
  );
  expect(keys).toBeGreaterThan(4_000);
});
