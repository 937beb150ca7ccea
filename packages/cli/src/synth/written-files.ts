import { basename } from "node:path";
import { defaultSchema, toHcl, toModule, type Content, type Stack, type TerraformDocument } from "@runner-fleet/hcl";
import { moduleProviders, requiredVersion } from "@runner-fleet/stack";
import { moduleReadme } from "./module-readme";
import type { SynthFormat } from "./synth-formats";

/** Files by their path in the folder that they are written to. */
export type Files = ReadonlyMap<string, Content>;

/** How a stack is written. */
export interface Writing {
  /** As what. */
  readonly format: SynthFormat;
  /** What messages call the description. */
  readonly source: string;
  /** The folder that is written to, as the user named it. */
  readonly folder: string;
}

type Texts = Readonly<Record<string, string>>;

const writers: Readonly<Record<SynthFormat, (document: TerraformDocument, writing: Writing) => Texts>> = {
  json: (document) => ({ "cdk.tf.json": `${JSON.stringify(document, undefined, 2)}\n` }),
  hcl: (document, { source }) => withOrigin(toHcl(rootDocument(document), { schema: defaultSchema() }).files, source),
  module: (document, { source, folder }) => {
    const module = toModule(document, { schema: defaultSchema(), requiredVersion, providers: moduleProviders });
    return { ...withOrigin(module.files, source), "README.md": moduleReadme(module, folder) };
  },
};

/** What a stack is written as, with its assets. */
export function writtenFiles({ document, assets }: Stack, writing: Writing): Files {
  const texts = Object.entries(writers[writing.format](document, writing)).map(
    ([name, text]) => [name, { bytes: Buffer.from(text), isExecutable: false }] as const,
  );
  return new Map([...texts, ...assets]);
}

/** Each file with a line of where it is from. The description's folder is left out: it differs from machine to machine. */
function withOrigin(files: Texts, source: string): Texts {
  const name = basename(source).replace(/\p{Cc}/gu, "?");
  const origin = `# Written by 'runner-fleet synth' from ${name}: change that, and write this again.`;
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, `${origin}\n\n${text}`]));
}

/** A root as a person writes it: with Terraform's version, and providers by the whole of their source. */
function rootDocument({ terraform, ...document }: TerraformDocument): TerraformDocument {
  const { required_providers: providers, ...settings } = terraform as unknown as RootSettings;
  const sourced = Object.entries(providers).map(([name, { source, ...rest }]) => [
    name,
    { source: source.includes("/") ? source : `hashicorp/${source}`, ...rest },
  ]);
  return {
    ...document,
    terraform: { ...settings, required_version: requiredVersion, required_providers: Object.fromEntries(sourced) },
  } as TerraformDocument;
}

/** What cdktf writes of a stack's providers. */
interface RootSettings {
  readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
}
