import { ciFiles, waitingValues, withOtherConfig, withOtherImage } from "./ci-files";
import { objectsIn, versionsIn } from "./cluster-objects";
import { eventually } from "./eventually";
import { HelmRelease } from "./helm-release";
import { KubeClient } from "./kube-client";
import { leftBy } from "./lifecycle";
import { makePrerequisites } from "./prerequisites";
import { removeNamespace } from "./restricted-namespace";

const client = new KubeClient();
// With a policy of its own the preflight is more than a Job.
const values = waitingValues("hardened");

/** What helm writes down for itself, and what the preflight is. */
const ofHelm = /^Secret\/sh\.helm\.release\./;
const ofPreflight = /^(Job|Pod|NetworkPolicy)\/[a-z0-9-]+-preflight/;

test("every ci file has the preflight", () => {
  expect(ciFiles.filter((file) => waitingValues(file).preflight?.enabled === false)).toEqual([]);
});

describe.each([3, 4] as const)("with helm %d", (major) => {
  const release = new HelmRelease(client, `helm-${major}`, { major });

  beforeAll(() => makePrerequisites(client, release.name, values));
  afterAll(() => removeNamespace(client, release.name));

  test("an install whose preflight fails makes nothing but the preflight", async () => {
    const { status, stderr } = await release.attempt("install", values, "Failed");
    expect(stderr).toMatch(/failed/i);
    expect(status).toBe(1);
    const there = (await objectsIn(client, release.name)).filter((name) => !ofHelm.test(name));
    expect(there.map((name) => name.split("/")[0])).toEqual(expect.arrayContaining(["Job", "Pod"]));
    expect(there.filter((name) => !ofPreflight.test(name))).toEqual([]);
  });

  test("uninstalled after that, the Job is all that is left, and Kubernetes removes it after an hour", async () => {
    await release.uninstall();
    const [job, ...others] = await client.list(`/apis/batch/v1/namespaces/${release.name}/jobs`);
    expect(others).toEqual([]);
    expect(job.spec.ttlSecondsAfterFinished).toBe(3600);
    await client.patch(`/apis/batch/v1/namespaces/${release.name}/jobs/${job.metadata.name}`, {
      spec: { ttlSecondsAfterFinished: 0 },
    });
    await eventually("nothing is left", async () => (await objectsIn(client, release.name)).length === 0);
    expect(await objectsIn(client, release.name)).toEqual([]);
  });

  test("a preflight that succeeds leaves no trace", async () => {
    await release.install(values);
    await release.currentManager();
    const preflight = async () => (await objectsIn(client, release.name)).filter((name) => ofPreflight.test(name));
    await eventually("it is gone", async () => (await preflight()).length === 0);
    expect(await preflight()).toEqual([]);
  });

  test("an upgrade whose preflight fails touches nothing that is there", async () => {
    const { metadata } = await release.currentManager();
    const before = await versionsIn(client, release.name);
    const { status, stderr } = await release.attempt("upgrade", withOtherConfig(withOtherImage(values)), "Failed");
    expect(stderr).toMatch(/failed/i);
    expect(status).toBe(1);
    const after = await versionsIn(client, release.name);
    const others = (versions: Record<string, string>) =>
      Object.entries(versions).filter(([name]) => !ofHelm.test(name) && !ofPreflight.test(name));
    expect(others(before).map(([name]) => name)).toContain(`Pod/${metadata.name}`);
    expect(others(after)).toEqual(others(before));
  });

  test("the next upgrade succeeds", async () => {
    const old = await release.statefulSet();
    await release.upgrade(withOtherImage(values));
    await release.currentManager();
    expect((await release.statefulSet()).metadata.generation).toBe(old.metadata.generation + 1);
  });

  test("uninstalled, it leaves nothing", async () => {
    await release.uninstall();
    expect(await leftBy(client, release, [])).toEqual([]);
  });
});
