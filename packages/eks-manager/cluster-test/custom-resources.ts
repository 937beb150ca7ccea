import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { kubectl } from "./kubectl";

const list = join(__dirname, "../../../scripts/tools/custom-resources.txt");

/**
 * Defines the custom resources that the chart makes objects of, at the versions in scripts/tools/custom-resources.txt.
 * Their definitions are read from the module cache of Go, which checks what it downloads.
 *
 * @throws Error when Go is missing, or can't get a module
 */
export function defineCustomResources(): void {
  const folders = new Map<string, string>();
  const files = readFileSync(list, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [module = "", path = ""] = line.split(" ");
      const folder = folders.get(module) ?? download(module);
      folders.set(module, folder);
      return join(folder, path);
    });
  files.forEach((file) => statSync(file));
  // Server-side: the annotation of a client's apply would be longer than Kubernetes takes.
  kubectl(["apply", "--server-side", ...files.flatMap((file) => ["--filename", file])]);
  kubectl(["wait", "--for=condition=Established", "--timeout=30s", ...files.flatMap((file) => ["--filename", file])]);
}

/** Folder of a module, which Go downloads unless it is in its cache already. */
function download(module: string): string {
  try {
    return JSON.parse(execFileSync("go", ["mod", "download", "-json", module], { encoding: "utf8", stdio: "pipe" }))
      .Dir;
  } catch (error) {
    const { code, stdout, message } = error as NodeJS.ErrnoException & { stdout?: string };
    const reason = code === "ENOENT" ? "no 'go' on the PATH" : (/"Error": "(.*)"/.exec(stdout ?? "")?.[1] ?? message);
    throw new Error(`${module} could not be had (${reason}): install Go and reach a module proxy`);
  }
}
