import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** A script in the user data names its interpreter. */
export const userDataScriptWithoutInterpreter: Rule = {
  id: "user-data-script-without-interpreter",
  title: "A script in the user data names its interpreter",
  why:
    "cloud-init runs a script as a program. Without a first line such as #!/bin/bash it fails with “Exec format error”, " +
    "cloud-init ends in error, and every machine is replaced before it gets a job.",
  fix: "begin the content with #!/bin/bash",
  severity: "error",
  check: everyMachineFleet(function* ({ machines }, at) {
    for (const [index, { contentType, content }] of (machines.userDataParts ?? []).entries()) {
      if (contentType === "text/x-shellscript" && !content.startsWith("#!")) {
        yield {
          path: at("machines", "userDataParts", index, "content"),
          message: "must begin with #! and an interpreter",
        };
      }
    }
  }),
};
