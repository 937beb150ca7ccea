import { isGenerated, saidIds, withoutHash } from "../document/construct-path";
import { addressOf, type Element } from "../document/elements";
import { hintFor, type Hints } from "./hints";
import { nameOf, wordsOf } from "./words";

/** A name by what the document calls the element: `aws_vpc.Net_1A2B3C4D` is called `net`. */
export type NewNames = ReadonlyMap<string, string>;

const renamed: readonly Element["kind"][] = ["resource", "data", "ephemeral", "module"];

/** Words that say nothing without the one behind them. */
const dangling = new Set(["and", "by", "for", "from", "in", "of", "on", "to", "with"]);

/** What an element could be called, best first. */
interface Candidates {
  readonly address: string;
  /** Within which no two may have the same name. */
  readonly scope: string;
  readonly names: readonly string[];
}

/**
 * Names for what cdktf named by its path and a hash: the words of the path, without those that the resource's type says
 * already. A name is the element's own affair: it stays when something else is added, unless both would have the same;
 * then both get all their words. Names that someone chose stay, and so do variables and outputs, which others know.
 */
export function newNames(elements: readonly Element[], hints: Pick<Required<Hints>, "names">): NewNames {
  const candidates = [
    ...elements.filter(({ kind }) => renamed.includes(kind)).map((element) => candidatesOf(element, elements, hints)),
    ...elements
      .filter(({ kind }) => kind === "locals")
      .flatMap(({ body }) => Object.keys(body).filter((key) => key !== "//"))
      .map((id) => localCandidates(id, hints)),
  ];
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { address, scope, names: options } of candidates) {
    const others = candidates.filter((other) => other.scope === scope && other.address !== address);
    const free = options.find((name) => others.every((other) => !other.names.includes(name))) ?? options.at(-1) ?? "";
    let name = free;
    for (let n = 2; taken.has(`${scope} ${name}`); n++) {
      name = `${free}_${n}`;
    }
    taken.add(`${scope} ${name}`);
    names.set(address, name);
  }
  return names;
}

function candidatesOf(
  element: Element,
  elements: readonly Element[],
  hints: Pick<Required<Hints>, "names">,
): Candidates {
  const { kind, labels, path } = element;
  const [type = "", id = type] = labels;
  const address = addressOf(element);
  const scope = kind === "module" ? kind : `${kind} ${type}`;
  if (!path || !isGenerated(id, path)) {
    return { address, scope, names: [id] };
  }
  const words = hinted(saidIds(path), hints);
  const short = kind === "module" ? words : withoutType(words, type);
  const names = [...(isCurrent(element, elements) ? ["current"] : []), short, words, path.flatMap(wordsOf)];
  return { address, scope, names: names.map((each) => (typeof each === "string" ? each : nameOf(orMain(each)))) };
}

function localCandidates(id: string, hints: Pick<Required<Hints>, "names">): Candidates {
  const ids = withoutHash(id) ?? id;
  // A local has no path in the document, but the ids of it, joined, are its name.
  const hint = Object.keys(hints.names)
    .sort((a, b) => b.length - a.length)
    .find((path) => withoutHash(id) !== undefined && `${ids}_`.startsWith(`${path.replaceAll("/", "_")}_`));
  const rest = hint === undefined ? ids : ids.slice(hint.replaceAll("/", "_").length);
  const words = [...(hint === undefined ? [] : wordsOf(hints.names[hint] ?? "")), ...wordsOf(rest)];
  return { address: `local.${id}`, scope: "local", names: [nameOf(orMain(words)), nameOf(wordsOf(ids)), id] };
}

/** A data source that is asked nothing, such as the region, is the current one. */
function isCurrent({ kind, labels, body }: Element, elements: readonly Element[]): boolean {
  const isLonely = elements.filter((other) => other.kind === kind && other.labels[0] === labels[0]).length === 1;
  return kind === "data" && isLonely && Object.keys(body).every((key) => key === "//");
}

function hinted(path: readonly string[], { names }: Pick<Required<Hints>, "names">): readonly string[] {
  const hint = hintFor(path, names);
  return hint === undefined
    ? path.flatMap(wordsOf)
    : [...wordsOf(names[hint] ?? ""), ...path.slice(hint.split("/").length).flatMap(wordsOf)];
}

/** Words without those at the end that the type says: `manager_role_2` of an `aws_iam_role` is `manager_2`. */
function withoutType(words: readonly string[], type: string): readonly string[] {
  const said = new Set(type.split("_"));
  const numbers = /^\d+$/.test(words.at(-1) ?? "") ? words.slice(-1) : [];
  let end = words.length - numbers.length;
  while (end > 1 && said.has(words[end - 1] ?? "")) {
    end--;
  }
  return dangling.has(words[end - 1] ?? "") ? words : [...words.slice(0, end), ...numbers];
}

function orMain(words: readonly string[]): readonly string[] {
  return words.length === 0 ? ["main"] : words;
}
