import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  Expression,
  instanceMachinesSchema,
  machinesSchema,
  type JobsOnMachines,
  type Machines,
} from "@runner-fleet/config";
import { parse } from "yaml";
import { renderUserData } from "../src";

const least = {
  instanceTypes: ["m7i.large"],
  subnetIds: ["subnet-0123456789abcdef0"],
  managerCidrs: ["10.0.0.0/16"],
};
const machines = (input: object = {}): Machines => machinesSchema.parse({ ...least, ...input });
const jobMachines = (input: object = {}): Machines => instanceMachinesSchema.parse({ ...least, ...input });

const jobs: JobsOnMachines = { runnerVersion: "19.4.0" };
const sha256 = "0123456789abcdef".repeat(4);

const ssh = { publicKey: "ssh-ed25519 AAAAC3Nz manager@ci", privateKeySecret: { name: "ssh" } };

/** What a person reviews; `UPDATE_RENDERED=1 npx jest user-data` writes them anew. */
const rendered: Readonly<Record<string, readonly [Machines, JobsOnMachines?]>> = {
  "amazon-linux-2023.yaml": [machines()],
  "ubuntu-22.04.yaml": [machines({ image: { os: "ubuntu-22.04" } })],
  "ubuntu-24.04.yaml": [machines({ image: { os: "ubuntu-24.04" } })],
  "docker-present.yaml": [machines({ image: { docker: "present" } })],
  "everything.yaml": [
    machines({
      image: { user: "runner" },
      ssh,
      registryMirrors: ["https://mirror.example.com", "https://second.example.com"],
      preloadImages: ["alpine:3.22", "registry.example.com/it's:1"],
    }),
  ],
  "parts.mime": [
    machines({
      userDataParts: [
        { filename: "swap.sh", content: "#!/bin/sh\nset -eu\nfallocate -l 1G /swap\n" },
        { filename: "packages.yaml", contentType: "text/cloud-config", content: "#cloud-config\npackages: [git]" },
        { filename: "greeting.sh", content: "#!/bin/sh\necho grüße\n" },
      ],
    }),
  ],
  "instance-amazon-linux-2023.yaml": [jobMachines(), jobs],
  "instance-ubuntu-24.04.yaml": [jobMachines({ image: { os: "ubuntu-24.04" }, architecture: "arm64" }), jobs],
  "instance-present.yaml": [jobMachines({ image: { runner: "present" } }), jobs],
  "instance-everything.yaml": [
    jobMachines({
      image: {
        user: "ci",
        runnerDownloads: "https://mirror.example.com/gitlab-runner",
        runnerSha256: sha256,
        docker: "install",
      },
      ssh,
      registryMirrors: ["https://mirror.example.com"],
      preloadImages: ["alpine:3.22"],
    }),
    { ...jobs, jobDirectories: ["/srv/builds", "/srv/it's cache"] },
  ],
};

/** Keys of cloud-config by the module of cloud-init's reference that reads them. Any other key would do nothing. */
const knownKeys: Readonly<Record<string, string>> = {
  groups: "cc_users_groups",
  users: "cc_users_groups",
  write_files: "cc_write_files",
  package_update: "cc_package_update_upgrade_install",
  package_upgrade: "cc_package_update_upgrade_install",
  packages: "cc_package_update_upgrade_install",
  runcmd: "cc_runcmd",
};

type CloudConfig = ReturnType<typeof JSON.parse>;
const config = (input: object = {}) => parse(renderUserData(machines(input)).toString()) as CloudConfig;

describe.each(Object.entries(rendered))("%s", (name, description) => {
  const text = renderUserData(...description).toString();
  const file = join(__dirname, "rendered", "user-data", name);

  test("is what was last reviewed", () => {
    if (process.env.UPDATE_RENDERED) {
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, "utf8"));
  });

  test("is the same text every time", () => {
    expect(renderUserData(...description).toString()).toBe(text);
  });
});

describe.each(Object.entries(rendered).filter(([name]) => name.endsWith(".yaml")))("%s", (_name, description) => {
  const text = renderUserData(...description).toString();

  test("is a cloud-config with known modules only", () => {
    expect(text.split("\n")[0]).toBe("#cloud-config");
    expect(Object.keys(parse(text) as CloudConfig).filter((key) => !(key in knownKeys))).toEqual([]);
  });

  test("holds commands that a shell can parse", () => {
    const commands = ((parse(text) as CloudConfig).runcmd ?? []) as string[][];
    const scripts = commands.filter(([program]) => program === "sh").map(([, , script]) => script as string);
    for (const script of scripts) {
      expect(() => execFileSync("bash", ["-n"], { input: script, stdio: "pipe" })).not.toThrow();
    }
    expect(commands.every((command) => command.every((word) => typeof word === "string"))).toBe(true);
  });
});

