import { derivedKeys } from "../../src/keys/derived-keys";
import { knownKeys } from "../../src/keys/known-keys";
import { omissions } from "../../src/keys/omissions";
import { isSecretKey, secretKeys } from "../../src/keys/secret-keys";
import { modelledKeys } from "../modelled-keys";

const known = [...knownKeys().keys()];
const modelled = modelledKeys();
const absent = [
  ...derivedKeys.map(({ key, from }) => ({ keys: key, reason: from })),
  ...omissions.map(({ keys, reason }) => ({ keys, reason })),
];

const covers = (keys: string, path: string) =>
  keys.endsWith(".*") ? `${path}.`.startsWith(keys.slice(0, -1)) : keys === path;
const lastName = (path: string) => path.slice(path.lastIndexOf(".") + 1);

describe("the list of known keys", () => {
  test("has a key with its type in every line", () => {
    expect(known).toHaveLength(628);
    expect(
      known.filter((key) => !/^[A-Za-z][A-Za-z0-9_-]*(\[\])?(\.[A-Za-z][A-Za-z0-9_-]*(\[\])?)*$/.test(key)),
    ).toEqual([]);
    expect([...new Set(knownKeys().values())].sort()).toEqual([
      "boolean",
      "datetime",
      "duration",
      "float",
      "float[]",
      "integer",
      "integer[]",
      "map<boolean>",
      "map<integer>",
      "map<string>",
      "map<string[]>",
      "string",
      "string | string[]",
      "string[]",
      "table (free)",
    ]);
  });

  test("has types with a space in them whole", () => {
    expect(knownKeys().get("runners[].docker.pull_policy")).toBe("string | string[]");
  });
});

describe("the model and GitLab Runner", () => {
  test("agree on the type of every modelled key", () => {
    expect(modelled.length).toBeGreaterThan(150);
    const differences = modelled
      .filter(({ path, type }) => knownKeys().get(path) !== type)
      .map(({ path, type }) => `${path} is ${type} in the model and ${knownKeys().get(path)} in GitLab Runner`);
    expect(differences).toEqual([]);
  });

  test("no key of config.toml is modelled twice", () => {
    const paths = modelled.map(({ path }) => path);
    expect(paths.filter((path, position) => paths.indexOf(path) !== position)).toEqual([]);
  });

  test("every known key is modelled, derived or left out on purpose, and only one of them", () => {
    const places = known.map((path) => ({
      path,
      in: [
        ...(modelled.some((key) => key.path === path) ? ["the model"] : []),
        ...derivedKeys.filter(({ key }) => covers(key, path)).map(({ key }) => `derived ${key}`),
        ...omissions.filter(({ keys }) => covers(keys, path)).map(({ keys }) => `omitted ${keys}`),
      ],
    }));
    expect(places.filter((place) => place.in.length !== 1)).toEqual([]);
  });

  test("nothing is derived or left out that GitLab Runner does not know", () => {
    expect(absent.filter(({ keys }) => !known.some((path) => covers(keys, path)))).toEqual([]);
  });

  test("a whole table is named as one only where it is more than a key or free", () => {
    const single = absent.filter(
      ({ keys }) =>
        keys.endsWith(".*") && !known.some((path) => path.startsWith(keys.slice(0, -1))) && !isFree(keys.slice(0, -2)),
    );
    expect(single).toEqual([]);
  });

  test("every absence has a reason that fits into a message", () => {
    expect(
      absent.filter(
        ({ reason }) => reason.length < 15 || /[.\n]$/.test(reason) || /^[A-Z][a-z]+ (is|has)/.test(reason),
      ),
    ).toEqual([]);
  });
});

const isFree = (path: string) => knownKeys().get(path) === "table (free)";

describe("keys that hold a secret", () => {
  test("are none of the model's", () => {
    expect(modelled.filter(({ path }) => isSecretKey(lastName(path)))).toEqual([]);
  });

  test("are all known to GitLab Runner", () => {
    expect(secretKeys.filter((secret) => !known.some((path) => lastName(path) === secret))).toEqual([]);
  });

  test("include every known text whose name says so", () => {
    const named = [...knownKeys()]
      .filter(([, type]) => type === "string")
      .map(([path]) => lastName(path))
      .filter((name) => /secret|password|token$|dsn|private_?key|(access|account)_?key/i.test(name));
    expect(new Set(named)).toEqual(new Set(secretKeys));
  });

  test.each(["accesskey", "ACCESSKEY", "Token", "Bearer_Token"])("are found in whatever case: %s", (key) => {
    expect(isSecretKey(key)).toBe(true);
  });

  test.each(["key_path", "token_expires_at", "tls-key-file", "CredentialsFile"])(
    "are not taken for paths and dates: %s",
    (key) => {
      expect(isSecretKey(key)).toBe(false);
    },
  );
});
