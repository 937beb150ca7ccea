import type { MoveTableOptions } from "@runner-fleet/hcl";

const spotInterruptionLog =
  "The log of spot interruptions. The fleet does without it, and nothing reads it but people.";

const several =
  "fleets of a stack share a manager and its role, fleets and shards share a cache, and each call of the module makes all of it anew for one group. A group can't go from one manager to another with its machines: the one that loses it drains and removes them first. Write this stack as HCL of its own instead, without --into";

const ofManagersOutsideKubernetes = {
  Tokens:
    "The parameter or secret with the runner's token. Keep it beside the call, and give the call 'token_path' and 'token_key' so that they name it; the module reads parameters of Systems Manager alone.",
  DefaultNetwork:
    "The look-up of the default VPC. Keep it beside the call, and give the call its subnets as 'subnet_ids' and as those of the manager.",
  "MachineImage-*":
    "The build of the machines' image. Keep it beside the call, and give the call 'image' with its parameter as 'ssm_parameter', follow = \"launch\" and docker = \"present\".",
  Registration: "The runner in GitLab. Keep it beside the call.",
  "Fleet-*/SpotInterruptionLog": spotInterruptionLog,
  SpotInterruptionLogPolicy: spotInterruptionLog,
};

/** What is known of a stack that becomes a call of a module, beyond what the module is made from; by the module's name. */
export const moduleMoves: Readonly<Record<string, MoveTableOptions>> = {
  "eks-docker-autoscaler": {
    root: "Runners",
    fleet: { inModule: "Fleet-machines", inStack: "Fleet-*" },
    reason: several,
    remaining: {
      Namespace: "The namespace, with which the manager would go. Give the call its metadata[0].name as 'namespace'.",
      Tokens:
        "The Secret with the runner's token, for which the root declares the ephemeral variable. Give the call its metadata[0].name as 'token_secret_name', and the key in data_wo as 'token_key' where that is not the fleet's name.",
      Image:
        "The manager's image. Give the call 'manager_image' with the repository and the tag of what triggers the build (split(\":\", terraform_data.image_build.triggers_replace.image)), so that the manager waits for a build.",
      "Fleet-*/SpotInterruptionLog": spotInterruptionLog,
      SpotInterruptionLogPolicy: spotInterruptionLog,
      "Fleet-*/Network":
        "SSH from ranges of addresses, for which the module has no variable. The rules stay beside the call.",
    },
  },
  "ec2-docker-autoscaler": {
    root: "Runners",
    fleet: { inModule: "Fleet-machines", inStack: "Fleet-*" },
    reason: several,
    remaining: ofManagersOutsideKubernetes,
  },
  "fargate-docker-autoscaler": {
    root: "Runners",
    fleet: { inModule: "Fleet-machines", inStack: "Fleet-*" },
    anew: ["ServiceEventLogPolicy"],
    reason: several,
    remaining: {
      ...ofManagersOutsideKubernetes,
      Image:
        "The manager's image. Give the call 'manager_image' with the repository and the tag of what triggers the build (split(\":\", terraform_data.image_build.triggers_replace.image)), so that the manager waits for a build.",
      FileSystem:
        "The file system with the manager's record of its machines, which the module does without: machines that are idle when the manager is replaced end with it.",
      ServiceEventLogPolicy:
        "Who may write the log of what happens to the service. The module has its own, which is named after the deployment: leave this one out, and let the apply destroy it.",
    },
  },
  "aws-fleet": {
    root: "Machines",
    reason:
      "each call of the module makes one, and a stack's manager has the rights to all of them in one policy. Write this stack as HCL of its own instead, without --into",
    remaining: {
      SpotInterruptionLog: spotInterruptionLog,
      SpotInterruptionLogPolicy: spotInterruptionLog,
    },
  },
};
