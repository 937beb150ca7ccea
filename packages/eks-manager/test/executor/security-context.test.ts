import { containerSecurityContext, podSecurityContext } from "./security-context";

// The cases are those that GitLab Runner's own tests of its kubernetes executor assert.

describe("capabilities of a container", () => {
  test.each([
    ["without a word NET_RAW is dropped", {}, { drop: ["NET_RAW"] }],
    [
      "lists of the runner add to that",
      { cap_add: ["CAP_1", "CAP_2"], cap_drop: ["CAP_3", "CAP_4"] },
      { add: ["CAP_1", "CAP_2"], drop: ["CAP_3", "CAP_4", "NET_RAW"] },
    ],
    ["what is added is not dropped by default", { cap_add: ["NET_RAW", "CAP_2"] }, { add: ["CAP_2", "NET_RAW"] }],
    [
      "of the same in both lists the drop wins",
      { cap_add: ["CAP_1"], cap_drop: ["CAP_1"] },
      { drop: ["CAP_1", "NET_RAW"] },
    ],
    [
      "a container's own list to add leaves the list to drop",
      { cap_drop: ["ALL"], build_container_security_context: { capabilities: { add: ["SETUID"] } } },
      { add: ["SETUID"], drop: ["ALL", "NET_RAW"] },
    ],
    [
      "a container's own list to drop replaces the runner's, NET_RAW included",
      { cap_drop: ["ALL"], build_container_security_context: { capabilities: { drop: ["CHOWN"] } } },
      { drop: ["CHOWN"] },
    ],
  ])("%s", (_name, kubernetes, expected) => {
    expect(containerSecurityContext(kubernetes, "build").capabilities).toEqual(expected);
  });

  test("the runner's lists hold for every kind of container", () => {
    const kubernetes = { cap_add: ["CAP_1"], cap_drop: ["CAP_2"] };
    for (const kind of ["build", "helper", "service", "init_permissions"] as const) {
      expect(containerSecurityContext(kubernetes, kind)).toEqual({
        capabilities: { add: ["CAP_1"], drop: ["CAP_2", "NET_RAW"] },
      });
    }
  });
});

describe("flags of a container", () => {
  test.each([
    ["build", true],
    ["helper", false],
    ["service", true],
    ["init_permissions", true],
  ] as const)("'privileged' of %s is its own, else the runner's", (kind, expected) => {
    const kubernetes = { privileged: true, helper_container_security_context: { privileged: false } };
    expect(containerSecurityContext(kubernetes, kind).privileged).toBe(expected);
  });

  test("escalation is its own, else the runner's, else not said", () => {
    const own = { build_container_security_context: { allow_privilege_escalation: true } };
    expect(containerSecurityContext({ allow_privilege_escalation: false, ...own }, "build")).toHaveProperty(
      "allowPrivilegeEscalation",
      true,
    );
    expect(containerSecurityContext({ allow_privilege_escalation: false }, "build")).toHaveProperty(
      "allowPrivilegeEscalation",
      false,
    );
    expect(containerSecurityContext({}, "build")).toEqual({ capabilities: { drop: ["NET_RAW"] } });
  });

  test("all keys of a table arrive under the names of Kubernetes", () => {
    const table = {
      capabilities: { drop: ["ALL"] },
      privileged: false,
      run_as_user: 1000,
      run_as_group: 1000,
      run_as_non_root: true,
      read_only_root_filesystem: true,
      allow_privilege_escalation: false,
      selinux_type: "container_t",
      proc_mount: "unmasked",
      seccomp_profile: { type: "Localhost", localhost_profile: "profiles/a.json" },
      app_armor_profile: { type: "Unconfined" },
    };
    expect(
      containerSecurityContext({ init_permissions_container_security_context: table }, "init_permissions"),
    ).toEqual({
      capabilities: { drop: ["ALL"] },
      privileged: false,
      runAsUser: 1000,
      runAsGroup: 1000,
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      seLinuxOptions: { type: "container_t" },
      procMount: "Unmasked",
      seccompProfile: { type: "Localhost", localhostProfile: "profiles/a.json" },
      appArmorProfile: { type: "Unconfined" },
    });
  });

  test.each([
    ["a type that is not known", { type: "runtime/default" }],
    ["Localhost without a file", { type: "Localhost" }],
  ])("a profile with %s is passed over", (_name, seccomp_profile) => {
    expect(containerSecurityContext({ helper_container_security_context: { seccomp_profile } }, "helper")).toEqual({
      capabilities: { drop: ["NET_RAW"] },
    });
  });
});

describe("user and group of a container", () => {
  const user = (kubernetes: object, jobUser?: string) => {
    const { runAsUser, runAsGroup } = containerSecurityContext(kubernetes, "build", jobUser);
    return [runAsUser, runAsGroup];
  };

  test.each([
    ["nobody asks", {}, "", [undefined, undefined]],
    ["the job asks", {}, "1000:1001", [1000, 1001]],
    ["the job asks for a user only", {}, "1000", [1000, undefined]],
    ["the job's user is not in the list", { allowed_users: ["2000"] }, "1000:1001", [undefined, 1001]],
    ["the job's group is not", { allowed_users: ["1000"], allowed_groups: ["2001"] }, "1000:1001", [1000, undefined]],
    ["the job asks for root, which no list names", {}, "0:0", [undefined, undefined]],
    ["a list names root", { allowed_users: ["0"], allowed_groups: ["0"] }, "0:0", [0, 0]],
    ["the job asks for a name", {}, "ruby", [undefined, undefined]],
    ["the pod's table has one", { pod_security_context: { run_as_user: 1500 } }, "1000:1001", [1500, 1001]],
    [
      "the container's table has one as well, in no list",
      {
        allowed_users: ["1000"],
        pod_security_context: { run_as_user: 1500, run_as_group: 1501 },
        build_container_security_context: { run_as_user: 0 },
      },
      "1000:1001",
      [0, 1501],
    ],
  ])("when %s", (_name, kubernetes, jobUser, expected) => {
    expect(user(kubernetes, jobUser)).toEqual(expected);
  });

  test("init-permissions has those of its own table only; the pod's reach it through Kubernetes", () => {
    const kubernetes = { pod_security_context: { run_as_user: 1000 } };
    expect(containerSecurityContext(kubernetes, "init_permissions")).toEqual({ capabilities: { drop: ["NET_RAW"] } });
  });
});

describe("the security context of the pod", () => {
  test("is left out if none of its keys is set", () => {
    expect(podSecurityContext({ pod_security_context: {} })).toBeUndefined();
    expect(podSecurityContext({})).toBeUndefined();
  });

  test("has all its keys under the names of Kubernetes", () => {
    const table = {
      fs_group: 0,
      run_as_group: 1,
      run_as_user: 2,
      run_as_non_root: true,
      supplemental_groups: [3, 4],
      selinux_type: "container_t",
      seccomp_profile: { type: "RuntimeDefault" },
      app_armor_profile: { type: "Localhost", localhost_profile: "a" },
    };
    expect(podSecurityContext({ pod_security_context: table })).toEqual({
      fsGroup: 0,
      runAsGroup: 1,
      runAsUser: 2,
      runAsNonRoot: true,
      supplementalGroups: [3, 4],
      seLinuxOptions: { type: "container_t" },
      seccompProfile: { type: "RuntimeDefault" },
      appArmorProfile: { type: "Localhost", localhostProfile: "a" },
    });
  });
});
