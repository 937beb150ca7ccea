import { TerraformLocal, type TerraformResource } from "cdktf";
import { ManagerTokens, type ManagerTokensProps, type TokenReference } from "../src";
import { planned } from "./planned";
import { accountId, allows, resolved, type Call } from "./simulate";
import { counts, only, synthesise, type Synthesised } from "./synthesise";

const kmsKeyArn = `arn:aws:kms:eu-west-1:${accountId}:key/0123abcd-0123-0123-0123-0123456789ab`;
const linux = { variable: "RUNNER_TOKEN_LINUX", key: "linux" };
const existing: ManagerTokensProps = { store: "ssm", path: "/ci/", tokens: { linux } };
const written: ManagerTokensProps = { ...existing, tokens: { linux: { ...linux, value: planned.text("token") } } };
const secret: ManagerTokensProps = { ...existing, store: "secrets-manager" };
const writtenSecret: ManagerTokensProps = { ...written, store: "secrets-manager" };

/** Tokens; what the construct says of them is the local `tokens`. */
const synthesiseTokens = (props: ManagerTokensProps) =>
  synthesise((stack) => {
    const { references, statements, dependables } = new ManagerTokens(stack, "Tokens", props);
    const types = dependables.map((dependable) => (dependable as TerraformResource).terraformResourceType);
    new TerraformLocal(stack, "tokens", { references, statements, types });
  });

const tokensOf = (stack: Synthesised) =>
  stack.locals.tokens as {
    readonly references: Readonly<Record<string, TokenReference>>;
    readonly statements: readonly object[];
    readonly types: readonly string[];
  };

const secretArn = (name: string) => `arn:aws:secretsmanager:eu-west-1:${accountId}:secret:${name}`;
const rightsOf = (props: ManagerTokensProps) =>
  resolved(tokensOf(synthesiseTokens(props)).statements, {
    "\\$\\{(data\\.)?aws_secretsmanager_secret\\.\\w+\\.arn\\}": secretArn("/ci/linux-AbCdEf"),
    "\\$\\{aws_ssm_parameter\\.\\w+\\.arn\\}": `arn:aws:ssm:eu-west-1:${accountId}:parameter/ci/linux`,
  });

describe("parameters that are there already", () => {
  test("are left alone, and known by name and ARN", () => {
    const stack = synthesiseTokens(existing);
    expect(counts(stack)).toEqual({});
    const { references, types } = tokensOf(stack);
    expect(JSON.parse(resolved(references))).toEqual({
      RUNNER_TOKEN_LINUX: { name: "/ci/linux", arn: `arn:aws:ssm:eu-west-1:${accountId}:parameter/ci/linux` },
    });
    expect(types).toEqual([]);
  });

  test("may have names that only Terraform knows, in variables that only Terraform knows", () => {
    const { references } = tokensOf(
      synthesiseTokens({
        ...existing,
        path: planned.text("path"),
        tokens: { fleet: { variable: planned.text("variable"), key: planned.text("key") } },
      }),
    );
    expect(Object.entries(references)).toEqual([
      ["${var.variable}", expect.objectContaining({ name: "${var.path}${var.key}" })],
    ]);
  });
});

describe("secrets that are there already", () => {
  test("are looked up, since their ARN ends in characters that only AWS knows", () => {
    const stack = synthesiseTokens(secret);
    expect(counts(stack)).toEqual({});
    expect(Object.values(stack.data.aws_secretsmanager_secret!)).toEqual([
      expect.objectContaining({ name: "/ci/linux" }),
    ]);
    expect(tokensOf(stack).references).toEqual({
      RUNNER_TOKEN_LINUX: {
        name: "/ci/linux",
        arn: expect.stringMatching(/^\$\{data\.aws_secretsmanager_secret\.\w+\.arn\}$/) as unknown,
      },
    });
  });
});

