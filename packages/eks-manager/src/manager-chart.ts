import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a chart consists of; everything else in its folder is not the chart's. */
const CHART_FILES = [
  "Chart.yaml",
  "values.yaml",
  "values.schema.json",
  ".helmignore",
  "templates",
  "Chart.lock",
  "charts",
  "crds",
  "files",
] as const;

/** A chart in a folder. */
export interface FolderChart {
  /** The folder. */
  readonly directory: string;
  /**
   * Where Terraform finds the folder, such as `${path.module}/charts/runner-manager`.
   *
   * @default - in a copy, which travels with the synthesised stack
   */
  readonly foundAt?: string;
}

/** A chart in a registry. */
export interface RegistryChart {
  /** The registry, such as `oci://registry.example.com/charts/runner-manager`. */
  readonly oci: string;
  /** Exact version of the chart. */
  readonly version: string;
}

/** Where the manager's chart comes from. */
export type ManagerChart = FolderChart | RegistryChart;

/** The manager's chart that comes with this package. */
export function bundledChart(): ManagerChart {
  return { directory: dirname(require.resolve("@runner-fleet/runner-manager-chart/package.json")) };
}

/** The chart of a cache in the cluster that comes with this package. */
export function bundledCacheChart(): FolderChart {
  return { directory: dirname(require.resolve("@runner-fleet/runner-cache-chart/package.json")) };
}

/** The files without which a folder is no chart of a manager: its schema is what refuses wrong values. */
const REQUIRED = ["Chart.yaml", "values.yaml", "values.schema.json", "templates"] as const;

/**
 * The files of a folder that holds a chart, by their path in it, in one order.
 *
 * @param path the construct's path, for the message
 * @throws Error when the folder lacks a file that the chart must have
 */
export function checkedFiles(path: string, directory: string): ReadonlyMap<string, Buffer> {
  const lacking = REQUIRED.find((name) => !existsSync(join(directory, name)));
  if (lacking !== undefined) {
    throw new Error(
      `${path}: 'directory' must hold a chart, got ${JSON.stringify(directory)} without ${lacking}; correct the path`,
    );
  }
  return chartFiles(directory);
}

/** The chart's files by their path in it, in one order. */
export function chartFiles(directory: string): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const add = (path: string) => {
    const entries = readdirSync(join(directory, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        add(inside);
      } else {
        files.set(inside, readFileSync(join(directory, inside)));
      }
    }
  };
  for (const name of CHART_FILES.filter((candidate) => existsSync(join(directory, candidate)))) {
    if (statSync(join(directory, name)).isDirectory()) {
      add(name);
    } else {
      files.set(name, readFileSync(join(directory, name)));
    }
  }
  return files;
}

/**
 * Digest of a chart's files. The helm provider sees no change in a chart that is a folder, so the values carry it.
 */
export function chartDigest(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash("sha256");
  for (const [path, content] of files) {
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
