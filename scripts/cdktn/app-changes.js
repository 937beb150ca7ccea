/**
 * What changes in an app's package.json when it moves from cdktf to cdktn: the lines that docs/leaving-cdktf.md shows,
 * and that `npm run check:cdktn` tries out.
 */
const appChanges = {
  dependencies: {
    cdktf: "npm:cdktn@0.24.0",
  },
  devDependencies: { "cdktn-cli": "0.24.0" },
  // Our packages ask for cdktf by its exact version. Without the override npm installs it twice.
  overrides: { cdktf: "$cdktf" },
};

/** The command that cdktn-cli takes the place of. */
const replacedCli = "cdktf-cli";

/** What an app that has moved loads as `cdktf`: the name and version of the package behind the alias. */
const [, runtime, version] = /^npm:(.+)@(.+)$/.exec(appChanges.dependencies.cdktf);

module.exports = { appChanges, replacedCli, runtime, version };
