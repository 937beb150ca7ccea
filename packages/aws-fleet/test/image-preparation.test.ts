import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  Expression,
  instanceMachinesSchema,
  machinesSchema,
  type JobsOnMachines,
  type Machines,
} from "@runner-fleet/config";
import { parse } from "yaml";
import { renderImageCleanUp, renderImagePreparation, renderImageTest } from "../src/image-preparation";
import { machinesFromImage } from "../src/image-on-machines";
import { renderUserData } from "../src";
import { certificates } from "./certificates";
import { FakePrograms } from "./fake-programs";

const least = {
  instanceTypes: ["m7i.large"],
  subnetIds: ["subnet-0123456789abcdef0"],
  managerCidrs: ["10.0.0.0/16"],
};
interface Described {
  readonly image?: object;
  readonly [key: string]: unknown;
}
const machines = ({ image, ...input }: Described = {}): Machines =>
  machinesSchema.parse({ ...least, ...input, image: { prepare: {}, ...image } });
const jobMachines = ({ image, ...input }: Described = {}): Machines =>
  instanceMachinesSchema.parse({ ...least, ...input, image: { prepare: {}, ...image } });

const jobs: JobsOnMachines = { runnerVersion: "19.4.0" };
const ssh = { publicKey: "ssh-ed25519 AAAAC3Nz manager@ci", privateKeySecret: { name: "ssh" } };
const ecrImage = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/build:1";

const everything = machines({
  image: { os: "ubuntu-24.04", user: "runner", prepare: { packages: ["jq", "make"] } },
  ssh,
  registryMirrors: ["https://mirror.example.com"],
  preloadImages: ["alpine:3.22", ecrImage],
  userDataParts: [{ filename: "boot.sh", content: "#!/bin/sh\necho boot\n" }],
});

/** What a person reviews; `UPDATE_RENDERED=1 npx jest image-preparation` writes them anew. */
const rendered: Readonly<Record<string, () => string>> = {
  "prepare-amazon-linux-2023.yaml": () => renderImagePreparation(machines(), {}, false).toString(),
  "prepare-everything.yaml": () =>
    renderImagePreparation(
      everything,
      { trust: { caBundle: certificates[0], httpsProxy: "http://proxy:3128" } },
      true,
    ).toString(),
  "prepare-instance.yaml": () => renderImagePreparation(jobMachines(), jobs, false).toString(),
  "clean-up.yaml": () => renderImageCleanUp().toString(),
  "test-docker.yaml": () => renderImageTest({ docker: true, runner: false }).toString(),
  "test-runner.yaml": () => renderImageTest({ docker: false, runner: true }).toString(),
};

interface Step {
  readonly name: string;
  readonly action: string;
  readonly maxAttempts?: number;
  readonly inputs: { readonly commands: readonly string[] };
}
interface Document {
  readonly schemaVersion: number;
  readonly phases: readonly { readonly name: string; readonly steps: readonly Step[] }[];
}
const document = (text: string) => parse(text) as Document;
const steps = (text: string) => document(text).phases.flatMap((phase) => phase.steps);
const script = (text: string, name: string): string => {
  const found = steps(text).filter((step) => step.name === name);
  expect(found).toHaveLength(1);
  return found[0]!.inputs.commands.join("\n");
};
const prepare = (description: Machines, jobsOn: JobsOnMachines = {}, ecr = false) =>
  renderImagePreparation(description, jobsOn, ecr).toString();

describe.each(Object.entries(rendered))("%s", (name, render) => {
  const text = render();

  test("is what was last reviewed", () => {
    const file = join(__dirname, "rendered", "image", name);
    if (process.env.UPDATE_RENDERED) {
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, "utf8"));
  });

  test("is the same text every time", () => {
    expect(render()).toBe(text);
  });

  test("is a document of one phase, whose steps have names of their own and scripts that bash can parse", () => {
    const { schemaVersion, phases } = document(text);
    expect(schemaVersion).toBe(1);
    expect(phases.map((phase) => phase.name)).toEqual([name.startsWith("test-") ? "test" : "build"]);
    const names = phases[0]!.steps.map((step) => step.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { action, inputs } of phases[0]!.steps) {
      expect(action).toBe("ExecuteBash");
      expect(inputs.commands).toHaveLength(1);
      expect(() => execFileSync("bash", ["-n"], { input: inputs.commands[0], stdio: "pipe" })).not.toThrow();
    }
  });

  test("holds nothing that Image Builder would take for a reference", () => {
    expect(text).not.toContain("{{");
  });
});

