/**
 * A literal text as Terraform writes it inside a template, where `${` and `%{` begin an expression. What GitLab Runner
 * or a shell expands itself (`${CI_SERVER_TOKEN}`) goes through here.
 */
export const escapeTemplate = (text: string) => text.replace(/[$%]\{/g, (opening) => opening[0] + opening);

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A literal text as it stands between the quotes of a Terraform string. */
export const escapeQuoted = (text: string) =>
  escapeTemplate(text).replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] as string);
