const { RunnerStack } = require("@runner-fleet/stack");
const { App } = require("cdktf");
const { measure } = require("../measure");
const { describe, fleet } = require("./description");

measure((outdir) => {
  const app = new App({ outdir });
  new RunnerStack(app, "one-fleet", describe({ linux: fleet() }));
  app.synth();
});
