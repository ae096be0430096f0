import { baseName } from './files.ts';

/** Where the JSON Schema of the configuration file lies beside a project that has the package installed; from the project root. */
const CONFIG_SCHEMA = 'node_modules/optimize/docs/config.schema.json';

/**
 * The first line of a configuration file at the project root, so that editors complete and check it: a comment for YAML
 * (https://github.com/redhat-developer/yaml-language-server#using-inlined-schema) and TOML (https://taplo.tamasfe.dev/configuration/directives.html).
 * JSON takes the key `$schema` instead.
 */
export function schemaLine(path: string): string {
  return baseName(path).endsWith('.toml') ? `#:schema ./${CONFIG_SCHEMA}` : `# yaml-language-server: $schema=${CONFIG_SCHEMA}`;
}
