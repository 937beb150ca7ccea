const block = 512;
const text = (bytes) => bytes.toString("latin1").replace(/\0.*$/s, "");

/**
 * The content of one regular file of an archive, or undefined if it is not there. Names of up to 100 characters, which
 * need no extension of the format.
 */
export function fileInTar(archive, path) {
  for (let at = 0; at + block <= archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + block);
    const size = Number.parseInt(text(header.subarray(124, 136)).trim(), 8);
    const start = at + block;
    const isFile = header[156] === 0 || header[156] === "0".charCodeAt(0);
    if (isFile && text(header.subarray(0, 100)) === path) return archive.subarray(start, start + size);
    at = start + Math.ceil(size / block) * block;
  }
  return undefined;
}
