import { GitlabProvider } from "@cdktf/provider-gitlab/lib/provider";
import { gitlabApiUrl, RunnerRegistration } from "../src";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export class Runners extends TerraformStack {
  /** The number and the token of the runner, for what its manager reads. */
  readonly linux;

  constructor(scope: Construct) {
    super(scope, "runners");
    new GitlabProvider(this, "Gitlab", { baseUrl: gitlabApiUrl("https://gitlab.example.com") });

    const registration = new RunnerRegistration(this, "Registration", {
      type: "group",
      groupId: "42",
      runners: { linux: { tags: ["linux", "amd64"], description: "ci-linux" } },
    });
    this.linux = registration.runners.linux;
  }
}
