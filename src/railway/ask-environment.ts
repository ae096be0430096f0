import { askJson } from './ask-json.ts';
import { recordsAt, textAt, valueAt } from './json-path.ts';
import type { EnvironmentTarget, RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { readConfig } from './read-config.ts';
import type { CliCall } from './run-cli.ts';

/** What the user said about where to look; what the folder is linked to by default. */
export interface Wanted {
  readonly cwd: string;
  /** Name or id. */
  readonly project?: string | undefined;
  /** Name or id. */
  readonly environment?: string | undefined;
  /** Milliseconds that one question may take. */
  readonly timeout?: number | undefined;
}

/** The two answers that a live state is made of, as the CLI printed them: `config` holds every value of a variable. */
export interface Answers {
  readonly target: EnvironmentTarget;
  /** `railway status --json` */
  readonly status: unknown;
  /** `railway environment config --json` */
  readonly config: unknown;
}

/** Asks for both answers about one environment: the second question goes by the ids of the first one's answer. */
export async function askEnvironment(cli: RailwayCli, { cwd, project, environment, timeout }: Wanted): Promise<Answers> {
  if (project !== undefined && environment === undefined) throw railwayError('railway-unlinked', '--project names no environment', 'name both: --project NAME --environment NAME');
  const patience = timeout === undefined ? {} : { timeout };
  const wanted = environment ?? await linkedEnvironment(cli, { cwd, ...patience });
  const status = await askJson(cli, { words: ['status', '--json', '--environment', wanted, ...(project === undefined ? [] : ['--project', project])], cwd, ...patience });
  const [only, second] = recordsAt(status, 'environments', 'edges').filter((edge) => [textAt(edge, 'node', 'id'), textAt(edge, 'node', 'name')].includes(wanted));
  const target = { project: textAt(status, 'id'), environment: textAt(only, 'node', 'id') };
  if (target.project === undefined || target.environment === undefined || second !== undefined) {
    throw railwayError('railway-answer', 'the answer of railway status does not name the project and one environment', 'renew the CLI: railway upgrade');
  }
  const known = { project: target.project, environment: target.environment };
  return { target: known, status, config: await readConfig(cli, { cwd, target: known, ...patience }) };
}

/** The id of the environment that the folder is linked to; `railway status` lists all of them and does not say which it is. */
async function linkedEnvironment(cli: RailwayCli, call: Omit<CliCall, 'words'>): Promise<string> {
  const answer = await askJson(cli, { ...call, words: ['environment', 'list', '--json'] });
  const linked = recordsAt(answer, 'environments').find((each) => valueAt(each, 'isLinked') === true);
  const id = textAt(linked, 'id');
  if (id === undefined) throw railwayError('railway-unlinked', 'the folder is linked to a project, and to no environment of it', 'link one with railway environment, or name it: --environment NAME');
  return id;
}