describe("an image is prepared by what a machine does that boots without one", () => {
  let machine: FakePrograms;
  const write = (text: string) => {
    const below = script(text, "Write").replaceAll("/run/", machine.path("run/"));
    expect(machine.run(below)).toEqual({ status: 0, stderr: "" });
  };
  const written = (name: string) => readFileSync(machine.path("run", "runner-fleet", `${name}.yaml`), "utf8");

  beforeEach(() => {
    machine = new FakePrograms(["mkdir", "cat", "sh", "truncate"]);
  });
  afterEach(() => machine.remove());

  test("by the same cloud-config, byte for byte", () => {
    write(prepare(machines({ preloadImages: ["alpine:3"] })));
    expect(written("machine")).toBe(renderUserData(machines({ preloadImages: ["alpine:3"] })).toString());
    write(prepare(jobMachines(), jobs));
    expect(written("machine")).toBe(renderUserData(jobMachines(), jobs).toString());
  });

  test("but for the key and the parts that are for the boot of each machine", () => {
    write(prepare(everything));
    expect(written("machine")).not.toContain(ssh.publicKey);
    expect(written("machine")).not.toContain("echo boot");
    expect(parse(written("machine"))).toMatchObject({ packages: ["docker.io", "ec2-instance-connect"] });
  });

  test("gitlab-runner is installed though machines find it in their image", () => {
    write(prepare(jobMachines({ image: { runner: "present" } }), jobs));
    expect(written("machine")).toContain("install-gitlab-runner");
  });

  test("the login to ECR and the packages asked for come along, and the image says what it was made for", () => {
    write(prepare(everything));
    const { packages, runcmd } = parse(written("image")) as { packages: string[]; runcmd: string[][] };
    expect(packages).toEqual(["amazon-ecr-credential-helper", "jq", "make"]);
    const [folder, ...records] = runcmd.map((command) =>
      command.map((word) => word.replaceAll("/etc/", machine.path("etc/"))),
    );
    mkdirSync(folder!.at(-1)!, { recursive: true });
    expect(folder!.slice(0, 2)).toEqual(["mkdir", "-p"]);
    for (const [program, flag, text, , ...values] of records) {
      expect([program, flag]).toEqual(["sh", "-c"]);
      machine.run(text!, values);
    }
    expect(machine.lines("etc/runner-fleet/image/user")).toEqual(["runner"]);
    expect(machine.lines("etc/runner-fleet/image/images")).toEqual(["alpine:3.22", ecrImage]);
  });

  test("an image without Docker has neither the login to ECR nor a list of images", () => {
    write(prepare(jobMachines(), jobs));
    const text = written("image");
    expect(text).not.toContain("ecr-credential-helper");
    expect(text).not.toContain("image/images");
    expect(text).toContain('\'printf "%s\\n" "$@" > /etc/runner-fleet/image/runner-version\', sh, "19.4.0"]');
  });
});

