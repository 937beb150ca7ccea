import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { type JsonObject, toHcl } from "../src";
import { generatedDocument, generatedSchema } from "../test/generated-document";

/** What generated expressions refer to. */
const variables = {
  a: { default: 'x"<&>é' },
  m: { default: { "k}": "v", z: "w" } },
  n: { default: 3 },
  b: { default: true },
  c: { default: false },
};
/** Expressions that Terraform can't evaluate here, or not inside of text. */
const beyond = /provider::|test_thing|list\[|merge\(|concat\(|\{for /;

/** hcl2json does not give these back as they are, so the generated documents have none. */
const directives = {
  directives: "a\n%{ for k, v in var.m }\n  ${k}=${v}\n%{ endfor }\n%{ if var.b }yes%{ else }no%{ endif }\nz\n",
  quoted: "a \n  ${~ var.a ~}  \n\n%{ for k, v in var.m ~} \n  ${k}=${v}\n\n %{~ endfor ~}\nz",
  between: "${var.a ~} \n ${~ var.a}\n\n${~ var.a ~}\n\n${var.a}",
  keys: { "a ${~ var.a ~}\n\n b": 1 },
  trimmed: "a\n%{ for k, v in var.m ~}\n  ${k}=${v}\n%{ endfor ~}\nz\n",
};

/** Many generated values in one document that needs no provider: each as a local and, all of them, as outputs. */
function document(seed: number): JsonObject {
  const some = fc.sample(generatedDocument, { numRuns: 150, seed }) as unknown as readonly {
    readonly locals: JsonObject;
    readonly variable: { readonly a: JsonObject };
    readonly output: { readonly o: JsonObject };
  }[];
  const locals = Object.fromEntries(
    some
      .flatMap(({ locals, output }, i) => [
        ...Object.entries(locals).map(([name, value]) => [`${name}_${i}`, value] as const),
        [`o_${i}`, output.o.value ?? null] as const,
      ])
      .filter(([, value]) => !beyond.test(JSON.stringify(value))),
  );
  const declared = some.map(({ variable: { a } }, i) => [
    `v_${i}`,
    { default: a.default ?? null, description: a.description ?? "" },
  ]);
  return {
    variable: { ...variables, ...Object.fromEntries(declared) },
    locals: { ...locals, ...directives },
    output: {
      locals: {
        value: Object.fromEntries(Object.keys({ ...locals, ...directives }).map((name) => [name, `\${local.${name}}`])),
      },
      variables: { value: Object.fromEntries(some.map((_, i) => [`v_${i}`, `\${var.v_${i}}`])) },
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), "runner-fleet-hcl-"));
afterAll(() => rmSync(folder, { recursive: true }));

function outputs(name: string, files: Readonly<Record<string, string>>): unknown {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  Object.entries(files).forEach(([file, text]) => writeFileSync(join(cwd, file), text));
  const terraform = (...args: readonly string[]) =>
    execFileSync("terraform", args, { cwd, encoding: "utf8", maxBuffer: 256 * 1024 * 1024, stdio: "pipe" });
  terraform("init", "-no-color");
  terraform("apply", "-no-color", "-auto-approve");
  terraform("fmt", "-check", "-diff");
  return JSON.parse(terraform("output", "-json"));
}

test.each([1, 2, 3])(
  "Terraform gives the HCL the values that it gives the JSON, and fmt leaves it (seed %d)",
  (seed) => {
    const json = document(seed);
    const { files, addresses } = toHcl(json, { schema: generatedSchema });
    expect(Object.keys(json.locals as JsonObject).length).toBeGreaterThan(100);
    expect([...addresses.keys()].filter((address) => !address.startsWith("local."))).toEqual([]);
    const given = outputs(`json-${seed}`, { "main.tf.json": JSON.stringify(json) });
    expect(outputs(`hcl-${seed}`, files)).toEqual(given);
  },
);
