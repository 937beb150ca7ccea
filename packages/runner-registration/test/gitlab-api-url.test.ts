import { gitlabApiUrl } from "../src";

test.each([
  ["https://gitlab.example.com", "https://gitlab.example.com/api/v4/"],
  ["https://gitlab.example.com/", "https://gitlab.example.com/api/v4/"],
  ["https://example.com/gitlab//", "https://example.com/gitlab/api/v4/"],
  ["${var.url}", "${var.url}/api/v4/"],
])("the API of %s is at %s", (url, api) => {
  expect(gitlabApiUrl(url)).toBe(api);
});
