import { SessionManagerProfile } from "../src/session-manager-profile";
import { planned } from "./planned";
import { counts, only, synthesise } from "./synthesise";

const make = (presence?: ConstructorParameters<typeof SessionManagerProfile>[2]["presence"]) =>
  synthesise((stack) => void new SessionManagerProfile(stack, "Profile", { groupName: "ci-linux", presence }));

test("a profile is a role with the policy of Session Manager alone", () => {
  const stack = make();
  expect(counts(stack)).toEqual({
    aws_iam_instance_profile: 1,
    aws_iam_role: 1,
    aws_iam_role_policy_attachment: 1,
  });
  expect(only(stack, "aws_iam_instance_profile").role).toMatch(/^\$\{aws_iam_role\.\w+\.name\}$/);
});

test("all of a profile is there where Terraform finds that there is one, and none of it else", () => {
  const stack = make(planned.flag("looked_at"));
  const all = Object.values(stack.resources).flatMap((ofType) => Object.values(ofType));
  expect(all).toHaveLength(3);
  expect(all.map(({ count }) => count)).toEqual(all.map(() => "${var.looked_at ? 1 : 0}"));
  for (const type of ["aws_iam_instance_profile", "aws_iam_role_policy_attachment"]) {
    expect(only(stack, type).role).toMatch(/^\$\{aws_iam_role\.\w+\[0\]\.name\}$/);
  }
});
