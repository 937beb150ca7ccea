import { defaultSchema, toHcl, type JsonObject, type ToHclOptions } from "../src";
import { generatedSchema } from "./generated-document";

const schema = defaultSchema();
const hcl = (document: JsonObject, options: Partial<ToHclOptions> = {}) => toHcl(document, { schema, ...options });
const main = (document: JsonObject, options: Partial<ToHclOptions> = {}) => hcl(document, options).files["main.tf"];
const resource = (type: string, body: JsonObject) => main({ resource: { [type]: { x: body } } });

test("each kind of block is in the file where it is looked for", () => {
  const document = {
    terraform: { required_version: ">= 1.11" },
    provider: { aws: {} },
    variable: { a: {} },
    locals: { b: 1 },
    data: { aws_region: { r: {} } },
    resource: { aws_vpc: { v: {} } },
    module: { m: { source: "./m" } },
    check: { c: { assert: { condition: true, error_message: "x" } } },
    moved: [{ from: "a.b", to: "a.c" }],
    import: [{ to: "a.c", id: "x" }],
    removed: { from: "a.d" },
    output: { o: { value: 1 } },
  };
  expect(hcl(document).files).toEqual({
    "checks.tf": 'check "c" {\n  assert {\n    condition     = true\n    error_message = "x"\n  }\n}\n',
    "imports.tf": 'import {\n  to = a.c\n  id = "x"\n}\n',
    "locals.tf": "locals {\n  b = 1\n}\n",
    "main.tf": 'data "aws_region" "r" {}\n\nresource "aws_vpc" "v" {}\n\nmodule "m" {\n  source = "./m"\n}\n',
    "moved.tf": "moved {\n  from = a.b\n  to   = a.c\n}\n",
    "outputs.tf": 'output "o" {\n  value = 1\n}\n',
    "providers.tf": 'provider "aws" {}\n',
    "removed.tf": "removed {\n  from = a.d\n}\n",
    "variables.tf": 'variable "a" {}\n',
    "versions.tf": 'terraform {\n  required_version = ">= 1.11"\n}\n',
  });
});