describe("the preparation itself", () => {
  let machine: FakePrograms;
  const run = (text: string) =>
    machine.run(
      script(text, "Prepare")
        .replaceAll(/\/(?:run|var)\//g, (path) => machine.path(path))
        .replace("/root", machine.path("root")),
    );

  beforeEach(() => {
    machine = new FakePrograms(["mkdir", "cat", "sh"]);
    machine.add("cloud-init", 'echo "${2##*/} $5 $6 $7" >> "$ROOT/log"\n[ "$5" != "${FAIL:-}" ]');
    mkdirSync(machine.path("var/lib/cloud/instance/scripts"), { recursive: true });
    writeFileSync(machine.path("var/lib/cloud/instance/scripts/runcmd"), 'echo commands >> "$ROOT/log"\n');
  });
  afterEach(() => machine.remove());

  test("goes through the modules in the order of a boot, and what is added is there before the commands", () => {
    expect(run(prepare(everything, { trust: { httpsProxy: "http://proxy:3128" } }))).toEqual({ status: 0, stderr: "" });
    expect(machine.lines("log")).toEqual([
      "machine.yaml cc_bootcmd --frequency always",
      "machine.yaml cc_users_groups --frequency always",
      "machine.yaml cc_write_files --frequency always",
      "machine.yaml cc_package_update_upgrade_install --frequency always",
      "image.yaml cc_package_update_upgrade_install --frequency always",
      "image.yaml cc_runcmd --frequency always",
      "commands",
      "machine.yaml cc_runcmd --frequency always",
      "commands",
    ]);
  });

  test("leaves out modules that have nothing to do", () => {
    run(prepare(jobMachines({ image: { docker: "none" } }), jobs));
    expect(machine.lines("log").filter((entry) => entry.includes("bootcmd"))).toEqual([]);
    expect(machine.lines("log").filter((entry) => entry.startsWith("image.yaml"))).toEqual([
      "image.yaml cc_runcmd --frequency always",
    ]);
  });

  test("ends with the first command that fails, which a boot would not", () => {
    writeFileSync(machine.path("var/lib/cloud/instance/scripts/runcmd"), 'false\necho commands >> "$ROOT/log"\n');
    expect(run(prepare(machines())).status).toBe(1);
    expect(machine.lines("log")).not.toContain("commands");
  });

  test("ends with a module that fails", () => {
    machine.add("cloud-init", 'echo "$5" >> "$ROOT/log"\n[ "$5" != cc_write_files ]');
    expect(run(prepare(machines())).status).toBe(1);
    expect(machine.lines("log").at(-1)).toBe("cc_write_files");
  });

  test("is tried again: registries and mirrors are not always there", () => {
    expect(steps(prepare(machines())).filter((step) => step.maxAttempts === 3)).toHaveLength(1);
  });

  test("asks ECR for a password only where images come from there, and keeps none", () => {
    expect(script(prepare(everything, {}, false), "Prepare")).not.toContain("ecr-login");
    const text = script(prepare(everything, {}, true), "Prepare");
    expect(text).toContain("AWS_ECR_DISABLE_CACHE=true");
    expect(text).toContain("DOCKER_CONFIG=/run/runner-fleet/docker");
  });
});

describe("the proof", () => {
  let machine: FakePrograms;
  const prove = (contents: { docker: boolean; runner: boolean }) =>
    machine.run(
      script(renderImageTest(contents).toString(), "Prove")
        .replaceAll("/etc/", machine.path("etc/"))
        .replace("timeout 120", "timeout 1"),
    );

  beforeEach(() => {
    machine = new FakePrograms(["cat", "awk", "sh", "timeout", "sleep"]);
    machine.add("runuser", '[ "$1 $2 $3" = "--user ec2-user --" ] && shift 3 && "$@"');
    machine.add("docker", 'case "$*" in info|"image inspect alpine:3") ;; *) exit 1 ;; esac');
    machine.add("git", "exit 0");
    machine.add("gitlab-runner", 'echo "Version:      19.4.0"\necho "Git revision: abc"');
    mkdirSync(machine.path("etc/runner-fleet/image"), { recursive: true });
    const record = { user: "ec2-user", images: "alpine:3", "runner-version": "19.4.0" };
    for (const [name, text] of Object.entries(record)) {
      writeFileSync(machine.path("etc/runner-fleet/image", name), `${text}\n`);
    }
  });
  afterEach(() => machine.remove());

  test("succeeds where the user can use Docker, the images are there and gitlab-runner is the manager's", () => {
    expect(prove({ docker: true, runner: true })).toEqual({ status: 0, stderr: "" });
  });

  test("fails without an image that was to be pulled", () => {
    writeFileSync(machine.path("etc/runner-fleet/image/images"), "alpine:3\nmissing:1\n");
    expect(prove({ docker: true, runner: false }).status).toBe(1);
  });

  test("fails where the user may not use Docker", () => {
    machine.add("runuser", "exit 1");
    expect(prove({ docker: true, runner: false }).status).toBe(1);
  });

  test("fails where dockerd does not come up", () => {
    machine.add("docker", "exit 1");
    expect(prove({ docker: true, runner: false }).status).toBe(124);
  });

  test("fails with a gitlab-runner of another version", () => {
    writeFileSync(machine.path("etc/runner-fleet/image/runner-version"), "19.5.0\n");
    expect(prove({ docker: false, runner: true }).status).toBe(1);
  });

  test("asks for nothing that the image has not", () => {
    machine.add("docker", "exit 1");
    expect(prove({ docker: false, runner: true }).status).toBe(0);
  });

  test("is made before the image, too, where a failure takes minutes and not half an hour", () => {
    expect(script(prepare(machines()), "Prove")).toBe(
      script(renderImageTest({ docker: true, runner: false }).toString(), "Prove"),
    );
  });
});

describe("the clean-up", () => {
  const text = script(renderImageCleanUp().toString(), "CleanUp");
  const run = (programs: readonly string[]) => {
    const machine = new FakePrograms(["rm", "truncate"]);
    for (const program of ["cloud-init", ...programs]) {
      machine.add(program, `echo "${program} $*" >> "$ROOT/log"`);
    }
    const files = [
      "etc/machine-id",
      "etc/docker/key.json",
      "etc/docker/daemon.json",
      "var/lib/docker/engine-id",
      "var/lib/apt/lists/list",
      "run/runner-fleet/docker/config.json",
      "root/.ecr/log/ecr-login.log",
    ];
    for (const file of files) {
      mkdirSync(join(machine.path(file), ".."), { recursive: true });
      writeFileSync(machine.path(file), "x\n");
    }
    const result = machine.run(text.replaceAll(/\/(?:etc|var|run|root)(?=\/)/g, (path) => machine.path(path)));
    const left = files.filter((file) => machine.lines(file).join("") === "x");
    const log = machine.lines("log");
    machine.remove();
    return { result, left, log };
  };

  test("leaves nothing that would make machines the same, or a password", () => {
    const { result, left } = run(["apt-get"]);
    expect(result).toEqual({ status: 0, stderr: "" });
    expect(left).toEqual(["etc/docker/daemon.json"]);
  });

  test.each([
    ["apt-get", ["apt-get clean", "cloud-init clean --logs"]],
    ["dnf", ["dnf clean all", "cloud-init clean --logs"]],
  ])("knows %s", (program, log) => {
    expect(run([program]).log).toEqual(log);
  });
});

describe("what only Terraform knows", () => {
  test("stands in the document as the JSON of its value, in a line of the cloud-config", () => {
    const text = renderImagePreparation(
      machines({ image: { user: Expression.text("var.user") }, preloadImages: [Expression.text("var.image")] }),
      {},
      false,
    ).toPreview();
    expect(text).toContain("                - name: ${jsonencode(var.user)}\n");
    expect(text).toContain("\" > /etc/runner-fleet/image/images', sh, ${jsonencode(var.image)}]\n");
    expect(() => parse(text)).not.toThrow();
  });

  test("can't be the list of packages", () => {
    expect(() => prepare(machines({ image: { prepare: { packages: Expression.list("var.packages") } } }))).toThrow(
      "'image.prepare.packages' must be a list that is known when the stack is synthesised, got ${var.packages}",
    );
  });
});

test("a text that Image Builder would take for a reference is refused", () => {
  expect(() => prepare(machines({ preloadImages: ["registry.example.com/{{build.x}}"] }))).toThrow(
    "an image can't be prepared with a text that holds {{, which Image Builder takes for a reference, got",
  );
});

describe("machines that boot from the image", () => {
  const config = (description: Machines, jobsOn: JobsOnMachines = {}) =>
    parse(renderUserData(machinesFromImage(description, "/imagebuilder/ci-linux"), jobsOn).toString()) as Record<
      string,
      unknown
    >;

  test("do nothing about Docker but make sure that it runs and that the user may use it", () => {
    const { users, runcmd, ...rest } = config(
      machines({ preloadImages: ["alpine:3"], registryMirrors: ["https://m.example.com"] }),
    );
    expect(rest).toEqual({});
    expect(users).toHaveLength(2);
    expect(runcmd).toEqual([
      ["usermod", "--append", "--groups", "docker", "ec2-user"],
      ["systemctl", "enable", "--now", "docker"],
    ]);
  });

  test("install nothing where jobs run without containers", () => {
    expect(Object.keys(config(jobMachines(), jobs))).toEqual(["users"]);
  });

  test("follow the parameter", () => {
    expect(machinesFromImage(jobMachines({ image: { docker: "install" } }), "/imagebuilder/ci").image).toMatchObject({
      ssmParameter: "/imagebuilder/ci",
      follow: "launch",
      docker: "present",
      runner: "present",
      prepare: undefined,
    });
  });

  test("still have no Docker where the image has none", () => {
    expect(machinesFromImage(jobMachines(), "/imagebuilder/ci").image.docker).toBe("none");
  });
});
