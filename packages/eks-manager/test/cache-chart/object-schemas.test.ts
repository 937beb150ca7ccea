import { PodMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor";
import { ServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { Job } from "kubernetes-models/batch/v1/Job";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { Role } from "kubernetes-models/rbac.authorization.k8s.io/v1/Role";
import { RoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding";
import { ConfigMap } from "kubernetes-models/v1/ConfigMap";
import { PersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";
import { Pod } from "kubernetes-models/v1/Pod";
import { Service } from "kubernetes-models/v1/Service";
import { ServiceAccount } from "kubernetes-models/v1/ServiceAccount";
import type { Json } from "../chart/render-chart";
import { cacheCiFiles, cacheCiValues, renderCache } from "./render-cache";

const models: readonly Json[] = [
  ConfigMap,
  Deployment,
  Job,
  NetworkPolicy,
  PersistentVolumeClaim,
  Pod,
  PodMonitor,
  Role,
  RoleBinding,
  Service,
  ServiceAccount,
  ServiceMonitor,
];
const kindOf = ({ apiVersion, kind }: Json) => `${apiVersion} ${kind}`;
// A model says its kind through an object of it.
const byKind = new Map(models.map((Model) => [kindOf(new Model()), Model]));

function validate(object: Json): void {
  const Model = byKind.get(kindOf(object));
  if (Model === undefined) {
    throw new Error(`${object.metadata.name}: kind must be one with a schema in this test, got ${kindOf(object)}`);
  }
  try {
    new Model(object).validate();
  } catch (error) {
    throw new Error(`${kindOf(object)} ${object.metadata.name}: ${(error as Error).message}`);
  }
}

test.each(cacheCiFiles)("with the %s values every object fits the schema of its kind", (name) => {
  const { objects } = renderCache(cacheCiValues(name));
  expect(objects.length).toBeGreaterThanOrEqual(5);
  objects.forEach(validate);
});

test("every schema is used", () => {
  const kinds = new Set(cacheCiFiles.flatMap((name) => renderCache(cacheCiValues(name)).objects.map(kindOf)));
  expect([...kinds].sort()).toEqual([...byKind.keys()].sort());
});

test("a value of a wrong type and an unknown kind are found", () => {
  const { deployment } = renderCache(cacheCiValues("default"));
  expect(() => validate({ ...deployment, spec: { ...deployment.spec, replicas: "1" } })).toThrow(
    /^apps\/v1 Deployment cache-runner-cache: .*replicas must be integer/,
  );
  expect(() => validate({ ...deployment, kind: "Gadget" })).toThrow("got apps/v1 Gadget");
});
