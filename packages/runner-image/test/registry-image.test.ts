import { versions } from "@runner-fleet/config";
import { Token } from "cdktf";
import { ManagerImage, type RegistryImageProps } from "../src";
import { readSources } from "../src/image-sources";

const repository = "registry.example.com:5000/platform/manager";
const digest = `sha256:${"a1".repeat(32)}`;

test("an image in a registry has its plugin unless said otherwise, and nothing to wait for", () => {
  expect(ManagerImage.fromRegistry({ repository, tag: "1.2.3", digest })).toEqual({
    repository,
    tag: "1.2.3",
    digest,
    hasPlugin: true,
  });
  expect(ManagerImage.fromRegistry({ repository, tag: "1.2.3", hasPlugin: false }).hasPlugin).toBe(false);
});

test("the official image is the pinned version of the Dockerfile's base, without the plugin", () => {
  const image = ManagerImage.official();
  expect(image.hasPlugin).toBe(false);
  expect(image.tag).toBe(`alpine-v${versions.gitlabRunner}`);
  expect(readSources().Dockerfile).toContain(`\nARG BASE_REPOSITORY=${image.repository}\n`);
});

test("what only Terraform knows is not checked", () => {
  const tag = Token.asString({ resolve: () => "${var.tag}" });
  expect(ManagerImage.fromRegistry({ repository, tag }).tag).toBe(tag);
});

test.each<[Partial<RegistryImageProps>, string]>([
  [
    { repository: "https://registry.example.com/manager" },
    "'repository' must be an image name without scheme, tag or digest",
  ],
  [{ repository: "manager:1.2.3" }, `got "manager:1.2.3"`],
  [{ repository: "" }, `got ""`],
  [{ tag: "latest" }, "'tag' must name one version, because a manager that restarts must get the image it had"],
  [{ tag: "" }, "'tag' must be up to 128 letters"],
  [{ tag: ".1" }, `got ".1"`],
  [{ tag: "x".repeat(129) }, "'tag' must be up to 128 letters"],
  [{ digest: "sha256:abc" }, `'digest' must be sha256: and 64 hexadecimal digits, got "sha256:abc"`],
])("%j is refused", (props, message) => {
  expect(() => ManagerImage.fromRegistry({ repository, tag: "1.2.3", ...props })).toThrow(
    `ManagerImage.fromRegistry: ${message.startsWith("'") ? message : ""}`,
  );
  expect(() => ManagerImage.fromRegistry({ repository, tag: "1.2.3", ...props })).toThrow(message);
});
