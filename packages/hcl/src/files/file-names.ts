import type { ElementKind } from "../document/elements";
import type { Group } from "../order/groups";
import { wordsOf } from "../names/words";

/** The file of each kind of block that is not among what the stack is made of. */
export const fileOfKind: Readonly<Partial<Record<ElementKind, string>>> = {
  terraform: "versions.tf",
  provider: "providers.tf",
  variable: "variables.tf",
  locals: "locals.tf",
  check: "checks.tf",
  moved: "moved.tf",
  import: "imports.tf",
  removed: "removed.tf",
  output: "outputs.tf",
};

/** The file of what the stack is made of. */
export const mainFile = "main.tf";

/**
 * A file for each group; that of the stack's own blocks is `main.tf`. Names are those of the constructs, lengthened by
 * the constructs around them, and at last numbered, until each is of its own.
 */
export function topicFiles(groups: readonly Group[]): ReadonlyMap<Group, string> {
  const taken = new Set<string>([mainFile, ...Object.values(fileOfKind)]);
  const files = new Map<Group, string>();
  for (const group of groups) {
    const ids = group.path.split("/");
    const options = group.path === "" ? [] : [ids.slice(-1), ids];
    const names = options.map((each) => `${each.flatMap(wordsOf).join("-") || "construct"}.tf`);
    let name = group.path === "" ? mainFile : (names.find((each) => !taken.has(each)) ?? mainFile);
    for (let n = 2; group.path !== "" && taken.has(name); n++) {
      name = names[0]?.replace(/\.tf$/, `-${n}.tf`) ?? mainFile;
    }
    taken.add(name);
    files.set(group, name);
  }
  return files;
}
