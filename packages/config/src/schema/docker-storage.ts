import { patterns } from "./pattern";
import { flag, text, textList, textMap } from "./value";

const tmpfs = () =>
  textMap({ keyPattern: patterns.absolutePath.pattern, keyExpected: patterns.absolutePath.expected }).optional();

/** The keys of `[runners.docker]` about volumes and directories in memory. */
export const dockerStorage = {
  /**
   * Volumes of a job's and a service's container: `<path>` for one that Docker makes, `<path or name>:<path>[:ro]` for
   * a directory of the machine or a volume by name. A list of your own replaces the default: name `/cache` in it too,
   * or the caches of jobs are in no volume.
   *
   * @default - `/cache`; none with `disableCache`
   */
  volumes: textList(patterns.volume).optional(),
  /**
   * Containers whose volumes a job's container takes over, `<container>[:ro|rw]`.
   *
   * @default - none
   */
  volumesFrom: textList({
    pattern: /^[A-Za-z0-9][A-Za-z0-9_.-]*(:(ro|rw))?$/,
    expected: 'a container as <name>[:ro|rw], such as "data:ro"',
  }).optional(),
  /**
   * Driver of the volumes that the runner makes.
   *
   * @default - Docker's own, "local"
   */
  volumeDriver: text().optional(),
  /**
   * Options of that driver.
   *
   * @default - none
   */
  volumeDriverOps: textMap().optional(),
  /**
   * Whether the volumes of a job stay on the machine after it.
   *
   * @default - false
   * @since GitLab Runner 18.10
   */
  volumeKeep: flag({ since: "18.10" }).optional(),
  /**
   * Whether jobs get no volume of their own for what later jobs on the same machine could use again.
   *
   * @default - false
   */
  disableCache: flag().optional(),
  /**
   * Directory of the machine for such volumes, an absolute path.
   *
   * @default - volumes of Docker
   */
  cacheDir: text(patterns.absolutePath).optional(),
  /**
   * Directories of a job's container that are kept in memory, by absolute path, with the options of a tmpfs mount:
   * `rw,noexec,size=64m`.
   *
   * @default - none
   */
  tmpfs: tmpfs(),
  /**
   * The same for the containers of services.
   *
   * @default - none
   */
  servicesTmpfs: tmpfs(),
} as const;
