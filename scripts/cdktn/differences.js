const isObject = (value) => typeof value === "object" && value !== null;

/**
 * Where two parsed JSON documents differ. What only one of them has is undefined in the other; the order of an object's
 * keys does not matter.
 *
 * @param {unknown} left
 * @param {unknown} right
 * @param {(string | number)[]} path of the two, in front of what is found
 * @returns {{ path: (string | number)[], left: unknown, right: unknown }[]} in the order of the paths
 */
function differences(left, right, path = []) {
  if (Object.is(left, right)) return [];
  if (Array.isArray(left) && Array.isArray(right)) {
    const longer = left.length > right.length ? left : right;
    return [...longer.keys()].flatMap((index) => differences(left[index], right[index], [...path, index]));
  }
  if (!isObject(left) || !isObject(right) || Array.isArray(left) || Array.isArray(right)) {
    return [{ path, left, right }];
  }
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .sort()
    .flatMap((key) => differences(left[key], right[key], [...path, key]));
}

module.exports = { differences };