describe("blocks and arguments", () => {
  test("are told apart by the schema, not by the value", () => {
    const set = { name: "a", value: "b" };
    expect(resource("helm_release", { set: [set] })).toContain("  set = [\n    {\n      name  =");
    expect(resource("aws_autoscaling_group", { tag: [{ key: "a" }] })).toContain('  tag {\n    key = "a"\n  }');
    expect(resource("aws_vpc", { tags: { a: "b" } })).toContain('  tags = {\n    a = "b"\n  }');
    expect(resource("aws_vpc", { timeouts: { create: "1m" } })).toContain("timeouts = {");
    expect(resource("aws_route_table", { timeouts: { create: "1m" } })).toContain("timeouts {");
  });

  test("helm's provider has an object where kubernetes' has a block", () => {
    const provider = {
      helm: [{ kubernetes: { exec: { command: "aws" } } }],
      kubernetes: [{ exec: [{ command: "aws" }] }],
    };
    expect(hcl({ provider }).files["providers.tf"]).toBe(
      [
        'provider "helm" {\n  kubernetes = {\n    exec = {\n      command = "aws"\n    }\n  }\n}',
        'provider "kubernetes" {\n  exec {\n    command = "aws"\n  }\n}\n',
      ].join("\n\n"),
    );
  });

  test("a block that is null or an empty list is none, an argument is written", () => {
    expect(resource("aws_autoscaling_group", { tag: [], warm_pool: null, suspended_processes: [], name: null })).toBe(
      'resource "aws_autoscaling_group" "x" {\n  name                = null\n  suspended_processes = []\n}\n',
    );
  });

  test("a list of objects that Terraform takes as blocks is written as blocks, unless it is empty or an expression", () => {
    const rule = { from_port: 80, description: null };
    expect(resource("aws_security_group", { ingress: [rule, rule] })).toContain(
      "  ingress {\n    from_port = 80\n  }\n\n  ingress {\n    from_port = 80\n  }\n",
    );
    expect(resource("aws_security_group", { ingress: [] })).toContain("  ingress = []\n");
    expect(resource("aws_security_group", { ingress: "${local.rules}" })).toContain("  ingress = local.rules\n");
  });

  test("dynamic blocks have the content of the block that they make", () => {
    const content = { ebs: { encrypted: "true" } };
    const dynamic = { block_device_mappings: { for_each: "${var.disks}", iterator: "disk", labels: [], content } };
    expect(resource("aws_launch_template", { dynamic })).toContain(
      '  dynamic "block_device_mappings" {\n    for_each = var.disks\n    iterator = disk\n    labels   = []\n\n    content {\n      ebs {\n        encrypted = "true"\n      }\n    }\n  }\n',
    );
    const ingress = { ingress: { for_each: [1], content: { from_port: "${ingress.value}" } } };
    expect(resource("aws_security_group", { dynamic: [ingress] })).toContain(
      "    content {\n      from_port = ingress",
    );
  });

  test("what a block is about comes first, what is long comes after, what it depends on last", () => {
    const body = {
      depends_on: ["aws_eip.a"],
      tags: { a: "b" },
      lifecycle: { ignore_changes: ["tags"], postcondition: { condition: "${self.id != 1}", error_message: "x" } },
      cidr_block: "10.0.0.0/16",
      provider: "aws.paris",
      count: 2,
    };
    expect(resource("aws_vpc", body)).toBe(`resource "aws_vpc" "x" {
  count      = 2
  provider   = aws.paris
  cidr_block = "10.0.0.0/16"

  tags = {
    a = "b"
  }

  lifecycle {
    ignore_changes = [tags]

    postcondition {
      condition     = self.id != 1
      error_message = "x"
    }
  }

  depends_on = [aws_eip.a]
}
`);
  });

  test("provisioners keep their order", () => {
    const provisioner: JsonObject[] = [
      { "local-exec": { command: "a" } },
      { "remote-exec": { inline: [] } },
      { "local-exec": { command: "b" } },
    ];
    const text = resource("terraform_data", { provisioner });
    expect(text?.match(/provisioner "[^"]*"/g)).toEqual([
      'provisioner "local-exec"',
      'provisioner "remote-exec"',
      'provisioner "local-exec"',
    ]);
  });

  test.each([
    [
      { resource: { aws_nothing: { x: {} } } },
      "resource.aws_nothing.x: must have a known schema, got resource type 'aws_nothing'; run 'terraform providers schema -json'",
    ],
    [{ data: { toString: { x: {} } } }, "data.toString.x: must have a known schema, got data type 'toString'"],
    [
      { ephemeral: { aws_secret: { x: {} } } },
      "ephemeral.aws_secret.x: must have a known schema, got ephemeral type 'aws_secret'",
    ],
    [{ provider: { azurerm: {} } }, "provider.azurerm: must have a known schema, got provider 'azurerm'"],
    [{ check: { c: { data: { aws_nothing: { y: {} } } } } }, "check.c.data.aws_nothing: must have a known schema"],
    [
      { resource: { aws_autoscaling_group: { x: { tag: "${var.a}" } } } },
      'resource.aws_autoscaling_group.x.tag: must be a block, that is an object or a list of objects, got "${var.a}"',
    ],
    [{ resource: { aws_vpc: { x: { "a b": 1 } } } }, 'resource.aws_vpc.x.a b: must be named as HCL allows, got "a b"'],
    [
      { resource: { aws_vpc: { x: { tags: { a: ["${"] } } } } },
      "resource.aws_vpc.x.tags.a.0: must be a template that Terraform reads, but",
    ],
  ])("%j is refused with its place", (document, message) => {
    expect(() => hcl(document as JsonObject)).toThrow(message);
  });

  test("a provider's local name is looked up where it is required", () => {
    const terraform = { required_providers: { cluster: { source: "hashicorp/kubernetes" } } };
    expect(hcl({ terraform, provider: { cluster: { exec: { command: "a" } } } }).files["providers.tf"]).toContain(
      "exec {",
    );
  });
});

