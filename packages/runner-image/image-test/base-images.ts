import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Buildah } from "./buildah";

/** Repositories of the stand-ins. */
export const bases = { go: "localhost/runner-fleet-test/golang", runner: "localhost/runner-fleet-test/gitlab-runner" };

const busybox = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
RUN mkdir -p /tmp /mnt /var/lib /usr/local/bin /etc/ssl/certs && echo "of the base" >/etc/ssl/certs/ca-certificates.crt
`;

/** Go itself is mounted while a step runs. */
const goImage = `${busybox}ENV PATH=/usr/local/go/bin:/bin GOCACHE=/gocache GOPATH=/gopath
`;

/** Says the opposite of what the manager's image says, where that has the last word. */
const runnerImage = `${busybox}ENV PATH=/usr/local/bin:/usr/bin:/bin
COPY gitlab-runner /usr/bin/gitlab-runner
COPY host /
RUN ["/bin/busybox", "ln", "-sf", "/usr/local/host/sh", "/usr/local/host/wget", "/bin/"]
VOLUME ["/etc/gitlab-runner", "/home/gitlab-runner"]
STOPSIGNAL SIGTERM
USER 0:0
ENTRYPOINT ["/usr/bin/dumb-init", "/entrypoint"]
CMD ["run", "--user=gitlab-runner"]
`;

/** Installs and finds plugins where the runner does. */
const gitlabRunner = `#!/bin/sh
set -eu
plugin=$(sed -n 's/^ *plugin = "\\(.*\\)"$/\\1/p' "$CONFIG_FILE")
case $plugin in */*) ;; *) plugin=registry.gitlab.com/gitlab-org/fleeting/plugins/$plugin ;; esac
folder=$FLEETING_PLUGIN_PATH/\${plugin%:*}/\${plugin##*:}
case "$1 $2" in
  "fleeting install") mkdir -p "$folder"; printf '#!/bin/sh\\necho from %s\\n' "$plugin" >"$folder/plugin"; chmod 700 "$folder/plugin" ;;
  "fleeting list") echo "runner: image-build, plugin: $plugin, path: $folder/plugin" ;;
  *) exit 9 ;;
esac
`;

/**
 * Puts the machine's own shell and wget below `folder`, with the libraries they are linked to. Debian's static BusyBox
 * ends with a segmentation fault as soon as its wget looks up an address, and its shell takes no other wget.
 */
function copyPrograms(folder: string): void {
  for (const name of ["sh", "wget"]) {
    const program = execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    const libraries = execFileSync("ldd", [program], { encoding: "utf8" }).match(/\/\S+(?= \()/g) ?? [];
    for (const [from, to] of [[program, `/usr/local/host/${name}`], ...libraries.map((path) => [path, path])]) {
      mkdirSync(dirname(join(folder, to!)), { recursive: true });
      cpSync(from!, join(folder, to!), { dereference: true });
    }
  }
}

/** Builds a stand-in of each image that the manager's image starts from, with nothing but BusyBox in it. */
export async function buildBases(buildah: Buildah, tags: { readonly go: string; readonly runner: string }) {
  const context = join(buildah.folder, "bases");
  mkdirSync(context);
  copyFileSync("/bin/busybox", join(context, "busybox"));
  copyPrograms(join(context, "host"));
  writeFileSync(join(context, "gitlab-runner"), gitlabRunner, { mode: 0o755 });
  for (const [name, text] of Object.entries({ go: goImage, runner: runnerImage }) as ["go" | "runner", string][]) {
    const file = join(context, `Dockerfile.${name}`);
    writeFileSync(file, text);
    const { status, output } = await buildah.build(context, { tag: `${bases[name]}:${tags[name]}`, file });
    if (status !== 0) throw new Error(`the stand-in of ${bases[name]} was not built: ${output}`);
  }
}