describe("parameters that are written", () => {
  test("get the token by a write-only argument, and no other", () => {
    const stack = synthesiseTokens({ ...written, revision: 3, tags: { team: "ci" } });
    expect(counts(stack)).toEqual({ aws_ssm_parameter: 1 });
    const parameter = only(stack, "aws_ssm_parameter");
    expect(parameter).toMatchObject({
      name: "/ci/linux",
      type: "SecureString",
      key_id: "alias/aws/ssm",
      value_wo: "${var.token}",
      value_wo_version: 3,
      tags: { team: "ci" },
      lifecycle: { create_before_destroy: true },
    });
    expect(parameter).not.toHaveProperty("value");
    expect(parameter).not.toHaveProperty("insecure_value");
  });

  test("are known by what is made, and must be there before the manager starts", () => {
    expect(tokensOf(synthesiseTokens(written))).toMatchObject({
      references: {
        RUNNER_TOKEN_LINUX: {
          name: expect.stringMatching(/^\$\{aws_ssm_parameter\.\w+\.name\}$/) as unknown,
          arn: expect.stringMatching(/^\$\{aws_ssm_parameter\.\w+\.arn\}$/) as unknown,
        },
      },
      types: ["aws_ssm_parameter"],
    });
  });

  test("are written again with another key, without which the provider would leave the token out", () => {
    const version = (more: Partial<ManagerTokensProps>) =>
      only(synthesiseTokens({ ...written, ...more }), "aws_ssm_parameter").value_wo_version as number;
    const versions = [
      version({ kmsKeyArn }),
      version({ kmsKeyArn: kmsKeyArn.replace(/b$/, "c") }),
      version({ kmsKeyArn, revision: 2 }),
      version({}),
    ];
    expect(new Set(versions).size).toBe(4);
    expect(versions.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 28)).toBe(true);
  });

  test("are written again where Terraform finds another key", () => {
    const parameter = only(
      synthesiseTokens({ ...written, kmsKeyArn: planned.text("key"), revision: planned.number("revision") }),
      "aws_ssm_parameter",
    );
    expect(parameter.key_id).toBe('${coalesce(var.key, "alias/aws/ssm")}');
    expect(parameter.value_wo_version).toBe(
      '${parseint(substr(sha256(join("/", [coalesce(var.key, "none"), var.revision])), 0, 7), 16)}',
    );
  });

  test("have the number of their own runner as revision, where it has one", () => {
    const stack = synthesiseTokens({
      ...written,
      revision: 1,
      tokens: { linux: { ...linux, value: planned.text("token"), revision: planned.number("runner") } },
    });
    expect(only(stack, "aws_ssm_parameter").value_wo_version).toBe("${var.runner}");
  });
});

describe("secrets that are written", () => {
  test("get the token by a write-only argument, and no other", () => {
    const stack = synthesiseTokens({ ...writtenSecret, revision: 3, kmsKeyArn, tags: { team: "ci" } });
    expect(counts(stack)).toEqual({ aws_secretsmanager_secret: 1, aws_secretsmanager_secret_version: 1 });
    const version = only(stack, "aws_secretsmanager_secret_version");
    expect(version).toMatchObject({
      secret_string_wo: "${var.token}",
      secret_string_wo_version: 3,
      lifecycle: { create_before_destroy: true },
    });
    expect(version).not.toHaveProperty("secret_string");
    expect(only(stack, "aws_secretsmanager_secret")).toMatchObject({
      name: "/ci/linux",
      kms_key_id: kmsKeyArn,
      tags: { team: "ci" },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("can be made again right after a destroy", () => {
    expect(only(synthesiseTokens(writtenSecret), "aws_secretsmanager_secret").recovery_window_in_days).toBe(0);
  });

  test("are there for a manager once they hold the token", () => {
    expect(tokensOf(synthesiseTokens(writtenSecret))).toMatchObject({
      references: {
        RUNNER_TOKEN_LINUX: {
          name: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.\w+\.name\}$/) as unknown,
          arn: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.\w+\.arn\}$/) as unknown,
        },
      },
      types: ["aws_secretsmanager_secret_version"],
    });
  });
});

test("ids of constructs are the fleets'", () => {
  const ids = (props: ManagerTokensProps) => synthesiseTokens(props).paths.filter((path) => path.startsWith("Tokens"));
  expect(ids(written)).toEqual(["Tokens/linux"]);
  expect(ids(secret)).toEqual(["Tokens/linux"]);
  expect(ids(writtenSecret)).toEqual(["Tokens/linux", "Tokens/linux-Version"]);
});

