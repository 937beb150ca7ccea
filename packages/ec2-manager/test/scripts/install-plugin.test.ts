import { Instance } from "./instance";

let instance: Instance;

beforeEach(() => {
  instance = Instance.make();
  instance.add(
    "gitlab-runner",
    `echo "$2 $CONFIG_FILE $FLEETING_PLUGIN_PATH" >> "$ROOT/calls"; [ ! -e "$ROOT/$2-fails" ] || exit 1; [ "$2" != list ] || cat "$ROOT/plugins-there" 2> /dev/null || :`,
  );
});

afterEach(() => instance.removeCloud());

test("the plugin of config.toml is installed where GitLab Runner looks for it", () => {
  instance.write("plugins-there", "runner: linux, plugin: aws:1.1.0, path: /p\n");
  expect(instance.run("install-plugin")).toEqual({ status: 0, output: "" });
  const given = `${instance.path("config.toml")} ${instance.path("plugins")}`;
  expect(instance.calls()).toEqual([`install ${given}`, `list ${given}`]);
});

test.each(["install", "list"])("GitLab Runner does not start when '%s' fails", (command) => {
  instance.write("plugins-there", "runner: linux, plugin: aws:1.1.0, path: /p\n");
  instance.write(`${command}-fails`, "");
  expect(instance.run("install-plugin").status).toBe(1);
});

test("a config.toml without a plugin is said to be wrong, since both commands are content with it", () => {
  expect(instance.run("install-plugin")).toEqual({
    status: 1,
    output: expect.stringContaining("config.toml names no plugin"),
  });
});
