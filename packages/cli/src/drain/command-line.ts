/** A command as a person would type it into a shell of POSIX. */
export const commandLine = (command: string, args: readonly string[]): string =>
  [command, ...args].map(quoted).join(" ");

const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
