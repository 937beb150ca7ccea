import { importConfig } from "../../src/import/import-config";
import { autoscaler, fleet, outcome, pods } from "./samples";

describe("a runner of another executor", () => {
  test("becomes machines for its jobs where it is docker, by decision", () => {
    const text = autoscaler.replace('"docker-autoscaler"', '"docker"').replace(/\[runners\.autoscaler\][^]*/, "");
    expect(fleet(text, "linux")).toMatchObject({
      executor: "docker-autoscaler",
      maxInstances: 10,
      docker: { image: "alpine:3.22" },
    });
    expect(outcome(text, "runners[0].executor")).toMatchObject({ outcome: "decision", to: "fleets.linux.executor" });
  });

  test("is known by its tables where it is not named, as in the values of a chart", () => {
    const text = pods().replace('executor = "kubernetes"', "");
    expect(fleet(text, "pods")).toMatchObject({ executor: "kubernetes" });
    expect(outcome(text, "fleets.pods.executor")).toMatchObject({
      outcome: "decision",
      note: "config.toml does not say it, and has what belongs to kubernetes; check that it is right",
    });
  });

  test.each(["shell", "ssh", "virtualbox", "parallels", "custom", "docker-windows", "constructor"])(
    "is left out with a reason where it is %s, and so is all that it has",
    (executor) => {
      const text = `${autoscaler}[[runners]]\nname = "old"\nexecutor = "${executor}"\nlimit = 3\n[runners.ssh]\nuser = "x"\n`;
      expect(Object.keys(importConfig(text, "config.toml").description.fleets as object)).toEqual(["linux"]);
      expect(outcome(text, "runners[1].executor")).toMatchObject({ outcome: "decision" });
      for (const key of ["name", "limit", "ssh.user"]) {
        expect(outcome(text, `runners[1].${key}`)).toEqual({
          outcome: "dropped",
          note: "no fleet comes of its runner: see runners[1].executor",
        });
      }
    },
  );

  test("is left out with a reason where nothing tells what it is", () => {
    const text = `${autoscaler}[[runners]]\nname = "old"\n[[runners]]\n`;
    expect(outcome(text, "runners[1]")).toEqual({
      outcome: "decision",
      note: "its executor is none that GitLab Runner has; correct it in config.toml, and import it again",
    });
    expect(outcome(text, "runners[1].name")).toEqual({
      outcome: "dropped",
      note: "no fleet comes of its runner: see runners[1]",
    });
    expect(outcome(text, "runners[2]")).toEqual({ outcome: "dropped", note: "it is empty, which says nothing" });
  });

  test("is the end of it where there is no other", () => {
    expect(() => importConfig('[[runners]]\nexecutor = "shell"\n', "config.toml")).toThrow(
      /^config\.toml: must have a runner that can become a fleet, has none; of the first, jobs ran on the manager itself[^\n]+$/,
    );
    expect(() => importConfig("concurrent = 1\n", "config.toml")).toThrow(
      "config.toml: must have [[runners]], has none; is it the config.toml of a GitLab Runner?",
    );
  });
});

test("a runner of docker+machine becomes a fleet of machines, by its limit", () => {
  const text = autoscaler
    .replace('"docker-autoscaler"', '"docker+machine"\nlimit = 7')
    .replace(
      /\[runners\.autoscaler\][^]*/,
      '[runners.machine]\nMaxBuilds = 1\nMachineDriver = "amazonec2"\nMachineOptions = ["amazonec2-region=eu-west-3"]\n',
    );
  expect(fleet(text, "linux")).toMatchObject({
    executor: "docker-autoscaler",
    maxInstances: 7,
    docker: { image: "alpine:3.22" },
  });
  expect(fleet(text, "linux")).not.toHaveProperty("capacityPerInstance");
  expect(importConfig(text, "config.toml").description.region).toBe("eu-west-3");
  expect(outcome(text, "runners[0].limit")).toMatchObject({ outcome: "changed", to: "fleets.linux.maxInstances" });
});

test("the number of the old runner is not that of the new one, which docker+machine must have", () => {
  const text = autoscaler.replace('name = "linux"', 'name = "linux"\nid = 42');
  expect(fleet(text, "linux")).toMatchObject({ id: 42 });
  const machine = text
    .replace('"docker-autoscaler"', '"docker+machine"')
    .replace(/\[runners\.autoscaler\][^]*/, '[runners.machine]\nMachineDriver = "amazonec2"\n');
  expect(fleet(machine, "linux")).not.toHaveProperty("id");
  expect(outcome(machine, "runners[0].id")).toEqual({
    outcome: "dropped",
    note: "it is the number of the old runner; that of the new one goes into fleets.linux.id",
  });
});

