/** The repository that holds this program and its action. */
export const REPOSITORY = 'optimize-cli/optimize';

/** The package as npm calls it. */
export const PACKAGE = 'optimize';

/** Where editors find the schema of the configuration file. */
export const CONFIG_SCHEMA = `https://raw.githubusercontent.com/${REPOSITORY}/main/docs/config.schema.json`;

/** The part of a version that files pin: a newer one of it may come by itself. */
export const majorOf = (version: string): string => version.split('.', 1)[0] ?? version;
