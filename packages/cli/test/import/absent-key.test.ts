import { autoscaler, outcome } from "./samples";

test("a key of another name than it has, or of one that it had, is told the name", () => {
  const text = autoscaler.replace(
    "[runners.docker]",
    'pre_clone_script = "x"\nPost_Clone_Script = "x"\n[runners.docker]\npul_policy = "x"',
  );
  const note = (name: string) =>
    `GitLab Runner does not know it here, and ignores it; ${name}: remove it, or correct it in config.toml and import again`;
  expect(outcome(text, "runners[0].pre_clone_script")).toEqual({
    outcome: "decision",
    note: note("it is called pre_get_sources_script now"),
  });
  expect(outcome(text, "runners[0].Post_Clone_Script")).toEqual({
    outcome: "decision",
    note: note("it is called post_get_sources_script now"),
  });
  expect(outcome(text, "runners[0].docker.pul_policy")).toEqual({
    outcome: "decision",
    note: note("perhaps pull_policy is meant"),
  });
});
