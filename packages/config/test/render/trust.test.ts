import { parse } from "smol-toml";
import { readConfig } from "../../src/check/read-config";
import { jobsOnMachines } from "../../src/fleets/jobs-on-machines";
import { renderConfigToml } from "../../src/render/config-toml";
import type { MachineFleet } from "../../src/schema/fleet";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";
import { certificates } from "../certificates";
import { descriptionWith, fleetWith, type Changes } from "../changed";
import { goldenFile } from "../golden-file";

const proxy = "http://proxy.example.com:3128";
const trust = {
  caBundle: certificates.join(""),
  httpProxy: proxy,
  httpsProxy: proxy,
  noProxy: [".example.com", "10.0.0.0/16"],
};
const pods = { executor: "kubernetes", limit: 5, kubernetes: { image: "alpine:3.22" } };
const ofAllKinds = {
  "fleets.instance": fleetWith({ executor: "instance", docker: undefined }),
  "fleets.pods": pods,
};
const folder = "/etc/runner-fleet/ca";

interface Runner {
  readonly environment?: readonly string[];
  readonly pre_get_sources_script?: string;
  readonly pre_build_script?: string;
  readonly docker?: { readonly volumes: readonly string[] };
  readonly kubernetes?: { readonly volumes?: { readonly config_map: readonly object[] } };
}

const configWith = (changes: Changes) => readConfig(descriptionWith(changes) as RunnerFleetInput).config;
const rendered = (changes: Changes) => renderConfigToml(configWith(changes)).toString();
const runnersWith = (changes: Changes) => (parse(rendered(changes)) as unknown as { runners: Runner[] }).runners;
const named = (names: RegExp, { environment = [] }: Runner) => environment.filter((entry) => names.test(entry));

test("trust.toml is what a person has reviewed", () => {
  const toml = rendered({ trust, ...ofAllKinds });
  expect(toml).toBe(goldenFile("trust.toml", toml));
});

test("a description that says nothing of trust has nothing of it in config.toml", () => {
  const toml = rendered(ofAllKinds);
  expect(toml).not.toMatch(/proxy|ca_certs|ssl_cert|runner-fleet\/ca|pre_/i);
  expect(rendered({ ...ofAllKinds, trust: {} })).toBe(toml);
});

