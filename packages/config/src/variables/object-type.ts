/** Terraform's type of an object, by its attributes' types. */
export const objectType = (attributes: Readonly<Record<string, string>>) =>
  `object({ ${Object.entries(attributes)
    .map(([name, type]) => `${name} = ${type}`)
    .join(", ")} })`;

/** Terraform's type of a list of objects, by their attributes' types. */
export const objectsType = (attributes: Readonly<Record<string, string>>) => `list(${objectType(attributes)})`;
