/** Where something is, in a description or in a config.toml. */
export type Path = readonly (string | number)[];
