import type { Path } from "./path";
import { valueAt } from "./value-at";

/** A value of the description that came from a key of config.toml as it is, and may be what holds without it, too. */
export interface Carried {
  /** Where it is in the description. */
  readonly path: Path;
  /** Where the same is in the config.toml that the description is rendered to. */
  readonly toml: Path;
}

type Container = Record<string | number, unknown>;

/** The description that is being put together, as plain data. */
export class Draft {
  readonly description: Record<string, unknown> = {};
  /** What may be left out again. */
  readonly carried: Carried[] = [];

  /** The value at a path, or `undefined`. */
  get(path: Path): unknown {
    return valueAt(this.description, path);
  }

  /** Puts a value at a path; tables and lists on the way are made. */
  set(path: Path, value: unknown): void {
    let at: Container = this.description;
    path.slice(0, -1).forEach((segment, depth) => {
      at = (at[segment] ??= typeof path[depth + 1] === "number" ? [] : {}) as Container;
    });
    at[path.at(-1) as string] = value;
  }

  /**
   * Takes a value out, and the tables and lists above it that are then empty and say nothing. Entries of a list after it
   * move up.
   */
  remove(path: Path): void {
    const parent = this.get(path.slice(0, -1)) as Container | undefined;
    const last = path.at(-1) as string | number;
    if (Array.isArray(parent)) {
      parent.splice(Number(last), 1);
    } else if (parent) {
      delete parent[last];
    }
    const above = path.slice(0, -1);
    if (above.length > 0 && parent && Object.keys(parent).length === 0 && !saysSomethingEmpty(above)) {
      this.remove(above);
    }
  }
}

const NEEDED = ["docker", "kubernetes", "machines"];

/** Whether a table says something even when it is empty: an entry of a list, a cache, and what a fleet must have. */
const saysSomethingEmpty = (path: Path) =>
  typeof path.at(-1) === "number" ||
  (path.length === 1 && ["cache", "gitlab"].includes(String(path[0]))) ||
  (path.length === 3 && path[0] === "fleets" && NEEDED.includes(String(path[2])));
