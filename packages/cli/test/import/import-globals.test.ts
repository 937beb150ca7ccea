import { importConfig } from "../../src/import/import-config";
import { autoscaler, outcome } from "./samples";

describe("a key", () => {
  test.each(["", 'listen_address = ""\n'])(
    "of a session server that listens nowhere is dropped, as `gitlab-runner register` writes it: %j",
    (address) => {
      const text = `${autoscaler}[session_server]\n${address}session_timeout = 1800\n`;
      expect(outcome(text, "session_server.session_timeout")).toEqual({
        outcome: "dropped",
        note:
          "without listen_address there is no session server, so that it had no effect; for interactive web terminals " +
          "write manager.sessionServer",
      });
      expect(importConfig(text, "config.toml").description).not.toHaveProperty("manager");
    },
  );

  test("of a session server that listens is kept", () => {
    const text = `${autoscaler}[session_server]\nlisten_address = "[::]:8093"\nadvertise_address = "ci.example.com:8093"\nsession_timeout = 900\n`;
    expect(importConfig(text, "config.toml").description.manager).toEqual({
      sessionServer: {
        listenAddress: "[::]:8093",
        advertiseAddress: "ci.example.com:8093",
        sessionTimeout: 900,
      },
    });
  });
});
