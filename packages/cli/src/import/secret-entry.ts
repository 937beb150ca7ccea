import { looksLikeSecret } from "@runner-fleet/config";

/** What names are given to what is not for everyone to read. */
const SECRET_NAME =
  /(^|[_.-])(PASSWORDS?|PASSWD|PASS|PASSPHRASE|SECRETS?|TOKENS?|CREDENTIALS?|AUTH|DSN|(ACCESS|API|ACCOUNT|PRIVATE|SECRET|SIGNING|ENCRYPTION)[_-]?KEY(_ID)?)$/i;

/** Docker's logins; only a reference to a helper program is none. */
const LOGINS = /"(auths?|password|identitytoken|registrytoken)"\s*:/i;

/** Whether a text, whatever it is for, is not to be shown or written. Scripts and options assign secrets, too. */
export const isSecretText = (text: string): boolean =>
  looksLikeSecret(text) ||
  LOGINS.test(text) ||
  [...text.matchAll(/([A-Za-z_][\w.-]*)=(?=["']?([^\s"',;&]*))/g)].some(
    ([, name = "", value = ""]) => SECRET_NAME.test(name) && isLiteral(value),
  );

/** Whether an entry of a map, such as a label or an option, is not to be shown or written. */
export const isSecretPair = (name: string, value: unknown): boolean =>
  looksLikeSecret(name) ||
  (typeof value === "string" && (isSecretText(value) || (SECRET_NAME.test(name) && isLiteral(value))));

/** A value that names another variable, or a file, is no secret itself, nor is a switch. */
const isLiteral = (value: string) => /^[^$/]/.test(value) && !/^(true|false|yes|no|on|off|\d{1,3})$/i.test(value);
