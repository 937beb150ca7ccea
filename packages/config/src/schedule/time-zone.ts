import { didYouMean } from "../findings/did-you-mean";
import { formatGiven } from "../findings/finding";

let canonicalNames: ReadonlySet<string> | undefined;

/**
 * Whether a name is one of Intl's own list. Most are, and the list is cheap, where a format brings in 9 MB of ICU's data
 * the first time.
 */
function isCanonicalName(name: string): boolean {
  canonicalNames ??= new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  return canonicalNames.has(name);
}

/** What is wrong with the name of a time zone, and what to do if there is something better than the rule's advice. */
export function timeZoneMistake(name: string): { message: string; fix?: string } | undefined {
  if (isCanonicalName(name)) {
    return undefined;
  }
  const message = `must be an IANA time zone, got ${formatGiven(name)}`;
  let canonical: string;
  try {
    canonical = new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    const near = didYouMean(name, Intl.supportedValuesOf("timeZone"));
    return near ? { message, fix: `did you mean ${near}?` } : { message };
  }
  // Intl takes offsets (+02:00) and any letter case; Go reads the name as that of a file.
  if (!/^[A-Z]/.test(name)) {
    return /^[a-z]/.test(name) ? { message, fix: `did you mean ${canonical}?` } : { message };
  }
  const isSpeltAsItself = canonical === name || canonical.toLowerCase() !== name.toLowerCase();
  return isSpeltAsItself ? undefined : { message, fix: `did you mean ${canonical}?` };
}
