import { spawnSync } from "node:child_process";
import { join } from "node:path";

test.each([
  ["says nothing that go vet complains of", ["vet", "./..."]],
  ["passes its own tests", ["test", "./..."]],
])("the supervisor %s", (_, args) => {
  const { status, stdout, stderr } = spawnSync("go", args, {
    cwd: join(__dirname, "..", "image", "supervisor"),
    encoding: "utf8",
    env: { ...process.env, GOFLAGS: "-mod=readonly" },
  });
  expect({ status, said: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, said: "" });
});