describe("what Terraform itself knows", () => {
  test("variables keep what is false, and text that is no template", () => {
    const variable = {
      a: {
        validation: [{ error_message: "got ${var.a}", condition: '${var.a != ""}' }],
        ephemeral: true,
        nullable: false,
        sensitive: false,
        default: false,
        type: "bool",
        description: "such as ${A}",
      },
    };
    expect(hcl({ variable }).files["variables.tf"]).toBe(`variable "a" {
  description = "such as $\${A}"
  type        = bool
  default     = false
  sensitive   = false
  ephemeral   = true
  nullable    = false

  validation {
    condition     = var.a != ""
    error_message = "got \${var.a}"
  }
}
`);
  });

  test("what says what a variable or an output is stays together and in order, however long", () => {
    const a = { b: ["c"] };
    const { files } = hcl({
      variable: { v: { nullable: false, default: a, type: "map(list(string))", description: "d", validation: {} } },
      output: { o: { sensitive: false, value: a, description: "d", precondition: {}, depends_on: ["aws_vpc.v"] } },
    });
    expect(files["variables.tf"]).toBe(`variable "v" {
  description = "d"
  type        = map(list(string))
  default = {
    b = ["c"]
  }
  nullable = false

  validation {}
}
`);
    expect(files["outputs.tf"]).toBe(`output "o" {
  description = "d"
  value = {
    b = ["c"]
  }
  sensitive = false

  precondition {}

  depends_on = [aws_vpc.v]
}
`);
  });

  test("outputs keep their preconditions, modules their providers", () => {
    const output = { o: { precondition: { condition: true, error_message: "x" }, value: "${var.a}", ephemeral: true } };
    const module = { m: { providers: { "aws.src": "aws.dst" }, version: "~> 1", source: "a/b/c", x: "${var.a}" } };
    const { files } = hcl({ output, module });
    expect(files["outputs.tf"]).toContain('  precondition {\n    condition     = true\n    error_message = "x"\n  }');
    expect(files["main.tf"]).toBe(
      'module "m" {\n  source  = "a/b/c"\n  version = "~> 1"\n  x       = var.a\n\n  providers = {\n    aws.src = aws.dst\n  }\n}\n',
    );
  });

  test("a check's own data source has the blocks of its type", () => {
    const data = { aws_ami: { x: { filter: [{ name: "a", values: [] }] } } };
    expect(hcl({ check: { c: { data } } }).files["checks.tf"]).toContain('  data "aws_ami" "x" {\n    filter {');
  });

  test("the backend is left out, unless it is asked for", () => {
    const terraform = {
      required_version: "1",
      backend: { s3: { bucket: "a", "//": "x" } },
      cloud: { workspaces: { name: "w" } },
    };
    expect(hcl({ terraform }).files["versions.tf"]).toBe('terraform {\n  required_version = "1"\n}\n');
    const kept = hcl({ terraform }, { backend: true }).files["versions.tf"];
    expect(kept).toContain('  backend "s3" {\n    bucket = "a"\n  }');
    expect(kept).toContain('  cloud {\n    workspaces {\n      name = "w"');
    expect(hcl({ terraform: { backend: { s3: {} } } }).files).toEqual({});
  });
});

