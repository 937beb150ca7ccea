import { patchedSpec } from "./pod-patch";

const spec = () => ({
  nodeName: "node",
  containers: [{ name: "build", env: [{ name: "A", value: "1" }] }, { name: "helper" }],
  tolerations: [{ key: "a" }],
});

test.each([
  ["merge, YAML", "merge", "nodeName: null\nserviceAccountName: mine\nnodeSelector:\n  key1: val1\n"],
  ["merge, JSON", "merge", '{ "nodeName": null, "serviceAccountName": "mine", "nodeSelector": { "key1": "val1" } }'],
  [
    "json",
    "json",
    "[{op: remove, path: /nodeName}, {op: add, path: /serviceAccountName, value: mine}, {op: add, path: /nodeSelector, value: {key1: val1}}]",
  ],
  ["strategic", undefined, "nodeName: null\nserviceAccountName: mine\nnodeSelector: {key1: val1}"],
])("a patch changes, adds and removes: %s", (_name, patch_type, patch) => {
  const patched = patchedSpec(spec(), [{ patch, patch_type }]);
  expect(patched).toEqual({ ...withoutNode, serviceAccountName: "mine", nodeSelector: { key1: "val1" } });
});

const { nodeName: _nodeName, ...withoutNode } = spec();

test("a strategic patch merges containers and their variables by name, and replaces lists without a key", () => {
  const patch = `
containers:
  - name: build
    env: [{ name: B, value: "2" }, { name: A, value: "3" }]
  - name: sidecar
  - name: helper
    $patch: delete
tolerations: [{ key: b }]
`;
  expect(patchedSpec(spec(), [{ patch, patch_type: "strategic" }])).toMatchObject({
    containers: [
      {
        name: "build",
        env: [
          { name: "A", value: "3" },
          { name: "B", value: "2" },
        ],
      },
      { name: "sidecar" },
    ],
    tolerations: [{ key: "b" }],
  });
});

test("a merge patch replaces a list as a whole", () => {
  expect(patchedSpec(spec(), [{ patch: "containers: [{ name: other }]", patch_type: "merge" }]).containers).toEqual([
    { name: "other" },
  ]);
});

test("a JSON patch counts in lists, and fails where there is nothing to change", () => {
  const added = patchedSpec(spec(), [
    { patch: "[{op: add, path: /containers/0/env/-, value: {name: B}}]", patch_type: "json" },
  ]);
  expect(added.containers[0].env).toEqual([{ name: "A", value: "1" }, { name: "B" }]);
  const patch = "[{op: replace, path: /containers/5/env, value: []}]";
  expect(() => patchedSpec(spec(), [{ patch, patch_type: "json" }])).toThrow("doc is missing path: /containers/5/env");
});

test("patches follow one another", () => {
  const patches = [
    { patch: "nodeName: one" },
    { patch: "[{op: test, path: /nodeName, value: one}]", patch_type: "json" },
  ];
  expect(patchedSpec(spec(), patches).nodeName).toBe("one");
});

test("a kind of patch that GitLab Runner does not know fails the job", () => {
  expect(() => patchedSpec(spec(), [{ patch: "{}", patch_type: "unknown" }])).toThrow("unsupported patch type unknown");
});
