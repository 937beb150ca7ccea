import { readTags } from "../../../src/import/machine/tags";

test("of tags one that holds a secret is left out, and the others are not", () => {
  const token = ["glrt-", "abcdefghijklmnopqrst"].join("");
  expect(readTags(`team,platform,gitlab_token,${token},db_password,x`)).toEqual({
    tags: { team: "platform" },
    notes: [
      'tag "gitlab_token" holds what looks like a secret (not shown), and is not carried over',
      'tag "db_password" holds what looks like a secret (not shown), and is not carried over',
    ],
  });
});

test("none is carried over where a secret has a comma in it", () => {
  expect(readTags("a,https://user:pass,word@example.com/")).toEqual({
    tags: {},
    notes: ["they look like a secret that has a comma in it, and none is carried over (not shown)"],
  });
});

test("a key that is a secret, and one without a value, is not shown", () => {
  const { tags, notes } = readTags("A,1,password=hunter2,x,token=hunter2");
  expect(tags).toEqual({ A: "1" });
  expect(notes).toEqual([
    "a text that looks like a secret (not shown) has no value: docker-machine left it out, and so is it here",
    "tag a text that looks like a secret (not shown) holds what looks like a secret (not shown), and is not carried over",
  ]);
});