describe("the proxy of jobs", () => {
  test("is in both spellings, for every executor", () => {
    const runners = runnersWith({ trust: { httpProxy: proxy, httpsProxy: proxy }, ...ofAllKinds });
    expect(runners).toHaveLength(3);
    for (const runner of runners) {
      expect(named(/^https?_proxy=/i, runner)).toEqual([
        `HTTP_PROXY=${proxy}`,
        `http_proxy=${proxy}`,
        `HTTPS_PROXY=${proxy}`,
        `https_proxy=${proxy}`,
      ]);
      expect(runner.pre_build_script).toBeUndefined();
    }
  });

  test("is passed by for what hands out credentials and for services, in pods for the cluster's too", () => {
    const always = "localhost,127.0.0.1,::1,169.254.169.254,fd00:ec2::254,169.254.170.23,fd00:ec2::23,docker";
    const [container, instance, pod] = runnersWith({
      trust: { httpsProxy: proxy, noProxy: ["a.test"] },
      ...ofAllKinds,
    });
    for (const [runner, direct] of [
      [container, `${always},a.test`],
      [instance, `${always},a.test`],
      [pod, `${always},.svc,.cluster.local,a.test`],
    ] as const) {
      expect(named(/^no_proxy=/i, runner as Runner)).toEqual([`NO_PROXY=${direct}`, `no_proxy=${direct}`]);
    }
  });

  test("is the fleet's own where it has one", () => {
    const [runner] = runnersWith({ trust: { httpsProxy: proxy }, "linux.environment": ["HTTPS_PROXY=", "A=b"] });
    expect(named(/^(https_proxy|a)=/i, runner as Runner)).toEqual([`https_proxy=${proxy}`, "HTTPS_PROXY=", "A=b"]);
  });

  test("may be known to Terraform alone, and the fleet's own then wins by the name before it", () => {
    const { environment } = parse(
      renderConfigToml(
        configWith({
          trust: {
            httpsProxy: Expression.text("var.proxy"),
            noProxy: [Expression.text("var.domain")],
          },
          "linux.environment": ["NO_PROXY=*", Expression.text("var.entry")],
        }),
      )
        .toPreview()
        .replaceAll(/\$\{jsonencode\("([^"]*)"\)\}/g, '"$1"')
        .replaceAll(/\$\{jsonencode\((var\.entry)\)\}/g, '"$1"'),
    ).runners?.[0 as never] as unknown as Runner;
    expect(environment?.map((entry) => entry.replace(/=.*\$/, "=…$"))).toEqual([
      "HTTPS_PROXY=…${var.proxy}",
      "https_proxy=…${var.proxy}",
      "no_proxy=…${var.domain}",
      "NO_PROXY=*",
      "var.entry",
    ]);
  });

  test("is put before a list that only Terraform knows", () => {
    const template = renderConfigToml(
      configWith({ trust: { httpsProxy: proxy }, "linux.environment": Expression.list("var.environment") }),
    ).toPreview();
    expect(template).toContain(`concat(["HTTPS_PROXY=${proxy}", "https_proxy=${proxy}", "NO_PROXY=localhost,`);
    expect(template).toContain("], var.environment)");
  });

  test("with all that is reached without it in a list that only Terraform knows is one text", () => {
    const template = renderConfigToml(
      configWith({ trust: { httpsProxy: proxy, noProxy: Expression.list("var.hosts") } }),
    ).toPreview();
    expect(template).toMatch(/NO_PROXY=\$\{join\(",", concat\(\["localhost",.*"docker"\], var\.hosts\)\)\}/);
  });
});

describe("the certificates of jobs", () => {
  const caBundle = certificates[0];

  test("are told to what adds them, and to what takes a whole store by a script, for every executor", () => {
    const runners = runnersWith({ trust: { caBundle }, ...ofAllKinds });
    expect(runners).toHaveLength(3);
    for (const runner of runners) {
      expect(named(/_(CERTS|DIR)=\//, runner)).toEqual([
        `NODE_EXTRA_CA_CERTS=${folder}/ca.crt`,
        `SSL_CERT_DIR=/etc/ssl/certs:/etc/pki/tls/certs:${folder}`,
      ]);
      expect(named(/proxy/i, runner)).toEqual([]);
      expect(runner.pre_get_sources_script).toContain("export SSL_CERT_FILE=");
      expect(runner.pre_build_script).toBe(runner.pre_get_sources_script);
    }
  });

  test("come before a fleet's own scripts", () => {
    const [runner] = runnersWith({ trust: { caBundle }, "linux.preBuildScript": "make ready" });
    expect(runner?.pre_build_script).toBe(`${runner?.pre_get_sources_script}\nmake ready`);
  });

  test.each<[string, Changes, readonly string[]]>([
    ["none", {}, ["/cache"]],
    ["some", { "linux.docker.volumes": ["/cache", "/certs"] }, ["/cache", "/certs"]],
    ["no cache", { "linux.docker.disableCache": true }, []],
  ])("are a volume of containers that have %s of their own", (_what, changes, others) => {
    const [runner] = runnersWith({ trust: { caBundle }, ...changes });
    expect(runner?.docker?.volumes).toEqual([...others, `${folder}:${folder}:ro`]);
  });

  test("are a volume behind a list that only Terraform knows", () => {
    const changes = { trust: { caBundle }, "linux.docker.volumes": Expression.list("var.volumes") };
    expect(renderConfigToml(configWith(changes)).toPreview()).toContain(
      `concat(var.volumes, ["${folder}:${folder}:ro"])`,
    );
  });

  test("are a ConfigMap of the first manager's release in the pods of all, beside their own", () => {
    const description = {
      trust: { caBundle },
      "manager.shards": 2,
      "fleets.pods": {
        ...pods,
        kubernetes: { ...pods.kubernetes, volumes: { configMap: [{ name: "settings", mountPath: "/settings" }] } },
      },
    };
    for (const shard of [0, 1]) {
      const { runners } = parse(renderConfigToml(configWith(description), shard).toString()) as unknown as {
        runners: Runner[];
      };
      expect(runners[1]?.kubernetes?.volumes?.config_map).toEqual([
        { name: "settings", mount_path: "/settings" },
        { name: "gitlab-runner-ca", mount_path: folder, read_only: true },
      ]);
    }
  });

  test("and the proxy are told to machines, whatever their jobs run in", () => {
    const config = configWith({ trust, ...ofAllKinds });
    for (const key of ["linux", "instance"]) {
      expect(jobsOnMachines(config, config.fleets[key] as MachineFleet).trust).toEqual(trust);
    }
  });
});
