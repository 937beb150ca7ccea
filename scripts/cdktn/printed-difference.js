/** The most that is shown of a value, in characters. */
const most = 160;

/** A path as Terraform would write it: `resource.aws_x.y.tags["a.b"][0]`. */
const printedPath = (path) =>
  path
    .map((key) => {
      if (typeof key === "number") return `[${key}]`;
      return /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
    .join("")
    .replace(/^\./, "");

/** A value's JSON; of a long one the part around `at`. */
function excerpt(json, at) {
  if (json === undefined) return "nothing";
  if (json.length <= most) return json;
  const start = Math.max(0, Math.min(at - most / 4, json.length - most));
  const end = Math.min(start + most, json.length);
  return `${start > 0 ? "…" : ""}${json.slice(start, end)}${end < json.length ? "…" : ""}`;
}

/**
 * A difference for people: the file and the path in it, and below them what each of the two sides has there.
 *
 * @param {string} file
 * @param {{ path: (string | number)[], left: unknown, right: unknown }} difference
 * @param {[string, string]} sides what the two are called
 */
function printedDifference(file, { path, left, right }, sides) {
  const values = [JSON.stringify(left), JSON.stringify(right)];
  const [one = "", other = ""] = values;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return [
    [file, printedPath(path)].filter(Boolean).join(": "),
    ...values.map((json, index) => `  ${sides[index]}: ${excerpt(json, at)}`),
  ].join("\n");
}

module.exports = { printedDifference };
