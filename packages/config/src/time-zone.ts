import { didYouMean } from "./did-you-mean";
import { formatGiven } from "./finding";

/** What is wrong with the name of a time zone, and what to do if there is something better than the rule's advice. */
export function timeZoneMistake(name: string): { message: string; fix?: string } | undefined {
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