const parameterArn = (name: string) => `arn:aws:ssm:eu-west-1:${accountId}:parameter${name}`;
const viaSsm = { "kms:ViaService": "ssm.eu-west-1.amazonaws.com" };
const viaSecrets = { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" };

describe.each([
  ["are there already", existing],
  ["are written", written],
])("of parameters that %s, a manager", (_what, props) => {
  const rights = rightsOf({ ...props, kmsKeyArn });

  test.each<Call>([
    { action: "ssm:GetParameter", resource: parameterArn("/ci/linux") },
    { action: "ssm:GetParameters", resource: parameterArn("/ci/linux") },
    { action: "kms:Decrypt", resource: kmsKeyArn, context: viaSsm },
    // In China the name goes on.
    { action: "kms:Decrypt", resource: kmsKeyArn, context: { "kms:ViaService": "ssm.eu-west-1.amazonaws.com.cn" } },
  ])("may $action on $resource", async (call) => {
    expect(await allows(rights, call)).toBe(true);
  });

  test.each<[string, Call]>([
    ["another token", { action: "ssm:GetParameter", resource: parameterArn("/ci/gpu") }],
    ["one whose name only begins the same", { action: "ssm:GetParameter", resource: parameterArn("/ci/linux-arm") }],
    ["one of another path", { action: "ssm:GetParameter", resource: parameterArn("/prod/linux") }],
    ["all of the path", { action: "ssm:GetParametersByPath", resource: parameterArn("/ci/") }],
    ["what it was before", { action: "ssm:GetParameterHistory", resource: parameterArn("/ci/linux") }],
    ["writing it", { action: "ssm:PutParameter", resource: parameterArn("/ci/linux") }],
    ["removing it", { action: "ssm:DeleteParameter", resource: parameterArn("/ci/linux") }],
    ["a secret", { action: "secretsmanager:GetSecretValue", resource: secretArn("/ci/linux-AbCdEf") }],
    ["the key for itself", { action: "kms:Decrypt", resource: kmsKeyArn }],
    ["the key in another service", { action: "kms:Decrypt", resource: kmsKeyArn, context: viaSecrets }],
    ["another key", { action: "kms:Decrypt", resource: kmsKeyArn.replace(/b$/, "c"), context: viaSsm }],
    ["encrypting", { action: "kms:Encrypt", resource: kmsKeyArn, context: viaSsm }],
  ])("is denied %s", async (_neighbour, call) => {
    expect(await allows(rights, call)).toBe(false);
  });
});

describe.each([
  ["are there already", secret],
  ["are written", writtenSecret],
])("of secrets that %s, a manager", (_what, props) => {
  const rights = rightsOf({ ...props, kmsKeyArn });

  test.each<Call>([
    { action: "secretsmanager:GetSecretValue", resource: secretArn("/ci/linux-AbCdEf") },
    { action: "kms:Decrypt", resource: kmsKeyArn, context: viaSecrets },
  ])("may $action on $resource", async (call) => {
    expect(await allows(rights, call)).toBe(true);
  });

  test.each<[string, Call]>([
    ["another secret", { action: "secretsmanager:GetSecretValue", resource: secretArn("/ci/gpu-AbCdEf") }],
    ["a longer name", { action: "secretsmanager:GetSecretValue", resource: secretArn("/ci/linux-docker-AbCdEf") }],
    ["a later one of the name", { action: "secretsmanager:GetSecretValue", resource: secretArn("/ci/linux-GhIjKl") }],
    ["writing it", { action: "secretsmanager:PutSecretValue", resource: secretArn("/ci/linux-AbCdEf") }],
    ["who may read it", { action: "secretsmanager:PutResourcePolicy", resource: secretArn("/ci/linux-AbCdEf") }],
    ["a parameter", { action: "ssm:GetParameter", resource: parameterArn("/ci/linux") }],
    ["the key in another service", { action: "kms:Decrypt", resource: kmsKeyArn, context: viaSsm }],
  ])("is denied %s", async (_neighbour, call) => {
    expect(await allows(rights, call)).toBe(false);
  });
});

test.each([existing, secret])("AWS's own key needs no right: $store", (props) => {
  expect(rightsOf(props)).not.toContain("kms");
});

test.each<[Partial<ManagerTokensProps>, string]>([
  [
    { path: "ci" },
    'test/Tokens: \'path\' must be a path with a slash at both ends, such as "/ci/runners/", got "ci"; correct the name',
  ],
  ...["/aws-ci/", "/SSM/"].map<[Partial<ManagerTokensProps>, string]>((path) => [
    { path },
    `test/Tokens: 'path' must be a path that does not begin with "/aws" or "/ssm", which AWS keeps for itself, got "${path}"; correct the name`,
  ]),
  [
    { tokens: { linux: { ...linux, key: "*" } } },
    "test/Tokens: 'key' must be letters, digits, dots, underscores and dashes, got \"*\"; correct the name",
  ],
  [{ revision: 0 }, "test/Tokens: 'revision' must be at least 1, got 0"],
  [
    { tokens: { linux, arm: { ...linux, key: "arm" } } },
    "test/Tokens: 'tokens' must each have an environment variable of its own, got RUNNER_TOKEN_LINUX twice; rename a fleet",
  ],
  [
    { tokens: { linux: { ...linux, value: "glrt-plain" } } },
    "test/Tokens: 'value' must be an expression, got a literal for linux; declare an ephemeral variable, so that no file holds the token",
  ],
])("refuses %j", (props, message) => {
  expect(() => synthesiseTokens({ ...written, ...props })).toThrow(message);
});

test("a path of AWS's is fine for parameters that are there already, and for secrets", () => {
  expect(counts(synthesiseTokens({ ...existing, path: "/aws-ci/" }))).toEqual({});
  expect(counts(synthesiseTokens({ ...writtenSecret, path: "/aws-ci/" }))).toMatchObject({
    aws_secretsmanager_secret: 1,
  });
});
