// Whether images can be built here, as a part of `npm run test:image` does. If not, it says in one sentence why, and fails.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const busybox = "/bin/busybox";
const runs = (command, ...args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

/** Builds an image of one file and one step. */
function probe() {
  const folder = mkdtempSync(join(tmpdir(), "runner-fleet-probe-"));
  const storage = ["--root", join(folder, "root"), "--runroot", join(folder, "run"), "--storage-driver", "vfs"];
  try {
    copyFileSync(busybox, join(folder, "busybox"));
    writeFileSync(join(folder, "Dockerfile"), 'FROM scratch\nCOPY busybox /busybox\nRUN ["/busybox", "true"]\n');
    writeFileSync(join(folder, ".dockerignore"), "*\n!busybox\n");
    execFileSync("buildah", [...storage, "bud", "--isolation", "chroot", folder], {
      stdio: ["ignore", "ignore", "pipe"],
    });
  } catch (error) {
    return `buildah can't build one here (${String(error.stderr).trim().split("\n").at(-1)}): allow user namespaces, or run it as root`;
  } finally {
    // What lies in the storage can belong to other users than this one.
    if (process.getuid?.() === 0) rmSync(folder, { recursive: true, force: true });
    else runs("buildah", "unshare", "rm", "-rf", folder);
  }
  return undefined;
}

const missing = [
  () => (process.platform === "linux" ? undefined : "images are built on Linux alone: run it there"),
  () =>
    runs("buildah", "--version")
      ? undefined
      : "'buildah' is missing: install it, on Debian and Ubuntu by 'apt-get install buildah'",
  () => (runs(busybox, "true") ? undefined : `${busybox} is missing: install 'busybox-static'`),
  () =>
    runs("go", "version") ? undefined : "'go' is missing: install the Go that the Dockerfile names, or a newer one",
  probe,
];
for (const check of missing) {
  const why = check();
  if (why !== undefined) {
    console.error(`test:image needs a machine that builds images, and ${why}`);
    process.exitCode = 1;
    break;
  }
}
