import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Expression, instanceMachinesSchema, machinesSchema, type Machines, type Trust } from "@runner-fleet/config";
import { parse } from "yaml";
import { renderUserData } from "../src";
import { certificates } from "./certificates";
import { FakePrograms } from "./fake-programs";

const least = {
  instanceTypes: ["m7i.large"],
  subnetIds: ["subnet-0123456789abcdef0"],
  managerCidrs: ["10.0.0.0/16"],
};
const machines = (image: object = {}): Machines => machinesSchema.parse({ ...least, image });
const jobMachines = (image: object = {}): Machines => instanceMachinesSchema.parse({ ...least, image });

const proxy = "http://proxy.example.com:3128";
const everything: Trust = {
  caBundle: certificates.join(""),
  httpProxy: proxy,
  httpsProxy: proxy,
  noProxy: [".example.com", "10.0.0.0/16"],
};

/** What a person reviews; `UPDATE_RENDERED=1 npx jest trust` writes them anew. */
const rendered: Readonly<Record<string, readonly [Machines, Trust]>> = {
  "trust-amazon-linux-2023.yaml": [machines(), everything],
  "trust-ubuntu-24.04.yaml": [machines({ os: "ubuntu-24.04" }), everything],
  "trust-docker-present.yaml": [machines({ docker: "present" }), everything],
  "trust-instance.yaml": [jobMachines(), everything],
};

type CloudConfig = ReturnType<typeof JSON.parse>;
const config = (trust: Trust, description = machines()) =>
  parse(renderUserData(description, { trust }).toString()) as CloudConfig;

describe.each(Object.entries(rendered))("%s", (name, [description, trust]) => {
  const text = renderUserData(description, { runnerVersion: "19.4.0", trust }).toString();

  test("is what was last reviewed", () => {
    const file = join(__dirname, "rendered", "user-data", name);
    if (process.env.UPDATE_RENDERED) {
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, "utf8"));
  });

  test("is a cloud-config of which cloud-init knows every key, and a boot command a list of texts", () => {
    expect(text.split("\n")[0]).toBe("#cloud-config");
    const document = parse(text) as CloudConfig;
    const known = /^(bootcmd|groups|users|write_files|package_update|package_upgrade|packages|runcmd)$/;
    expect(Object.keys(document).filter((key) => !known.test(key))).toEqual([]);
    expect(document.bootcmd).toHaveLength(2);
    expect((document.bootcmd as unknown[][]).flat().filter((word) => typeof word !== "string")).toEqual([]);
  });
});

test("nothing is said where the description says nothing", () => {
  for (const kind of [machines(), machines({ docker: "present" }), jobMachines()]) {
    expect(renderUserData(kind, { trust: {} }).toString()).toBe(renderUserData(kind).toString());
    expect(renderUserData(kind, { trust: { noProxy: ["example.com"] } }).toString()).toBe(
      renderUserData(kind).toString(),
    );
  }
});

test("certificates are an argument and never part of a script", () => {
  const { bootcmd } = config({ caBundle: "'$(reboot)\"" });
  expect(bootcmd).toHaveLength(1);
  expect(bootcmd[0].slice(3)).toEqual(["sh", "'$(reboot)\""]);
  expect(bootcmd[0][2]).not.toContain("reboot");
});

test("dockerd finds its proxy when it starts first", () => {
  const { write_files: files, runcmd } = config({ httpsProxy: proxy });
  expect(files[0]).toEqual({
    path: "/etc/systemd/system/docker.service.d/runner-fleet-proxy.conf",
    content: "[Service]\nEnvironmentFile=/etc/runner-fleet/proxy.env\n",
  });
  expect(runcmd[0]).toBe('while read -r variable; do export "${variable?}"; done < /etc/runner-fleet/proxy.env');
  expect(JSON.stringify(runcmd)).not.toContain("restart");
});

test.each([
  ["a proxy", { httpProxy: proxy }],
  ["certificates", { caBundle: certificates[0] }],
])("a dockerd that is in the image is started again for %s", (_what, trust) => {
  const { runcmd } = config(trust, machines({ docker: "present" }));
  expect(runcmd.slice(-4)).toEqual([
    ["systemctl", "daemon-reload"],
    ["systemctl", "try-restart", "docker"],
    ["usermod", "--append", "--groups", "docker", "ec2-user"],
    ["systemctl", "enable", "--now", "docker"],
  ]);
});

test("where there is no Docker nothing is said of it", () => {
  const text = renderUserData(jobMachines(), { trust: everything }).toString();
  expect(text).not.toContain("docker.service");
  expect(text).not.toContain("systemctl");
});

