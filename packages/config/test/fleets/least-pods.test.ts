import { checkConfig } from "../../src/check/read-config";
import { descriptionWith } from "../changed";
import { pods } from "../rules/pods";

const found = (kubernetes: object, fleet: object) =>
  checkConfig(descriptionWith(pods(kubernetes as never, fleet as never))).findings.map(({ rule }) => rule);

const ownNodes = { nodeSelector: { pool: "dind" }, nodeTolerations: { "pool=dind": "NoSchedule" } };
const networkPolicy = {};

test("the least fleet of pods has no error, and a warning that its pods reach everything", () => {
  expect(found({}, {})).toEqual(["jobs-without-network-policy"]);
});

test.each([
  ["restricted", {}],
  ["image-builds", {}],
])("a fleet of the profile %s has no finding with a network policy", (profile, kubernetes) => {
  expect(found(kubernetes, { profile, jobs: { networkPolicy } })).toEqual([]);
});

test("a fleet of the profile privileged has nodes of its own, and one finding to accept", () => {
  expect(found(ownNodes, { profile: "privileged", jobs: { networkPolicy } })).toEqual(["privileged-pods"]);
});

test("root in containers without rights on the node is a fleet of the level baseline", () => {
  const kubernetes = {
    podSecurityContext: { runAsNonRoot: false, runAsUser: 0, runAsGroup: 0 },
    capDrop: ["NET_RAW"],
  };
  expect(found(kubernetes, { jobs: { networkPolicy, podSecurity: "baseline" } })).toEqual([]);
  expect(found({ ...kubernetes, namespace: "root" }, { jobs: { namespacePolicy: "existing" } })).toEqual([]);
});