test("a fleet without an image for its jobs is told to have one", () => {
  const text = autoscaler.replace('[runners.docker]\nimage = "alpine:3.22"\n', "");
  expect(outcome(text, "fleets.linux.docker.image")).toMatchObject({
    outcome: "decision",
    note: expect.stringMatching(/^is required/) as string,
  });
});

test("machines of two regions need two descriptions", () => {
  const machine = (region: string) =>
    `[[runners]]\nexecutor = "docker+machine"\nlimit = 7\n[runners.docker]\nimage = "a:1"\n[runners.machine]\nMachineDriver = "amazonec2"\nMachineOptions = ["amazonec2-region=${region}"]\n`;
  const text = machine("eu-west-3") + machine("eu-west-1");
  expect(importConfig(text, "config.toml").description.region).toBe("eu-west-3");
  expect(outcome(text, "region")).toEqual({
    outcome: "decision",
    to: "region",
    note: "machines of fleet-2 are in eu-west-1, and a description has one region; import them on their own",
  });
});

describe("several runners", () => {
  test("become fleets in their order", () => {
    const text = autoscaler + pods().replace("concurrent = 8\n", "");
    expect(Object.keys(importConfig(text, "config.toml").description.fleets as object)).toEqual(["linux", "pods"]);
  });

  test("of two GitLabs need two descriptions: the first one's is made", () => {
    const text = autoscaler + pods().replace("concurrent = 8\n", "").replace("gitlab.example.com", "other.example.com");
    expect(Object.keys(importConfig(text, "config.toml").description.fleets as object)).toEqual(["linux"]);
    expect(outcome(text, "runners[1].url")).toEqual({
      outcome: "decision",
      note: "a description has one GitLab, and runners[0] has another; import this runner from a config.toml of its own",
    });
    expect(outcome(text, "runners[1].kubernetes.image")).toMatchObject({ outcome: "dropped" });
  });

  test("of which one does not say its GitLab have the same", () => {
    const text = autoscaler + pods().replace("concurrent = 8\n", "").replace('url = "https://gitlab.example.com"', "");
    expect(Object.keys(importConfig(text, "config.toml").description.fleets as object)).toEqual(["linux", "pods"]);
    const none = pods().replace('url = "https://gitlab.example.com"', "");
    expect(importConfig(none, "config.toml").description.gitlab).toEqual({});
    expect(outcome(none, "gitlab.url")).toMatchObject({ outcome: "decision", to: "gitlab.url" });
  });

  test("have one cache, whatever each of them had", () => {
    const cache = (bucket: string) => `[runners.cache]\nType = "s3"\n[runners.cache.s3]\nBucketName = "${bucket}"\n`;
    const other = pods(cache("two-bucket")).replace("concurrent = 8\n", "");
    const text = `${autoscaler}${cache("one-bucket")}${other}`;
    expect(importConfig(text, "config.toml").description.cache).toEqual({ s3: { bucketName: "one-bucket" } });
    expect(outcome(text, "runners[1].cache.s3.BucketName")).toEqual({
      outcome: "decision",
      to: "cache.s3.bucketName",
      note: "another runner has another value, and the description has one for all fleets; choose one of them",
    });
    expect(
      outcome(`${autoscaler}${cache("one-bucket")}${pods().replace("concurrent = 8\n", "")}`, "cache"),
    ).toMatchObject({
      outcome: "decision",
      note: "runners[1] had no cache; in a description all fleets have it, or none",
    });
  });
});

test("a number that two runners have may be larger than JavaScript counts", () => {
  const cache = '[runners.cache]\nType = "s3"\nMaxUploadedArchiveSize = 9223372036854775807\n';
  const text = `${autoscaler}${cache}${pods(cache).replace("concurrent = 8\n", "")}`;
  expect(outcome(text, "runners[0].cache.MaxUploadedArchiveSize")).toMatchObject({
    to: "cache.maxUploadedArchiveSize",
  });
});

