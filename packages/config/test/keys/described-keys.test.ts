import { describedKeys } from "../../src/keys/described-keys";
import { modelledKeys } from "../modelled-keys";

const description = {
  fleets: {
    linux: { executor: "docker-autoscaler" },
    system: { executor: "instance" },
    pods: { executor: "kubernetes" },
  },
};

const named = (name: string, ...path: readonly PropertyKey[]) => {
  const found = describedKeys(path, description).find((key) => key.name === name);
  if (!found) {
    throw new Error(`${path.join(".")} must have ${name}, has it not`);
  }
  return found;
};

/** Every key of config.toml that can be found from the top of a description, by its path there. */
function foundKeys(path: readonly PropertyKey[], prefix: string): string[] {
  return describedKeys(path, description).flatMap(({ name, toml }) => {
    if (!toml) {
      return [];
    }
    const at = `${prefix}${toml.key}`;
    const inner = { value: undefined, table: [name], tables: [name, 0] }[toml.form];
    return inner ? foundKeys([...path, ...inner], `${at}${toml.form === "tables" ? "[]" : ""}.`) : [at];
  });
}

test("every key of config.toml that the model has is found by its name there", () => {
  const found = new Set([
    ...foundKeys(["manager"], ""),
    ...foundKeys(["gitlab"], "runners[]."),
    ...foundKeys(["cache"], "runners[].cache."),
    ...["linux", "system", "pods"].flatMap((name) => foundKeys(["fleets", name], "runners[].")),
    ...foundKeys(["fleets", "linux", "policies", 0], "runners[].autoscaler.policy[]."),
  ]);
  const modelled = new Set(modelledKeys().map(({ path }) => path));
  expect([...modelled].filter((path) => !found.has(path))).toEqual([]);
  // A fleet of pods says its limit itself; of others it is derived.
  expect([...found].filter((path) => !modelled.has(path))).toEqual(["runners[].limit"]);
});

test("a key has the type that GitLab Runner reads, and its form", () => {
  expect(named("shmSize", "fleets", "linux", "docker").toml).toEqual({
    key: "shm_size",
    form: "value",
    type: "integer",
  });
  expect(named("s3", "cache").toml).toEqual({ key: "s3", form: "table" });
  expect(named("services", "fleets", "pods", "kubernetes").toml).toEqual({ key: "services", form: "tables" });
  expect(named("policies", "fleets", "pods", "kubernetes", "autoscaler").toml).toEqual({
    key: "policy",
    form: "tables",
  });
});

test("a setting of the project's own is no key of config.toml, whatever its type", () => {
  expect(named("maxInstances", "fleets", "linux").toml).toBeUndefined();
  expect(named("drainTimeout", "manager").toml).toBeUndefined();
  expect(named("expirationDays", "cache").toml).toBeUndefined();
  expect(named("machines", "fleets", "linux").toml).toBeUndefined();
  expect(named("registryMirrors", "fleets", "linux", "machines").toml).toBeUndefined();
});

test("the keys are in the order of the schema, and those of a fleet follow from its executor", () => {
  const names = (path: readonly PropertyKey[]) => describedKeys(path, description).map(({ name }) => name);
  expect(names([]).slice(0, 3)).toEqual(["name", "region", "gitlab"]);
  expect(names(["fleets", "pods"])).toContain("kubernetes");
  expect(names(["fleets", "linux"])).not.toContain("kubernetes");
  expect(names(["fleets", "linux", "docker"])).not.toContain("extra");
});

test("what the schema takes is known", () => {
  const limit = named("limit", "fleets", "pods");
  expect([limit.accepts(1), limit.accepts(0), limit.accepts("1")]).toEqual([true, false, false]);
});

test("a default is one however it is written, and a key without one has none", () => {
  const idleTime = named("idleTime", "fleets", "linux", "policies", 0);
  expect(["20m", "1200s", "19m", "soon", undefined].map(idleTime.isDefault)).toEqual([true, true, false, false, true]);
  expect(named("logFormat", "manager").isDefault("json")).toBe(true);
  expect(named("logLevel", "manager").isDefault("info")).toBe(false);
});
