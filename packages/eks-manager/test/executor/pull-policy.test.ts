import { pullPolicy } from "./pull-policy";

test.each([
  ["nothing is said", {}, [], undefined],
  ["the runner has one", { pull_policy: "if-not-present" }, [], "IfNotPresent"],
  ["the runner has several", { pull_policy: ["always", "never"] }, [], "Always"],
  ["the job asks for one of the runner's", { pull_policy: ["never", "always"] }, ["always"], "Always"],
  ["the runner allows more", { allowed_pull_policies: ["", "never"] }, ["never"], "Never"],
  ["the runner allows more, and the job does not ask", { allowed_pull_policies: ["", "never"] }, [], undefined],
  [
    "some of the runner's own are not allowed",
    { pull_policy: ["never", "always"], allowed_pull_policies: ["always"] },
    [],
    "Always",
  ],
])("when %s", (_name, kubernetes, asked, expected) => {
  expect(pullPolicy(kubernetes, asked)).toBe(expected);
});

test.each([
  ["the runner has none and allows none", {}, ["always"], "([always]) is not one of the allowed_pull_policies ([])"],
  ["the runner allows others", { allowed_pull_policies: ["never"] }, ["always"], "([always]) is not one of"],
  ["the runner's list lacks its default", { allowed_pull_policies: ["never"] }, [], "([]) is not one of"],
])("a job gets no pod when %s", (_name, kubernetes, asked, message) => {
  expect(() => pullPolicy(kubernetes, asked)).toThrow(message);
});