describe("a key", () => {
  test("that the schema does not take as it is is left out of the description", () => {
    const text = pods("", 'builds_dir = "relative"\nenvironment = ["A=1", "no variable", "B=2"]');
    expect(fleet(text, "pods")).toMatchObject({ environment: ["A=1", "B=2"] });
    expect(fleet(text, "pods")).not.toHaveProperty("buildsDir");
    expect(outcome(text, "runners[0].builds_dir")).toMatchObject({
      outcome: "decision",
      to: "fleets.pods.buildsDir",
      note: 'left out: must be an absolute path, such as "/cache", got "relative"; correct the value [schema-format]',
    });
  });

  test("whose value is as good as none is dropped", () => {
    const text = pods('helper_image = ""\nallowed_images = []', "output_limit = 0\nrequest_concurrency = 0");
    for (const key of ["kubernetes.helper_image", "kubernetes.allowed_images", "output_limit", "request_concurrency"]) {
      expect(outcome(text, `runners[0].${key}`)).toMatchObject({ outcome: "dropped" });
    }
  });

  test("that is off is as good as left out where the description has no place for it", () => {
    expect(
      outcome(autoscaler.replace("image =", "tls_verify = false\nimage ="), "runners[0].docker.tls_verify"),
    ).toEqual({
      outcome: "dropped",
      note: "false is as good as leaving it out",
    });
  });

  test("that holds a table in place of a value is left out, where the schema says so", () => {
    const text = `check_interval = { a = 1 }\n${autoscaler.replace('"https://gitlab.example.com"', "{ a = 1 }")}`;
    expect(importConfig(text, "config.toml").description).not.toHaveProperty("manager");
    expect(importConfig(text, "config.toml").description.gitlab).toEqual({});
    for (const key of ["check_interval", "runners[0].url"]) {
      expect(outcome(text, key)).toMatchObject({
        outcome: "decision",
        note: expect.stringMatching(/^left out: must be a .*, got \{"a":1\}; .*\[schema-type\]$/) as string,
      });
    }
  });

  test.each([
    ["concurrent", autoscaler.replace("concurrent = 10", "concurrent = { a = 1 }")],
    ["listen_address", `listen_address = { a = 1 }\n${autoscaler}`],
    ["runners[0].name", autoscaler.replace('"linux"', "{ a = 1 }")],
    ["runners[0].token", autoscaler.replace('"glrt-abcdefghijklmnopqrst"', "{ a = 1 }")],
    ["runners[0].limit", pods().replace("limit = 4", "limit = { a = 1 }")],
    ["runners[0].autoscaler.plugin", autoscaler.replace('"aws"', "{ a = 1 }")],
    ["runners[0].autoscaler.connector_config.os", `${autoscaler}[runners.autoscaler.connector_config]\nos = { a = 1 }`],
    ["runners[0].cache.Type", `${autoscaler}[runners.cache]\nType = { a = 1 }`],
    ["runners[0].cache.s3.ServerAddress", `${autoscaler}[runners.cache]\nType = "s3"\ns3.ServerAddress = { a = 1 }`],
    ["runners[1].executor", `${autoscaler}[[runners]]\nexecutor = { a = 1 }`],
  ])("that holds a table in place of a text or a number ends nothing: %s", (key, text) => {
    const reported = importConfig(text, "config.toml").report.map((entry) => entry.key);
    expect(reported.filter((one) => one === key || one === `${key}.a`)).not.toEqual([]);
  });

  test("of a size that is no number needs one decision", () => {
    expect(outcome(autoscaler.replace("concurrent = 10", 'concurrent = "10"'), "concurrent")).toEqual({
      outcome: "decision",
      note: 'must be a number, got "10"; taken as 0',
    });
  });

  test("that counts nanoseconds is written as a duration", () => {
    const text = pods("", "unhealthy_interval = 90000000000\nget_sources_timeout = 1500000000");
    expect(fleet(text, "pods")).toMatchObject({ unhealthyInterval: "90s", getSourcesTimeout: "1500ms" });
    expect(outcome(text, "runners[0].unhealthy_interval")).toEqual({
      outcome: "changed",
      to: "fleets.pods.unhealthyInterval",
      note: "a bare number counts nanoseconds; it is written as 90s",
    });
  });

  test("in any letter case is the same key", () => {
    const text = pods('Pull_Policy = "always"')
      .replace("executor", "Executor")
      .replace("[[runners]]", "[[Runners]]")
      .replace("[runners.kubernetes]", "[Runners.Kubernetes]");
    expect(fleet(text, "pods")).toMatchObject({ kubernetes: { pullPolicy: "always" } });
    expect(outcome(text, "Runners[0].Kubernetes.Pull_Policy")).toMatchObject({ outcome: "kept" });
  });

  test("that GitLab Runner does not know at its place needs a decision that says where it belongs, if that is known", () => {
    const text = `${autoscaler.replace('image = "alpine:3.22"', 'image = "alpine:3.22"\nenvironment = ["A=1"]\nimgae = "x"')}`;
    expect(outcome(text, "runners[0].docker.environment")).toEqual({
      outcome: "decision",
      note: "write it as environment of the fleet; in the docker table it has no effect",
    });
    expect(outcome(text, "runners[0].docker.imgae")).toMatchObject({
      outcome: "decision",
      note: expect.stringContaining("GitLab Runner does not know it here") as string,
    });
  });

  test("that did nothing, or does nothing here, is dropped; one that did something needs a decision", () => {
    const text = autoscaler
      .replace(
        "[runners.docker]",
        'token_expires_at = 2030-01-01T00:00:00Z\n[runners.docker]\nhost = "tcp://docker:2375"',
      )
      .concat('[runners.ssh]\nuser = "x"\n[runners.autoscaler.state_storage]\nenabled = true\ndir = "/state"\n');
    expect(outcome(text, "runners[0].token_expires_at")).toMatchObject({ outcome: "dropped" });
    expect(outcome(text, "runners[0].ssh.user")).toMatchObject({ outcome: "dropped" });
    expect(outcome(text, "runners[0].autoscaler.state_storage.dir")).toMatchObject({ outcome: "dropped" });
    expect(outcome(text, "runners[0].docker.host")).toMatchObject({ outcome: "decision" });
  });

  test("that holds a secret by its name needs a decision, also where nobody knows it", () => {
    const text = autoscaler.replace("[runners.autoscaler]", 'password = "x"\n[runners.autoscaler]');
    expect(outcome(text, "runners[0].docker.password")).toEqual({
      outcome: "decision",
      note: "it holds a secret, which never belongs into a description",
    });
  });

  test("that only a plugin knows, or that is written twice, is a decision", () => {
    const text = autoscaler
      .replace('name = "my-group"', 'name = "my-group"\nprofile = "ci"\nmagic = 1')
      .replace('image = "alpine:3.22"', 'image = "alpine:3.22"\nImage = "alpine:3.23"');
    expect(outcome(text, "runners[0].autoscaler.plugin_config.profile")).toMatchObject({ outcome: "dropped" });
    expect(outcome(text, "runners[0].autoscaler.plugin_config.magic")).toMatchObject({ outcome: "decision" });
    expect(outcome(text, "runners[0].docker.Image")).toMatchObject({
      outcome: "decision",
      note: expect.stringMatching(/^written twice/) as string,
    });
    expect(fleet(text, "linux")).toMatchObject({ docker: { image: "alpine:3.22" } });
  });

  test("of the manager is the manager's", () => {
    const text = `check_interval = 5\nlog_level = "debug"\nlog_format = "json"\nlisten_address = ":9999"\nsentry_dsn = "x"\nshutdown_timeout = 30\n${autoscaler}`;
    expect(importConfig(text, "config.toml").description.manager).toEqual({
      checkInterval: 5,
      logLevel: "debug",
      shutdownTimeout: 30,
    });
    expect(outcome(text, "log_format")).toEqual({
      outcome: "kept",
      to: "manager.logFormat",
      note: "it is what holds without it, so it is left out",
    });
    expect(outcome(text, "listen_address")).toMatchObject({ outcome: "decision" });
    expect(outcome(text, "sentry_dsn")).toMatchObject({ outcome: "decision" });
  });

  test("of all managers of docker+machine is dropped, and one that is none of them needs a decision", () => {
    const text = `[machine]\nspeed = 1\n[machine.shutdown_drain]\nenabled = true\nconcurrency = 5\nmax_retries = 3\nretry_backoff = "5s"\n${autoscaler.replace("concurrent = 10", "")}`;
    for (const key of ["enabled", "concurrency", "max_retries", "retry_backoff"]) {
      expect(outcome(text, `machine.shutdown_drain.${key}`)).toEqual({
        outcome: "dropped",
        note:
          "for docker+machine; a manager of fleets that stops removes its machines, or leaves them to the next one where its " +
          "record of them outlives it: see autoscaler.deleteInstancesOnShutdown",
      });
    }
    expect(outcome(text, "machine.speed")).toMatchObject({ outcome: "decision" });
  });

  test("that a rule has something to say about keeps its value", () => {
    const text = autoscaler.replace("alpine:3.22", "alpine");
    expect(fleet(text, "linux")).toMatchObject({ docker: { image: "alpine" } });
    expect(outcome(text, "runners[0].docker.image")).toMatchObject({
      outcome: "decision",
      note: expect.stringMatching(/\[image-without-tag\]$/) as string,
    });
  });
});

test("the report is in the order of config.toml", () => {
  const keys = importConfig(autoscaler, "config.toml").report.map(({ key }) => key);
  const positions = [
    "concurrent",
    "runners[0].name",
    "runners[0].docker.image",
    "runners[0].autoscaler.plugin",
    "region",
  ].map((key) => keys.indexOf(key));
  expect(positions).toEqual([...positions].sort((one, other) => one - other));
  expect(positions[0]).toBe(0);
});

test("the same config.toml gives the same description and report", () => {
  expect(importConfig(autoscaler, "a")).toEqual(importConfig(autoscaler, "b"));
});
