import { request } from "./pin-request.mjs";

/** The checksums that a release's list, `release.sha256`, has for the given files. */
export async function releaseChecksums({ address, files }) {
  const url = `${address}/release.sha256`;
  // A line is "<sum>  <file>" or "<sum> *<file>".
  const sums = Object.fromEntries(
    [...(await (await request(url)).text()).matchAll(/^([0-9a-f]{64}) [ *](?:\.\/)?(\S+)$/gm)].map(([, sum, file]) => [
      file,
      sum,
    ]),
  );
  const missing = files.filter((file) => sums[file] === undefined);
  if (missing.length > 0) throw new Error(`${url} has no line for ${missing.join(", ")}`);
  return files.map((file) => [`${address}/${file}`, sums[file]]);
}
