const { RunnerStack } = require("@runner-fleet/stack");
const { App } = require("cdktf");
const { measure } = require("../measure");
const { describe, fleet } = require("./description");

measure((outdir) => {
  const app = new App({ outdir });
  const names = Array.from({ length: 100 }, (_, index) => `linux-${index + 1}`);
  new RunnerStack(app, "hundred-fleets", describe(Object.fromEntries(names.map((name) => [name, fleet()]))));
  app.synth();
});