describe("what only Terraform knows", () => {
  test("is an argument of its own, as the JSON of its value", () => {
    const text = renderUserData(machines(), {
      trust: {
        caBundle: Expression.text("var.ca"),
        httpsProxy: Expression.text("var.proxy"),
        noProxy: [Expression.text("var.domain")],
      },
    }).toPreview();
    expect(text).toContain("    - sh\n    - ${jsonencode(var.ca)}\n");
    expect(text).toContain('    - sh\n    - ""\n    - ${jsonencode(var.proxy)}\n    - "localhost"\n');
    expect(text).toContain("    - ${jsonencode(var.domain)}\n");
  });

  test("can't be the list of what is reached without the proxy", () => {
    expect(() =>
      renderUserData(machines(), { trust: { httpProxy: proxy, noProxy: Expression.list("var.hosts") } }),
    ).toThrow("'trust.noProxy' must be a list that is known when the stack is synthesised, got ${var.hosts}");
  });
});

describe.each([
  {
    os: "amazon-linux-2023",
    anchors: "etc/pki/ca-trust/source/anchors",
    update: "update-ca-trust",
    packages: "etc/dnf/dnf.conf",
    packagesBefore: "[main]\ngpgcheck=True",
    packagesAfter: ["[main]", "gpgcheck=True", `proxy=${proxy}`],
  },
  {
    os: "ubuntu-24.04",
    anchors: "usr/local/share/ca-certificates",
    update: "update-ca-certificates",
    packages: "etc/apt/apt.conf.d/95runner-fleet-proxy",
    packagesBefore: "",
    packagesAfter: [`Acquire::http::Proxy "${proxy}";`, `Acquire::https::Proxy "${proxy}";`],
  },
])("on $os", ({ os, anchors, update, packages, packagesBefore, packagesAfter }) => {
  let machine: FakePrograms;
  const boot = (trust: Trust) => {
    const { bootcmd = [] } = config(trust, machines({ os }));
    for (const [shell, flag, script, name, ...args] of bootcmd as string[][]) {
      expect([shell, flag, name]).toEqual(["sh", "-c", "sh"]);
      const below = (script as string).replaceAll(/\/(?:etc|usr)\//g, (path) => machine.path(path));
      expect(machine.run(below, args)).toEqual({ status: 0, stderr: "" });
    }
  };

  beforeEach(() => {
    machine = new FakePrograms(["mkdir", "awk", "touch", "sed", "cat"]);
    machine.add(update, 'echo updated >> "$ROOT/log"');
    for (const folder of [anchors, "etc/dnf", "etc/apt/apt.conf.d"]) {
      mkdirSync(machine.path(folder), { recursive: true });
    }
    writeFileSync(machine.path(packages), packagesBefore);
  });
  afterEach(() => machine.remove());

  test("every certificate is a file among the system's, and all of them are in the one that jobs mount", () => {
    boot({ caBundle: `# Example\n${certificates.join("")}` });
    expect(machine.lines("etc/runner-fleet/ca/ca.crt").join("\n")).toContain(certificates.join("").trim());
    expect(machine.lines(join(anchors, "runner-fleet-1.crt")).join("\n")).toBe(certificates[0].trim());
    expect(machine.lines(join(anchors, "runner-fleet-2.crt")).join("\n")).toBe(certificates[1].trim());
    expect(machine.lines(join(anchors, "runner-fleet-3.crt"))).toEqual([]);
    expect(machine.lines("log")).toEqual(["updated"]);
    expect(machine.lines("etc/environment")).toEqual([]);
  });

  test("sessions, services and the package manager have the proxy, however often it boots", () => {
    writeFileSync(machine.path("etc/environment"), 'PATH="/usr/bin"\nhttp_proxy=http://old.example.com\nLANG=C');
    const { caBundle: _, ...proxies } = everything;
    boot(proxies);
    boot(proxies);
    const direct =
      "localhost,127.0.0.1,::1,169.254.169.254,fd00:ec2::254,169.254.170.23,fd00:ec2::23,.example.com,10.0.0.0/16";
    const variables = [
      `HTTP_PROXY=${proxy}`,
      `http_proxy=${proxy}`,
      `HTTPS_PROXY=${proxy}`,
      `https_proxy=${proxy}`,
      `NO_PROXY=${direct}`,
      `no_proxy=${direct}`,
    ];
    expect(machine.lines("etc/runner-fleet/proxy.env")).toEqual(variables);
    expect(machine.lines("etc/environment")).toEqual(['PATH="/usr/bin"', "LANG=C", ...variables]);
    expect(machine.lines(packages)).toEqual(packagesAfter);
  });

  test("with a proxy for https alone nothing is said of http", () => {
    boot({ httpsProxy: proxy });
    expect(machine.lines("etc/runner-fleet/proxy.env").map((line) => line.split("=")[0])).toEqual([
      "HTTPS_PROXY",
      "https_proxy",
      "NO_PROXY",
      "no_proxy",
    ]);
  });

  test("the commands that come later are told, whatever is in an address", () => {
    boot({ httpProxy: "http://proxy.example.com/$(touch$IFS$ROOT/evaluated)" });
    const [tell] = config({ httpProxy: proxy }).runcmd as [string];
    const { stderr } = machine.run(`${tell.replace("/etc/", machine.path("/etc/"))}\necho "$http_proxy" >&2`);
    expect(stderr).toBe("http://proxy.example.com/$(touch$IFS$ROOT/evaluated)\n");
    expect(machine.lines("evaluated")).toEqual([]);
  });
});
