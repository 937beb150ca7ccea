import { createHash } from "node:crypto";
import { Expression, Template, type Machines } from "@runner-fleet/config";

type UserDataPart = NonNullable<Machines["userDataParts"]>[number];

// A further cloud-config adds to the lists of the project's own and changes none of its values. By default cloud-init
// replaces whole lists, and a part with a `runcmd` would undo the installation of Docker.
const MERGE_TYPE = "list(append)+dict(no_replace,recurse_list)+str()";

/**
 * The cloud-config and the user's own parts, in their order, as one message of several parts. Pure: the boundary is
 * made from the contents.
 *
 * @throws Error when the file name of a part is known only to Terraform
 */
export function mimeMessage(config: Template, parts: readonly UserDataPart[]): Template {
  const digest = createHash("sha256")
    .update(JSON.stringify([config.toPreview(), parts]))
    .digest("hex");
  const boundary = `runner-fleet-${digest.slice(0, 32)}`;
  return new Template([
    `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n`,
    `--${boundary}\n${headers("text/cloud-config", "runner-fleet.yaml")}\n`,
    ...config.parts,
    ...parts.map((part, index) => `--${boundary}\n${bodyPart(part, index)}`),
    `--${boundary}--\n`,
  ]);
}

function headers(contentType: string, filename: string): string {
  return [
    `Content-Type: ${contentType}; charset="utf-8"`,
    "MIME-Version: 1.0",
    `Content-Disposition: attachment; filename="${filename}"`,
    "",
  ].join("\n");
}

function bodyPart({ contentType, filename, content }: UserDataPart, index: number): string {
  if (Expression.is(filename)) {
    throw new Error(
      `'userDataParts[${index}].filename' must be known when the stack is synthesised, got ${filename}; write it out`,
    );
  }
  // cloud-init runs scripts in the order of their names, its own `runcmd` among them. This keeps the parts in their order
  // and behind it.
  const name = `user-${String(index + 1).padStart(2, "0")}-${filename}`;
  const isAscii = /^[\t\n\r\x20-\x7e]*$/.test(content);
  const encoded = isAscii ? content : inLines(Buffer.from(content).toString("base64"));
  return [
    headers(contentType, name),
    ...(/cloud-config|jinja2/.test(contentType) ? [`Merge-Type: ${MERGE_TYPE}\n`] : []),
    ...(isAscii ? [] : ["Content-Transfer-Encoding: base64\n"]),
    "\n",
    encoded.endsWith("\n") ? encoded : `${encoded}\n`,
  ].join("");
}

const inLines = (text: string) => text.replace(/.{1,76}/g, "$&\n");
