import { storageClass, waitingValues, withVolume, withoutAnyVolume } from "./ci-files";
import { HelmRelease } from "./helm-release";
import { KubeClient } from "./kube-client";
import { leftBy } from "./lifecycle";
import { makePrerequisites } from "./prerequisites";
import { removeNamespace } from "./restricted-namespace";

const client = new KubeClient();
const release = new HelmRelease(client, "kept-volume");
const values = withVolume(waitingValues("volume"));
const claims = () => client.list(`/api/v1/namespaces/${release.name}/persistentvolumeclaims`);

beforeAll(() => makePrerequisites(client, release.name, values));
afterAll(() => removeNamespace(client, release.name));

test("the manager's record is on one volume, of the class that was asked for", async () => {
  await release.install(values);
  const { spec } = await release.currentManager();
  const [claim, ...others] = await claims();
  expect(others).toEqual([]);
  expect(claim.spec.storageClassName).toBe(storageClass);
  expect(spec.volumes).toContainEqual({
    name: "state",
    persistentVolumeClaim: { claimName: claim.metadata.name },
  });
});

test("uninstalled and installed again, the manager has the same volume", async () => {
  const [before] = await claims();
  await release.uninstall();
  expect(await leftBy(client, release, [])).toEqual([`PersistentVolumeClaim/${before.metadata.name}`]);
  await release.install(values);
  await release.currentManager();
  expect((await claims()).map(({ metadata }) => metadata.uid)).toEqual([before.metadata.uid]);
});

test("a volume that is switched off stays, and is used again when it is switched on", async () => {
  const [before] = await claims();
  await release.upgrade(withoutAnyVolume(values));
  const { spec } = await release.currentManager();
  expect(spec.volumes).toContainEqual({ name: "state", emptyDir: {} });
  await release.upgrade(values);
  await release.currentManager();
  expect((await claims()).map(({ metadata }) => metadata.uid)).toEqual([before.metadata.uid]);
});
