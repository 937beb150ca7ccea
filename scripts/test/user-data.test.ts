import { shellScripts, userDataParts } from "../user-data";

const mime = (...parts: string[]): string =>
  [
    'Content-Type: multipart/mixed; boundary="==part+1=="',
    "MIME-Version: 1.0",
    "",
    ...parts.flatMap((part) => ["--==part+1==", part]),
    "--==part+1==--",
    "",
  ].join("\n");

describe("parts", () => {
  test("plain user data is one part", () => {
    expect(userDataParts("#cloud-config\nruncmd: []\n")).toEqual(["#cloud-config\nruncmd: []\n"]);
  });

  test("a multi-part archive has its parts in order, each from its first line, blank lines kept", () => {
    const text = mime(
      "Content-Type: text/cloud-config\n\n#cloud-config\n\nruncmd: []\n",
      "Content-Type: text/x-shellscript\n\n#!/bin/sh\ntrue\n",
    );
    expect(userDataParts(text)).toEqual(
      ["#cloud-config\n\nruncmd: []\n", "#!/bin/sh\ntrue\n"].map((part) => `${part}\n`),
    );
  });

  test("a part in base64 is decoded", () => {
    const content = Buffer.from("#!/bin/sh\ntrue\n").toString("base64");
    const text = mime(`Content-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\n${content}`);
    expect(userDataParts(text)).toEqual(["#!/bin/sh\ntrue\n"]);
  });
});

describe("shell scripts", () => {
  test("a script is one itself", () => {
    expect(shellScripts("#!/bin/bash\ntrue\n")).toEqual([{ name: "script", script: "#!/bin/bash\ntrue\n" }]);
  });

  test("a part that is neither script nor cloud-config has none", () => {
    expect(shellScripts("#include\nhttps://example.com/user-data\n")).toEqual([]);
  });

  test("the lines of runcmd and of bootcmd are a script each", () => {
    const part = "#cloud-config\nbootcmd:\n  - a\nruncmd:\n  - b\n  - [touch, /tmp/c]\n  - d\n";
    expect(shellScripts(part)).toEqual([
      { name: "bootcmd", script: "#!/bin/sh\na\n" },
      { name: "runcmd", script: "#!/bin/sh\nb\nd\n" },
    ]);
  });

  test("a command that names a shell itself is a script of that shell", () => {
    const part = '#cloud-config\nruncmd:\n  - [bash, -ec, "a && b"]\n  - [/bin/sh, -c, c]\n';
    expect(shellScripts(part)).toEqual([
      { name: "runcmd-0", script: "#!/bin/bash\na && b\n" },
      { name: "runcmd-1", script: "#!/bin/sh\nc\n" },
    ]);
  });

  test("a written file with the shebang of a shell is a script, also in base64, and any other file is not", () => {
    const part = [
      "#cloud-config",
      "write_files:",
      "  - path: /usr/local/bin/one",
      '    content: "#!/usr/bin/env bash\\ntrue\\n"',
      "  - path: /usr/local/bin/two",
      "    encoding: b64",
      `    content: ${Buffer.from("#!/bin/sh\nfalse\n").toString("base64")}`,
      "  - path: /usr/local/bin/three",
      '    content: "#!/usr/bin/python3\\n"',
      "  - path: /etc/docker/daemon.json",
      '    content: "{}"',
    ].join("\n");
    expect(shellScripts(part)).toEqual([
      { name: "/usr/local/bin/one", script: "#!/usr/bin/env bash\ntrue\n" },
      { name: "/usr/local/bin/two", script: "#!/bin/sh\nfalse\n" },
    ]);
  });

  test("a key that is no list holds no script", () => {
    expect(shellScripts("#cloud-config\nruncmd: true\nwrite_files: {}\n")).toEqual([]);
  });

  test("a cloud-config that is not YAML is an error and not an empty list", () => {
    expect(() => shellScripts("#cloud-config\nruncmd: [\n")).toThrow("Flow sequence");
  });
});
