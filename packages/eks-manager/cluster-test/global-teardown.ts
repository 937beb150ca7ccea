import { rmSync } from "node:fs";
import { started } from "./global-setup";

/** Ends what the setup started. */
export default function closeCluster(): void {
  started.proxy?.kill();
  if (started.folder) {
    rmSync(started.folder, { recursive: true, force: true });
  }
}
