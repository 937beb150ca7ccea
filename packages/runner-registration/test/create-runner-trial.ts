import { join } from "node:path";
import { FakePrograms, type Ended, type RunOptions } from "./fake-programs";
import { GitlabStandIn } from "./gitlab-stand-in";

/** The script. */
export const script = join(__dirname, "..", "bin", "create-runner");

/** The access token that the script is given. */
export const accessToken = "glpat-access0123456789abcd";

/** The token of the runner that GitLab creates. */
export const runnerToken = "glrt-runner0123456789abcd";

/** What GitLab says of the runner that it created. */
export const created = { id: 42, token: runnerToken, token_expires_at: null };

/** The arguments for a runner of the instance. */
export const ofInstance = ["--type", "instance", "--description", "ci linux", "--tag", "linux"];

/** The arguments for each store. */
export const inSsm = ["--ssm", "/ci/linux"];
export const inSecret = ["--kubernetes-secret", "ci/ci-tokens", "--key", "linux"];
export const inSecretsManager = ["--secrets-manager", "/ci/linux"];

/** Answers as AWS does. What is written to a store is kept, for the tests to read. */
const aws = `
case "$1 $2" in
  "ssm describe-parameters") [ -z "$LOOK_SAYS" ] || { echo "$LOOK_SAYS" >&2; exit 254; }; echo "\${PARAMETER:-null}" ;;
  "secretsmanager describe-secret") [ -z "$LOOK_SAYS" ] || { echo "$LOOK_SAYS" >&2; exit 254; }; echo "\${DELETED:-null}" ;;
  *)
    /bin/cat >"$ROOT/stored"
    [ -z "$WAITS" ] || { : >"$ROOT/storing"; /bin/sleep 1; }
    [ -z "$STORE_FAILS" ] || { echo "An error occurred: $(/bin/cat "$ROOT/stored")" >&2; exit 254; }
    echo '{ "Version": 1 }' ;;
esac`;

/** Answers as kubectl does. A write that is only tried is kept apart. */
const kubectl = `
case "$*" in
  *" get secret "*) [ -z "$LOOK_SAYS" ] || { echo "$LOOK_SAYS" >&2; exit 1; }; printf '%s' "$SECRET" ;;
  *--dry-run=server*) /bin/cat >"$ROOT/tried"; [ -z "$TRY_FAILS" ] || { echo "Forbidden" >&2; exit 1; } ;;
  *) /bin/cat >"$ROOT/stored"; [ -z "$STORE_FAILS" ] || { echo "conflict" >&2; exit 1; }; echo "secret/ci-tokens created" ;;
esac`;

/** The script between a GitLab and stores that are made up, each on its own. */
export class CreateRunnerTrial {
  readonly fakes = new FakePrograms();
  gitlab = new GitlabStandIn();

  async start(path?: string): Promise<void> {
    this.gitlab = new GitlabStandIn(path);
    this.gitlab.created = { status: 201, body: created };
    this.fakes.add("aws", aws);
    this.fakes.add("kubectl", kubectl);
    await this.gitlab.start();
  }

  async end(): Promise<void> {
    this.fakes.end();
    await this.gitlab.stop();
  }

  /** Runs the script, for this GitLab unless the arguments name another. */
  run(args: readonly string[], { environment, ...options }: RunOptions = {}): Promise<Ended> {
    const url = args.includes("--url") ? [] : ["--url", this.gitlab.url];
    return this.fakes.run(script, [...url, ...args], {
      environment: { GITLAB_TOKEN: accessToken, ...environment },
      ...options,
    });
  }

  /** What was written to a store. */
  get stored(): string {
    return this.fakes.text("stored");
  }

  /** The calls of a program, in their order. */
  callsOf(program: string): string[] {
    return this.fakes
      .text("calls", "argv")
      .split("\n")
      .filter((line) => line.startsWith(`${program} `));
  }
}
