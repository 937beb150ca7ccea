import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { request } from "./pin-request.mjs";
import { fileInTar } from "./pin-tar.mjs";

const manifestTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");
const digestForm = /^sha256:[0-9a-f]{64}$/;

/** The parts of `host/repository:tag`. Docker Hub's registry has another host than its name says. */
function parts(image) {
  const [, host, repository, tag] = /^([^/]+)\/(.+):([^:]+)$/.exec(image);
  return { address: `https://${host === "docker.io" ? "registry-1.docker.io" : host}/v2/${repository}`, tag };
}

/** Asks a registry as someone without an account, who may be told to fetch a token first. */
async function ask(url, options) {
  const answer = await request(url, { ...options, accept401: true });
  if (answer.status !== 401) return answer;
  const challenge = answer.headers.get("www-authenticate") ?? "";
  const { realm, ...query } = Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  if (!/^Bearer /i.test(challenge) || realm === undefined) {
    throw new Error(`${url} wants a login, and its challenge '${challenge}' names no address for a token`);
  }
  const { token, access_token: other } = await (
    await request(`${realm}?${new globalThis.URLSearchParams(query)}`)
  ).json();
  return request(url, { ...options, headers: { ...options.headers, authorization: `Bearer ${token ?? other}` } });
}

/** The digest that a tag has now. */
export async function imageDigest(image) {
  const { address, tag } = parts(image);
  const url = `${address}/manifests/${tag}`;
  const answer = await ask(url, { method: "HEAD", headers: { accept: manifestTypes } });
  const digest = answer.headers.get("docker-content-digest") ?? "";
  if (!digestForm.test(digest)) throw new Error(`${url} has no digest in its answer, got '${digest}'`);
  return digest;
}

async function bytes(url, digest) {
  const answer = await ask(url, { headers: { accept: manifestTypes } });
  const content = Buffer.from(await answer.arrayBuffer());
  const actual = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  if (digest !== undefined && actual !== digest) throw new Error(`${url} gave content with the digest ${actual}`);
  return content;
}

/** The SHA-256 of one file of an image, read from the layer that `fleeting install` unpacks. */
export async function programChecksum({ image, architecture, path }) {
  const { address, tag } = parts(image);
  const index = JSON.parse(await bytes(`${address}/manifests/${tag}`));
  const entry = index.manifests?.find(
    ({ platform }) => platform?.os === "linux" && platform.architecture === architecture,
  );
  if (entry === undefined) throw new Error(`${image} has no image for linux/${architecture}`);
  const manifest = JSON.parse(await bytes(`${address}/manifests/${entry.digest}`, entry.digest));
  const layer = manifest.layers.find(({ annotations }) => annotations?.["com.gitlab.fleeting.layer"] !== undefined);
  if (layer === undefined) throw new Error(`${image} for linux/${architecture} has no layer with a fleeting plugin`);
  const content = fileInTar(gunzipSync(await bytes(`${address}/blobs/${layer.digest}`, layer.digest)), path);
  if (content === undefined) throw new Error(`${image} for linux/${architecture} has no file '${path}' in its layer`);
  return createHash("sha256").update(content).digest("hex");
}
