/**
 * What each package may import: the whole architecture in one table.
 *
 * - `providers`: Terraform providers, each by the path of one resource. One package, one provider; where a second one
 *   is listed, the two are always needed together.
 * - `siblings`: our own packages, by their public entry point; and the JSON files that they export.
 * - `assets`: our own packages that are files and not code; any path of theirs.
 * - `cdktf`: whether the package may know constructs at all.
 * - `system`: whether sources may reach files, processes and the network. Tests always may.
 */
export const layers = {
  "packages/config": { providers: [], siblings: [], assets: [], cdktf: false, system: false },
  "packages/terraform-values": { providers: [], siblings: ["config"], assets: [], cdktf: true, system: true },
  "packages/cloud-init": { providers: [], siblings: ["config"], assets: [], cdktf: false, system: true },
  "packages/aws-fleet": {
    providers: ["aws"],
    siblings: ["config", "cloud-init", "terraform-values"],
    assets: [],
    cdktf: true,
    system: true,
  },
  "packages/ec2-manager": {
    providers: ["aws"],
    siblings: ["config", "cloud-init", "terraform-values"],
    assets: [],
    cdktf: true,
    system: true,
  },
  "packages/ecs-manager": {
    providers: ["aws"],
    siblings: ["config", "terraform-values"],
    assets: [],
    cdktf: true,
    system: true,
  },
  "packages/runner-registration": {
    providers: ["gitlab"],
    siblings: ["config", "terraform-values"],
    assets: [],
    cdktf: true,
    system: true,
  },
  "packages/runner-image": {
    providers: ["aws"],
    siblings: ["config", "terraform-values"],
    assets: [],
    cdktf: true,
    system: true,
  },
  "packages/eks-manager": {
    providers: ["helm", "kubernetes"],
    siblings: ["config"],
    assets: ["runner-cache-chart", "runner-manager-chart"],
    cdktf: true,
    system: true,
  },
  "packages/stack": {
    providers: ["aws", "gitlab", "helm", "kubernetes"],
    siblings: [
      "config",
      "aws-fleet",
      "ec2-manager",
      "ecs-manager",
      "eks-manager",
      "runner-image",
      "runner-registration",
      "terraform-values",
      "hcl",
    ],
    assets: ["runner-manager-chart"],
    cdktf: true,
    system: true,
  },
  "packages/cli": {
    providers: [],
    siblings: ["config", "stack", "hcl"],
    assets: [],
    cdktf: true,
    system: true,
  },
  // Its sources know JSON alone; its tests make a stack of plain provider classes. package.json keeps those two apart.
  "packages/hcl": { providers: ["aws"], siblings: [], assets: [], cdktf: true, system: true },
  "charts/runner-manager": { providers: [], siblings: ["config"], assets: [], cdktf: false, system: true },
  "examples/*": {
    providers: ["aws", "gitlab", "helm", "kubernetes"],
    siblings: ["config", "aws-fleet", "runner-image", "eks-manager", "stack"],
    assets: [],
    cdktf: true,
    system: true,
  },
};