describe("names", () => {
  const path = (text: string) => ({ "//": { metadata: { path: `s/${text}` } } });
  const document = {
    "//": { metadata: { stackName: "s" } },
    resource: {
      aws_vpc: { Net_Vpc_8A3E024F: path("Net/Vpc") },
      aws_subnet: {
        Net_Subnet_6FF9249A: {
          ...path("Net/Subnet"),
          vpc_id: "${aws_vpc.Net_Vpc_8A3E024F.id}",
          depends_on: ["aws_vpc.Net_Vpc_8A3E024F"],
          lifecycle: { replace_triggered_by: ["aws_vpc.Net_Vpc_8A3E024F.arn"] },
        },
      },
    },
    moved: [{ from: "aws_vpc.old", to: "aws_vpc.Net_Vpc_8A3E024F" }],
    locals: { id_1A2B3C4D: "${aws_vpc.Net_Vpc_8A3E024F.id}", other_1A2B3C4D: "${local.id_1A2B3C4D}" },
    output: { Net_id_1A2B3C4D: { value: "${local.other_1A2B3C4D}" } },
  };

  test("are new wherever they are referred to, and the addresses say from what", () => {
    const { files, addresses } = hcl(document);
    expect(files["main.tf"]).toContain('resource "aws_subnet" "net" {\n  vpc_id = aws_vpc.net.id');
    expect(files["main.tf"]).toContain("replace_triggered_by = [aws_vpc.net.arn]");
    expect(files["main.tf"]).toContain("depends_on = [aws_vpc.net]");
    expect(files["moved.tf"]).toBe("moved {\n  from = aws_vpc.old\n  to   = aws_vpc.net\n}\n");
    expect(files["locals.tf"]).toBe("locals {\n  id    = aws_vpc.net.id\n  other = local.id\n}\n");
    expect(files["outputs.tf"]).toContain('output "Net_id_1A2B3C4D" {\n  value = local.other');
    expect([...addresses]).toEqual([
      ["aws_vpc.Net_Vpc_8A3E024F", "aws_vpc.net"],
      ["aws_subnet.Net_Subnet_6FF9249A", "aws_subnet.net"],
      ["local.id_1A2B3C4D", "local.id"],
      ["local.other_1A2B3C4D", "local.other"],
    ]);
  });

  test("moved blocks for them are written when they are asked for, behind those of the document", () => {
    expect(hcl(document, { moved: true }).files["moved.tf"]).toBe(
      [
        "moved {\n  from = aws_vpc.old\n  to   = aws_vpc.net\n}",
        "moved {\n  from = aws_vpc.Net_Vpc_8A3E024F\n  to   = aws_vpc.net\n}",
        "moved {\n  from = aws_subnet.Net_Subnet_6FF9249A\n  to   = aws_subnet.net\n}\n",
      ].join("\n\n"),
    );
  });

  test("and headings come from the document's hints, and from the caller's before those", () => {
    const hinted = {
      ...document,
      "//": { ...document["//"], hcl: { names: { Net: "core" }, headings: { Net: "The network.\n\nShared." } } },
    };
    expect(main(hinted)).toMatch(/^# The network\.\n#\n# Shared\.\n\nresource "aws_vpc" "core" \{\}/);
    expect(main(hinted, { names: { Net: "base" } })).toContain('resource "aws_vpc" "base"');
  });
});

describe("files", () => {
  const things = (count: number) => ({
    resource: {
      test_thing: Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `x${i}`,
          { one: 1, "//": { metadata: { path: `s/${i % 2 ? "Variables" : "B"}/x${i}` } } },
        ]),
      ),
    },
    "//": { metadata: { stackName: "s" } },
  });
  const names = (count: number, files?: "main" | "by-topic") =>
    Object.keys(toHcl(things(count), { schema: generatedSchema, files }).files);

  test("are one for what is short, and one for each construct of what is long", () => {
    expect(names(20)).toEqual(["main.tf"]);
    expect(names(20, "by-topic")).toEqual(["b.tf", "variables-2.tf"]);
    expect(names(100)).toEqual(["b.tf", "variables-2.tf"]);
    expect(names(100, "main")).toEqual(["main.tf"]);
  });

  test("of a long stack are cut where its constructs are", () => {
    const files = toHcl(things(24), { schema: generatedSchema, files: "by-topic" }).files;
    expect(files["b.tf"]).toMatch(/^# B\n\nresource "test_thing" "x0" \{\n/);
  });
});
