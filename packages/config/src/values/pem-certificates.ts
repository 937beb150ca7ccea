import { X509Certificate } from "node:crypto";

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;

/**
 * What is wrong with a text that should hold certificates in PEM form, for a message; `undefined` when nothing is. Text
 * between the certificates, such as their names, is left alone.
 */
export function certificatesProblem(pem: string): string | undefined {
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(pem)) {
    return "must hold certificates alone, got a private key (not shown)";
  }
  const blocks = [...pem.matchAll(BLOCK)];
  if (blocks.length === 0 || blocks.length < pem.split("-----BEGIN").length - 1) {
    return "must hold whole certificates, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, got one without its end";
  }
  return blocks.map(([block, label], index) => blockProblem(block, label, index + 1)).find(Boolean);
}

function blockProblem(block: string, label: string | undefined, number: number): string | undefined {
  if (label !== "CERTIFICATE") {
    return `must hold certificates alone, got ${label} as number ${number}`;
  }
  try {
    new X509Certificate(block);
    return undefined;
  } catch {
    return `must hold certificates that can be read, got number ${number} that can't`;
  }
}
