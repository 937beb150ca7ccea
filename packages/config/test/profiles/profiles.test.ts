import { parse } from "smol-toml";
import { readConfig, renderConfigToml, type RunnerFleetInput } from "../../src";
import { confinedHelper } from "../../src/profiles/confined";
import { profiles, type ProfileName } from "../../src/profiles/profiles";
import { kubernetesFleetSchema } from "../../src/schema/kubernetes-fleet";
import { runnerFleetConfigSchema } from "../../src/schema/runner-fleet-config";
import { kubernetesSchema } from "../../src/schema/kubernetes/kubernetes";

type PodFleet = Extract<RunnerFleetInput["fleets"][string], { executor: "kubernetes" }>;

const names = Object.keys(profiles) as ProfileName[];

function description({ kubernetes, ...fleet }: Partial<PodFleet> = {}) {
  const pods = {
    ...fleet,
    executor: "kubernetes",
    limit: 4,
    kubernetes: { image: "ruby:3.4", ...kubernetes },
  } as const;
  return { gitlab: { url: "https://gitlab.example.com" }, fleets: { pods } } satisfies RunnerFleetInput;
}

/** The `[[runners]]` table of a fleet; the rules are asked elsewhere. */
function runnerTable(fleet: Partial<PodFleet> = {}) {
  const [runner] = parse(String(renderConfigToml(runnerFleetConfigSchema.parse(description(fleet))))).runners as {
    kubernetes: Record<string, unknown>;
    environment?: string[];
    cache_dir?: string;
  }[];
  return runner!;
}

test("the profiles are those that a fleet can name, and the first is what it has without a word", () => {
  expect(names).toEqual(kubernetesFleetSchema.shape.profile.unwrap().options);
  const { profile: _profile, ...unsaid } = description().fleets.pods as PodFleet;
  expect(kubernetesFleetSchema.parse(unsaid).profile).toBe("restricted");
});

test.each(names)("what %s sets could stand in a description", (name) => {
  const table = { image: "ruby:3.4", ...profiles[name].kubernetes };
  expect(kubernetesSchema.parse(table)).toEqual(table);
});

test.each(["restricted", "image-builds"] as const)("a fleet of %s needs nothing else to be accepted", (profile) => {
  expect(readConfig(description({ profile })).config.fleets.pods).toMatchObject({ profile });
});

test.each(["restricted", "image-builds"] as const)("%s holds for every kind of container", (profile) => {
  expect(runnerTable({ profile }).kubernetes).toMatchObject({
    privileged: false,
    allow_privilege_escalation: false,
    cap_drop: ["ALL"],
    automount_service_account_token: false,
    pod_security_context: {
      run_as_non_root: true,
      run_as_user: 1000,
      run_as_group: 1000,
      seccomp_profile: { type: "RuntimeDefault" },
    },
    init_permissions_container_security_context: { read_only_root_filesystem: true },
    helper_container_security_context: { read_only_root_filesystem: true },
  });
});

test("only the build container of image-builds has more, and what it has is this", () => {
  const { build_container_security_context: own, ...rest } = runnerTable({ profile: "image-builds" }).kubernetes;
  expect(own).toEqual({
    allow_privilege_escalation: true,
    capabilities: { drop: ["ALL"], add: ["SETUID", "SETGID"] },
    seccomp_profile: { type: "Unconfined" },
    app_armor_profile: { type: "Unconfined" },
  });
  expect(rest).toEqual(runnerTable().kubernetes);
});

test("the runner's own containers are not privileged with the profile of that name", () => {
  const { privileged, helper_container_security_context, init_permissions_container_security_context } = runnerTable({
    profile: "privileged",
  }).kubernetes;
  expect(privileged).toBe(true);
  const own = { privileged: false, allow_privilege_escalation: false };
  expect([helper_container_security_context, init_permissions_container_security_context]).toEqual([own, own]);
});

test("Docker in Docker shares its client certificate with the job through a volume in memory", () => {
  expect(runnerTable({ profile: "privileged" }).kubernetes.volumes).toEqual({
    empty_dir: [{ name: "docker-certs", mount_path: "/certs/client", medium: "Memory" }],
  });
});

test("a single value of the fleet wins, and leaves the others of its table", () => {
  const { kubernetes } = runnerTable({
    kubernetes: {
      image: "ruby:3.4",
      podSecurityContext: { runAsUser: 59417 },
      buildContainerSecurityContext: { readOnlyRootFilesystem: true },
    },
  });
  expect(kubernetes).toMatchObject({
    pod_security_context: { run_as_non_root: true, run_as_user: 59417, run_as_group: 1000 },
    build_container_security_context: { read_only_root_filesystem: true },
    cap_drop: ["ALL"],
  });
});

describe("where the helper can't write to its image", () => {
  test.each(["restricted", "image-builds"] as const)(
    "%s gives it directories in the volume of the builds",
    (profile) => {
      const { environment, cache_dir } = runnerTable({ profile });
      expect(environment).toEqual(["HOME=$CI_BUILDS_DIR", "ARCHIVER_STAGING_DIR=$CI_BUILDS_DIR"]);
      expect(cache_dir).toBe("/builds/.cache");
    },
  );

  test("the cache follows the fleet's builds directory, and the fleet's own cache directory wins", () => {
    expect(runnerTable({ buildsDir: "/work" }).cache_dir).toBe("/work/.cache");
    expect(runnerTable({ buildsDir: "/work", cacheDir: "/cache" }).cache_dir).toBe("/cache");
  });

  test("a home of the fleet's own takes the place of the profile's", () => {
    const { environment } = runnerTable({ environment: ["HOME=/home/job", "A=b"] });
    expect(environment).toEqual(["ARCHIVER_STAGING_DIR=$CI_BUILDS_DIR", "HOME=/home/job", "A=b"]);
  });

  test("every profile whose helper has a read-only root says so", () => {
    const readOnly = names.filter(
      (name) => profiles[name].kubernetes.helperContainerSecurityContext?.readOnlyRootFilesystem === true,
    );
    expect(readOnly).toEqual(["restricted", "image-builds"]);
    for (const name of readOnly) {
      expect(profiles[name]).toMatchObject(confinedHelper);
    }
    expect(runnerTable({ profile: "privileged" })).not.toHaveProperty("environment");
  });
});
