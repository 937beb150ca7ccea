import { Duration } from "../../src/values/duration";
import { Expression } from "../../src/values/expression";
import { managerSchema } from "../../src/schema/manager";
import { refusals } from "../refusals";

const labels = Object.fromEntries([["team", "build_1.eu"]]);

describe("the top of config.toml", () => {
  test("logs as JSON and leaves two minutes for a forced shutdown", () => {
    expect(managerSchema.parse({})).toEqual({ logFormat: "json", shutdownTimeout: 120 });
  });

  test("an address is all that a web terminal needs", () => {
    const sessionServer = { listenAddress: ":8093" };
    expect(managerSchema.parse({ sessionServer }).sessionServer).toEqual(sessionServer);
  });

  test("naming the usage log turns it on", () => {
    expect(managerSchema.parse({ experimental: { usageLogger: {} } }).experimental).toEqual({
      usageLogger: { enabled: true },
    });
  });

  test.each<[object, object]>([
    [{ checkInterval: 1 }, { checkInterval: 1 }],
    [{ logLevel: "warn" }, { logLevel: "warn" }],
    [{ logFormat: "runner" }, { logFormat: "runner" }],
    [{ connectionMaxAge: "0s" }, { connectionMaxAge: Duration.seconds(0) }],
    [{ shutdownTimeout: Expression.number("var.timeout") }, { shutdownTimeout: Expression.number("var.timeout") }],
    [{ labels }, { labels }],
    [
      { sessionServer: { listenAddress: "[::]:8093", advertiseAddress: "runner.example.com:443", sessionTimeout: 60 } },
      { sessionServer: { listenAddress: "[::]:8093", advertiseAddress: "runner.example.com:443", sessionTimeout: 60 } },
    ],
    [
      {
        experimental: {
          usageLogger: { logrotate: { logDir: "/var/log/usage", maxBackupFiles: 1, maxRotationAge: "1h" } },
        },
      },
      {
        experimental: {
          usageLogger: {
            enabled: true,
            logrotate: { logDir: "/var/log/usage", maxBackupFiles: 1, maxRotationAge: Duration.hours(1) },
          },
        },
      },
    ],
  ])("takes %j", (input, output) => {
    expect(managerSchema.parse(input)).toMatchObject(output);
  });

  test.each<[object, string]>([
    [{ checkInterval: 0 }, "checkInterval: must be at least 1, got 0"],
    [{ checkInterval: "3s" }, 'checkInterval: must be a number, got "3s"'],
    [{ logLevel: "warning" }, "logLevel: must be one of debug, info, warn, error, fatal, panic"],
    [{ logFormat: "xml" }, "logFormat: must be one of runner, text, json"],
    [{ connectionMaxAge: 900 }, "connectionMaxAge: must be a Go duration"],
    [{ connectionMaxAge: "1d" }, "connectionMaxAge: must be a Go duration"],
    [{ shutdownTimeout: 0 }, "shutdownTimeout: must be at least 1, got 0"],
    [{ shutdownTimeout: 1.5 }, "shutdownTimeout: must be a whole number, got 1.5"],
    [{ labels: { ab: "c" } }, "labels.ab: must be 3 to 65 letters, digits, dots, dashes and underscores"],
    [{ labels: { ".abc": "c" } }, 'labels[".abc"]: must be 3 to 65 letters'],
    [{ labels: { team: "a b" } }, "labels.team: must be 1 to 256 letters, digits, dots, dashes and underscores"],
    [{ sessionServer: {} }, "sessionServer.listenAddress: is required and must be a text"],
    [{ sessionServer: { listenAddress: "8093" } }, "sessionServer.listenAddress: must be an address as host:port"],
    [{ sessionServer: { listenAddress: ":0" } }, "sessionServer.listenAddress: must be an address as host:port"],
    [{ sessionServer: { listenAddress: "[]:80" } }, "sessionServer.listenAddress: must be an address as host:port"],
    [{ sessionServer: { listenAddress: ":65536" } }, "sessionServer.listenAddress: must be an address as host:port"],
    [
      { sessionServer: { listenAddress: ":8093", advertiseAddress: "https://a:443" } },
      "sessionServer.advertiseAddress: must be an address as host:port",
    ],
    [
      { sessionServer: { listenAddress: ":8093", sessionTimeout: 0 } },
      "sessionServer.sessionTimeout: must be at least 1, got 0",
    ],
    [{ experimental: { usageLogger: { enabled: 1 } } }, "experimental.usageLogger.enabled: must be true or false"],
    [
      { experimental: { usageLogger: { logrotate: { logDir: "usage" } } } },
      "experimental.usageLogger.logrotate.logDir: must be an absolute path",
    ],
    [
      { experimental: { usageLogger: { logrotate: { maxBackupFiles: 0 } } } },
      "experimental.usageLogger.logrotate.maxBackupFiles: must be at least 1, got 0",
    ],
    [
      { experimental: { usageLogger: { logrotate: { maxRotationAge: "500ms" } } } },
      "experimental.usageLogger.logrotate.maxRotationAge: must be at least 1s, got 500ms",
    ],
    [{ concurrent: 10 }, "concurrent: is not a key of the description"],
  ])("refuses %j", (input, message) => {
    expect(refusals(managerSchema, input)).toEqual([expect.stringContaining(message)]);
  });
});
