import { formatGiven } from "../findings/finding";
import { instanceArchitecture } from "../fleets/instance-architecture";
import type { Rule } from "../rule/rule";
import { knownValue } from "../values/known-value";

/** The name of the manager's instance type says its architecture. */
export const managerInstanceTypeUnknown: Rule = {
  id: "manager-instance-type-unknown",
  title: "The name of the manager's instance type says its architecture",
  why:
    "The image that the instance boots from and the GitLab Runner that it installs are chosen by the type's architecture. A " +
    "type of another one, or one that runs macOS, would never come up.",
  fix: 'choose a type whose name says it, such as "t4g.small" (arm64) or "t3.small" (amd64)',
  severity: "error",
  *check({ manager, ec2 }) {
    const type = knownValue(ec2?.instanceType);
    if (manager.platform !== "ec2" || type === undefined) {
      return;
    }
    if (type.startsWith("mac")) {
      yield { path: ["ec2", "instanceType"], message: `must be a type that runs Linux, got ${formatGiven(type)}` };
    } else if (instanceArchitecture(type) === undefined) {
      yield {
        path: ["ec2", "instanceType"],
        message: `must be a type whose architecture its name says, got ${formatGiven(type)}`,
      };
    }
  },
};
