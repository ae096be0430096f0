import { askJson } from './ask-json.ts';
import { droppedNull } from './dropped-null.ts';
import { textAt, valueAt } from './json-path.ts';
import type { EnvironmentTarget, RailwayCli, ServiceTarget } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { readConfig } from './read-config.ts';

/** Where a call is made: what the folder is linked to does not matter. */
export interface Place<Target> {
  readonly cwd: string;
  readonly target: Target;
  /** Milliseconds that it may take. */
  readonly timeout?: number | undefined;
}

/**
 * Sets a variable of a service, byte for byte as given; nothing is deployed by that. The value goes by stdin. The CLI takes line ends off the end of
 * what it reads and refuses what is empty, so these values are a UsageError, and nothing is set.
 * https://github.com/railwayapp/cli/blob/v5.43.1/src/commands/variable.rs
 */
export async function setVariable(cli: RailwayCli, { target, ...call }: Place<ServiceTarget>, name: string, value: string): Promise<void> {
  checkName(name);
  if (value === '') throw railwayError('railway-failed', `${name} cannot be set to nothing: the railway CLI takes no empty value`, 'set it in the dashboard, or remove the variable; nothing was changed');
  if (/[\r\n]$/.test(value)) throw railwayError('railway-failed', `${name} cannot be set to a value that ends with a line end: the railway CLI takes it off`, 'set it in the dashboard; nothing was changed');
  await askJson(cli, { words: ['variable', 'set', name, '--stdin', '--skip-deploys', '--json', ...serviceFlags(target)], ...call, input: value, finishes: true });
}

/** Removes a variable of a service, sealed ones too. The CLI has no way to do it without the deployment that Railway makes of it. */
export async function deleteVariable(cli: RailwayCli, { cwd, target }: Place<ServiceTarget>, name: string): Promise<void> {
  checkName(name);
  await askJson(cli, { words: ['variable', 'delete', name, '--json', ...serviceFlags(target)], cwd, finishes: true });
}

/** Sets the replicas of regions, `{ 'europe-west4-drams3a': 2 }`; 0 takes a region away, those that are not named stay. */
export async function scale(cli: RailwayCli, { cwd, target }: Place<ServiceTarget>, replicas: Readonly<Record<string, number>>): Promise<void> {
  const words = Object.entries(replicas).map(([region, count]) => `${region}=${count}`);
  await askJson(cli, { words: ['scale', ...words, '--json', ...serviceFlags(target)], cwd, finishes: true });
}

/** How a patch is kept: committed at once with a message, which is no secret, or staged for somebody to commit in the dashboard. */
export type PatchUse = { readonly message: string } | { readonly stage: true };

/**
 * Changes the configuration of an environment: `{ services: { ID: { deploy: { healthcheckPath: '/health' } } } }`, services by their ids. Null takes a
 * variable, a domain or a region away; the CLI has no way to unset a setting, so null for one is a UsageError. The patch goes by stdin. Committed at
 * once, it deploys. https://github.com/railwayapp/cli/blob/v5.43.1/src/commands/environment/edit.rs
 */
export async function editEnvironment(cli: RailwayCli, { target, ...call }: Place<EnvironmentTarget>, patch: unknown, use: PatchUse): Promise<void> {
  const dropped = droppedNull(patch);
  if (dropped !== undefined) throw railwayError('railway-failed', `${dropped} cannot be unset: the railway CLI has no way to do that`, 'clear it in the dashboard; nothing was changed');
  const how = 'stage' in use ? ['--stage'] : ['--message', use.message];
  const words = ['environment', 'edit', '--json', '--project', target.project, '--environment', target.environment, ...how];
  const answer = await askJson(cli, { words, ...call, input: JSON.stringify(patch), finishes: true });
  if (valueAt(answer, 'stage' in use ? 'staged' : 'committed') !== true) throw railwayError('railway-answer', 'railway environment edit did not say that it changed anything', 'look at the environment: railway environment config');
}

/** The value of a variable as it is written, references unresolved; undefined where there is none, or it is sealed. It must never leave this process. */
export async function readValue(cli: RailwayCli, { cwd, target }: Place<ServiceTarget>, name: string): Promise<string | undefined> {
  const config = await readConfig(cli, { cwd, target });
  return textAt(config, 'services', target.service, 'variables', name, 'value');
}

/** Short flags, because `railway scale` takes `--project` for the name of a region. https://github.com/railwayapp/cli/blob/v5.43.1/src/commands/scale.rs */
function serviceFlags({ project, environment, service }: ServiceTarget): readonly string[] {
  return ['-s', service, '-e', environment, '-p', project];
}

/** A name that the CLI would take for a flag, or for a name with its value. */
function checkName(name: string): void {
  if (!/^[^-=\s][^=\s]*$/.test(name)) throw railwayError('railway-failed', `"${name}" is no name of a variable`, 'nothing was changed');
}
