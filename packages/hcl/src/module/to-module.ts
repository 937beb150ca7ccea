import { elementsOf } from "../document/elements";
import { HclError } from "../document/hcl-error";
import type { JsonObject, TerraformDocument } from "../document/terraform-document";
import { type Hcl, toHcl, type ToHclOptions } from "../to-hcl";
import { type ModuleInput, moduleInputs } from "./module-inputs";
import { type ModuleOutput, moduleOutputs } from "./module-outputs";
import { providerSources } from "./provider-sources";
import { refuseAliases } from "./refuse-aliases";

/** How to write a document as a module. */
export interface ToModuleOptions extends Omit<ToHclOptions, "backend" | "moved"> {
  /** Versions of Terraform that the module works with: `>= 1.11`. */
  readonly requiredVersion: string;
  /**
   * Versions of each provider that the module works with, by the name that the document has for it:
   * `{ aws: ">= 6.25.0, < 7.0.0" }`. One that the document does not have is left out.
   */
  readonly providers: Readonly<Record<string, string>>;
}

/** What must be there to use a module. */
export interface ModuleRequirements {
  /** Versions of Terraform. */
  readonly terraform: string;
  /** Providers, by their name in the module. */
  readonly providers: Readonly<Record<string, ProviderRequirement>>;
}

/** A provider that a module needs. */
export interface ProviderRequirement {
  /** Where it is from: `hashicorp/aws`. */
  readonly source: string;
  /** Versions that the module works with. */
  readonly version: string;
}

/** A document as a module. */
export interface Module extends Hcl {
  /** Its variables, in the document's order. */
  readonly inputs: readonly ModuleInput[];
  /** Its outputs, in the document's order. */
  readonly outputs: readonly ModuleOutput[];
  /** What must be there to use it. */
  readonly requirements: ModuleRequirements;
}

/**
 * Writes Terraform's JSON as a module that others call: as `toHcl` does, but without providers and backend, which a
 * caller has, and with ranges of versions in place of the one that the document was made with.
 *
 * @throws HclError as `toHcl` does, and when a provider has no versions given, something uses a provider by an alias, or
 *   there is an `import` block, which Terraform takes in a root module alone
 */
export function toModule(document: TerraformDocument, options: ToModuleOptions): Module {
  const { requiredVersion, providers: versions, ...printing } = options;
  const elements = elementsOf(document);
  if (elements.some(({ kind }) => kind === "import")) {
    throw new HclError(
      "import: must not be in a module, since Terraform takes it in a root module alone; leave it to who calls the module",
    );
  }
  refuseAliases(elements);
  const providers = Object.fromEntries(
    [...providerSources(elements)].map(([name, source]) => [name, { source, version: versionOf(name, versions) }]),
  );
  const { provider: _provider, terraform: _terraform, ...rest } = document;
  const settings: JsonObject = Object.assign(
    {},
    ...elements.filter(({ kind }) => kind === "terraform").map(({ body }) => body),
    { required_version: requiredVersion, required_providers: Object.keys(providers).length > 0 ? providers : null },
  );
  return {
    ...toHcl({ ...rest, terraform: settings }, printing),
    inputs: moduleInputs(elements),
    outputs: moduleOutputs(elements),
    requirements: { terraform: requiredVersion, providers },
  };
}

function versionOf(name: string, versions: Readonly<Record<string, string>>): string {
  const version = Object.hasOwn(versions, name) ? versions[name] : undefined;
  if (version === undefined) {
    const given = Object.keys(versions).join(", ") || "none";
    throw new HclError(
      `terraform.required_providers.${name}: must have its versions among the option 'providers', got those of ${given}; add the ones that the module works with`,
    );
  }
  return version;
}
