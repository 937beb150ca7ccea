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
  s: { default: "safe-1" },
  policies: {
    type: 'list(object({ periods = optional(list(string), ["* * * * *"]), idle_count = optional(number, 0), limits = optional(object({ least = optional(number, 1), most = number }), { most = 2 }) }))',
    default: [{}, { idle_count: 3, limits: { most: 4 } }],
  },
};
/** Expressions that Terraform can't evaluate here, or not inside of text. */
const beyond = /provider::|test_thing|list\[|merge\(|concat\(|\{for /;

/** hcl2json does not give these back as they are, so the generated documents have none. */
const directives = {
  directives: "a\n%{ for k, v in var.m }\n  ${k}=${v}\n%{ endfor }\n%{ if var.b }yes%{ else }no%{ endif }\nz\n",
  quoted: "a \n  ${~ var.a ~}  \n\n%{ for k, v in var.m ~} \n  ${k}=${v}\n\n %{~ endfor ~}\nz",
  between: "${var.a ~} \n ${~ var.a}\n\n${~ var.a ~}\n\n${var.a}",
  keys: { "a ${~ var.a ~}\n\n b": 1 },
  trimmed_at_its_end: "a\n%{ if var.b ~}\n  b\n%{ endif ~}",
  toml: 'a = ${var.n}\n%{ for p in var.policies ~}\n\n[[p]]\nperiods = ${jsonencode(p.periods)}\n%{ if p.idle_count > 0 ~}\nidle = "${p.idle_count}" # "${var.a}\\n" $${x} %%{y}\n%{ else ~}\n  # none\n%{ endif ~}\n%{ endfor ~}\n',
  indented: "  %{ if var.b ~}\n    a\n  %{ endif ~}\n  %{~ if var.c ~}\n    b\n  %{~ endif }\nc\n",
  around: "a\n\n  %{~ for k, v in var.m ~}\n\n  ${k}\n\n  %{~ endfor ~}\n\nz\n",
  one_line: '%{ if var.b }"a" \\ %{ else }b%{ endif }\n',
  without_end: 'echo "${var.a}" \\\n  $${x} %%{y}\n\n' + "a line that is long enough to be broken ".repeat(2),
  ends_with_value: `${"a line that is long enough to be broken\n".repeat(2)}\${"a\\n\\n"}`,
  named: { "X_${upper(var.s)}": 1, "%{ if var.b }y%{ endif }": 2, "${var.s}": 3 },
  policies: "${var.policies}",
  json: '{"a":"x:${var.s}","b":["${local.safe}",{"c":"${var.s}"}]}',
  safe: "${var.s}/*",
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
    "//": { hcl: { jsonSafe: ["var.s", "local.safe"] } },
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
    expect(files["locals.tf"]).toMatch(/^ {2}json = jsonencode\(\{$/m);
    expect(files["locals.tf"]).toMatch(/^ {2}without_end = chomp\(<<-EOT$/m);
    expect([...addresses.keys()].filter((address) => !address.startsWith("local."))).toEqual([]);
    const given = outputs(`json-${seed}`, { "main.tf.json": JSON.stringify(json) });
    expect(outputs(`hcl-${seed}`, files)).toEqual(given);
  },
);
