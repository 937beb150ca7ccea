import { Testing } from "cdktf";
import type { Construct } from "constructs";
import { ManagerImage, type ManagerImageProps } from "../src";

interface LocalCommand {
  readonly command: string;
  readonly interpreter: string[];
  readonly environment: Record<string, string>;
  readonly when?: string;
}

/** What the tests read of a resource; each test reads what its type has. */
interface SynthesisedResource {
  readonly policy: string;
  readonly depends_on: string[];
  readonly triggers_replace: Record<string, string>;
  readonly provisioner: [{ "local-exec": LocalCommand }];
}

/** A synthesised stack. */
export interface Synthesised {
  readonly resource: Record<string, Record<string, SynthesisedResource>>;
}

/** An image in a stack of its own, and that stack. */
export function synth(
  props: Partial<ManagerImageProps> | ((scope: Construct) => Partial<ManagerImageProps>) = {},
): Synthesised & { image: ManagerImage } {
  let image!: ManagerImage;
  const json = Testing.synthScope((scope) => {
    image = new ManagerImage(scope, "Image", {
      repositoryName: "runner-fleet/manager",
      ...(typeof props === "function" ? props(scope) : props),
    });
  });
  return { ...JSON.parse(json), image };
}

/** The only resource of its type. */
export function only(synthesised: Synthesised, type: string): SynthesisedResource {
  const found = Object.values(synthesised.resource[type] ?? {});
  expect(found).toHaveLength(1);
  return found[0]!;
}
