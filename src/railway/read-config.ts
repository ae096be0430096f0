import { askJson } from './ask-json.ts';
import type { EnvironmentTarget, RailwayCli } from './railway-cli.ts';
import type { CliCall } from './run-cli.ts';

/**
 * The configuration of an environment with every variable decrypted: it never leaves `src/railway` and `src/live` as it is. The command takes no
 * project, so that goes by variables. https://github.com/railwayapp/cli/blob/v5.43.1/src/commands/environment/config.rs
 */
export async function readConfig(cli: RailwayCli, { target, ...call }: Omit<CliCall, 'words' | 'environment'> & { readonly target: EnvironmentTarget }): Promise<unknown> {
  return askJson(cli, { ...call, words: ['environment', 'config', '--json', '--environment', target.environment], environment: targetVariables(target) });
}

/** Variables that name project and environment for commands without a flag for the project; a project token counts before them. */
export function targetVariables({ project, environment }: EnvironmentTarget): Readonly<Record<string, string>> {
  return { RAILWAY_PROJECT_ID: project, RAILWAY_ENVIRONMENT_ID: environment };
}
