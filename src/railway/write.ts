import { askJson } from './ask-json.ts';
import { droppedNull } from './dropped-null.ts';
import { valueAt } from './json-path.ts';
import type { EnvironmentTarget, RailwayCli, ServiceTarget } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';

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
  await askJson(cli, { words: ['variable', 'set', name, '--stdin', '--skip-deploys', '--json', '-s', target.service, '-e', target.environment, '-p', target.project], ...call, input: value, finishes: true });
}

/**
 * Changes the configuration of an environment: `{ services: { ID: { deploy: { healthcheckPath: '/health' } } } }`, services by their ids, with a message,
 * which is no secret. Null takes a variable, a domain or a region away; the CLI has no way to unset a setting, so null for one is a UsageError. The patch
 * goes by stdin, and it deploys. https://github.com/railwayapp/cli/blob/v5.71.0/src/commands/environment/edit.rs
 */
export async function editEnvironment(cli: RailwayCli, { target, ...call }: Place<EnvironmentTarget>, patch: unknown, message: string): Promise<void> {
  const dropped = droppedNull(patch);
  if (dropped !== undefined) throw railwayError('railway-failed', `${dropped} cannot be unset: the railway CLI has no way to do that`, 'clear it in the dashboard; nothing was changed');
  const words = ['environment', 'edit', '--json', '--project', target.project, '--environment', target.environment, '--message', message];
  const answer = await askJson(cli, { words, ...call, input: JSON.stringify(patch), finishes: true });
  if (valueAt(answer, 'committed') !== true) throw railwayError('railway-answer', 'railway environment edit did not say that it changed anything', 'look at the environment: railway environment config');
}

/** A name that the CLI would take for a flag, or for a name with its value. */
function checkName(name: string): void {
  if (!/^[^-=\s][^=\s]*$/.test(name)) throw railwayError('railway-failed', `"${name}" is no name of a variable`, 'nothing was changed');
}
