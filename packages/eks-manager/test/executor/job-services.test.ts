import type { Json } from "../chart/render-chart";
import { jobPod } from "./job-pod";

const pod = (services: Json[], kubernetes: Json = {}) =>
  jobPod({ kubernetes: { image: "ruby:3.4", ...kubernetes } }, { services, variables: { TOKEN: "a$$b", BASE: "x" } });

const names = ({ spec }: Json) => spec.containers.map(({ name }: Json) => name);

test("a service is named after its first free alias that is a label, else by number, the runner's first", () => {
  const made = pod(
    [{ name: "a", alias: "db" }, { name: "b", alias: "db, db.local cache" }, "c", { name: "d", alias: "db" }],
    {
      services: [{ name: "z" }],
    },
  );
  expect(names(made)).toEqual(["build", "helper", "cache", "db", "svc-0", "svc-1", "svc-2"]);
  expect(made.spec.containers.slice(4).map(({ image }: Json) => image)).toEqual(["z", "c", "d"]);
});

test("services are reached by their image's names and their aliases, before the runner's own host aliases", () => {
  const made = pod(
    [{ name: "docker:28-dind" }, { name: "registry.example.com:5000/team/test:1", alias: "svc svc.local" }],
    {
      host_aliases: [{ ip: "192.0.2.1", hostnames: ["redis"] }],
    },
  );
  expect(made.spec.hostAliases).toEqual([
    { ip: "127.0.0.1", hostnames: ["registry.example.com-team-test", "svc", "svc.local", "docker"].sort(byContainer) },
    { ip: "192.0.2.1", hostnames: ["redis"] },
  ]);
});

/** The container svc comes before svc-0, which is that of docker. */
const byContainer = (_one: string, other: string) => (other === "docker" ? -1 : 0);

test("an alias that is no name of DNS fails the job", () => {
  expect(() => pod([{ name: "redis:8", alias: "my_redis" }])).toThrow(
    "provided host alias my_redis for service redis:8 is invalid DNS",
  );
});

test("a service gets the job's variables and its own, which may name them; the helper gets none", () => {
  const [build, helper, service] = pod([{ name: "redis:8", variables: { PLACE: "$BASE/y" } }]).spec.containers;
  expect(build.env).toContainEqual({ name: "TOKEN", value: "a$$b" });
  expect(build.env).not.toContainEqual({ name: "PLACE", value: "x/y" });
  expect(helper).not.toHaveProperty("env");
  expect(service.env).toContainEqual({ name: "PLACE", value: "x/y" });
});

test("a service has the entrypoint and the command of the YAML file, and no shell of the runner's", () => {
  const service = { name: "redis:8", entrypoint: ["/init"], command: ["redis-server", "--save"] };
  expect(pod([service]).spec.containers[2]).toMatchObject({ command: ["/init"], args: ["redis-server", "--save"] });
  expect(pod(["redis:8"]).spec.containers[2]).not.toHaveProperty("command");
});