test("user and group are made before the packages: cloud-init makes them in an earlier stage, in the order of its own list", () => {
  const { groups, users } = config();
  expect(groups).toEqual(["docker"]);
  expect(users).toEqual(["default", { name: "ec2-user", groups: ["docker"], shell: "/bin/bash", lock_passwd: true }]);
});

test("a user who is in the image already becomes a member all the same", () => {
  expect(config().runcmd[0]).toEqual(["usermod", "--append", "--groups", "docker", "ec2-user"]);
});

test.each([
  ["amazon-linux-2023", "ec2-user", "docker"],
  ["ubuntu-22.04", "ubuntu", "docker.io"],
  ["ubuntu-24.04", "ubuntu", "docker.io"],
])("%s has the user %s and gets Docker from the package %s", (os, user, dockerPackage) => {
  const { users, packages } = config({ image: { os } });
  expect(users[1].name).toBe(user);
  expect(packages).toEqual([dockerPackage, "ec2-instance-connect"]);
});

test("the system is never upgraded at boot", () => {
  expect(config()).toMatchObject({ package_update: true, package_upgrade: false });
});

test("nothing is installed where Docker is in the image", () => {
  expect(Object.keys(config({ image: { docker: "present" } }))).toEqual(["users", "runcmd"]);
});

test("a key of one's own is accepted, and EC2 Instance Connect is not installed for nothing", () => {
  const { users, packages } = config({ ssh });
  expect(users[1].ssh_authorized_keys).toEqual([ssh.publicKey]);
  expect(packages).toEqual(["docker"]);
});

test("dockerd has its settings before it starts first", () => {
  const { write_files: files } = config({ registryMirrors: ["https://mirror.example.com"] });
  expect(files).toHaveLength(1);
  expect(files[0].path).toBe("/etc/docker/daemon.json");
  expect(JSON.parse(files[0].content as string)).toEqual({
    "log-driver": "json-file",
    "log-opts": { "max-size": "20m", "max-file": "3" },
    "registry-mirrors": ["https://mirror.example.com"],
  });
});

test("mirrors reach a Docker that is in the image already", () => {
  const { write_files: files } = config({ image: { docker: "present" }, registryMirrors: ["https://m.example.com"] });
  expect(JSON.parse(files[0].content as string)["registry-mirrors"]).toEqual(["https://m.example.com"]);
});

test("an image's name is an argument and never part of a script", () => {
  const name = "a'$(reboot)\"b:1";
  const { runcmd } = config({ preloadImages: [name] });
  expect(runcmd.at(-1)).toEqual(["sh", "-c", expect.stringContaining('docker pull --quiet "$1"'), "sh", name]);
});

test("an image that can't be pulled does not cost the machine", () => {
  const { runcmd } = config({ preloadImages: ["alpine:3"] });
  const script = runcmd.at(-1)[2] as string;
  const run = () =>
    execFileSync("sh", ["-c", `docker() { return 1; }; ${script}`, "sh", "alpine:3"], { stdio: "pipe" });
  expect(run().toString()).toBe("");
});

describe("what only Terraform knows", () => {
  test("stands as the JSON of its value, where YAML takes JSON as it is", () => {
    const template = renderUserData(
      machines({
        image: { user: Expression.text("var.user") },
        registryMirrors: Expression.list("var.mirrors"),
        preloadImages: [Expression.text("var.image"), "alpine:3"],
      }),
    );
    expect(template.isLiteral).toBe(false);
    const text = template.toPreview();
    expect(text).toContain("  - name: ${jsonencode(var.user)}\n");
    expect(text).toContain('"registry-mirrors":${jsonencode(var.mirrors)}}\n');
    expect(text).toContain(", sh, ${jsonencode(var.image)}]\n");
  });

  test.each([["]}\n- \"quoted\" ${x} %{y} 'z' \\"], ["a: b #c"]])(
    "can't change the document around it: %j",
    (value) => {
      const text = renderUserData(machines({ image: { user: Expression.text("x") } }), {}, () =>
        Expression.text(JSON.stringify(value)),
      )
        .parts.map((part) => (typeof part === "string" ? part : part.terraform))
        .join("");
      expect((parse(text) as CloudConfig).users[1].name).toBe(value);
      expect((parse(text) as CloudConfig).runcmd[0]).toContain(value);
    },
  );

  test("can't be the list of images to pull", () => {
    expect(() => renderUserData(machines({ preloadImages: Expression.list("var.images") }))).toThrow(
      "'preloadImages' must be a list that is known when the stack is synthesised, got ${var.images}; write out the list",
    );
  });
});
