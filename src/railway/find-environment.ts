import { askJson } from './ask-json.ts';
import { recordsAt, textAt, valueAt } from './json-path.ts';
import type { EnvironmentTarget, RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
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

/** An environment that was found, with the answer that names it. */
export interface FoundEnvironment {
  readonly target: EnvironmentTarget;
  readonly name: string;
  /** `railway status --json` */
  readonly status: unknown;
}

/** Finds the environment that is meant, and asks for what runs in it. */
export async function findEnvironment(cli: RailwayCli, { cwd, project, environment, timeout }: Wanted): Promise<FoundEnvironment> {
  if (project !== undefined && environment === undefined) throw railwayError('railway-unlinked', '--project names no environment', 'name both: --project NAME --environment NAME');
  const call = { cwd, ...(timeout === undefined ? {} : { timeout }) };
  const wanted = environment ?? await linkedEnvironment(cli, call);
  const status = await askJson(cli, { ...call, words: ['status', '--json', ...flagWith('--environment', wanted), ...(project === undefined ? [] : flagWith('--project', project))] });
  const [only, second] = recordsAt(status, 'environments', 'edges').filter((edge) => [textAt(edge, 'node', 'id'), textAt(edge, 'node', 'name')].includes(wanted));
  const [projectId, id, name] = [textAt(status, 'id'), textAt(only, 'node', 'id'), textAt(only, 'node', 'name')];
  if (projectId === undefined || id === undefined || name === undefined || second !== undefined) {
    throw railwayError('railway-answer', 'the answer of railway status does not name the project and one environment', 'renew the CLI: railway upgrade');
  }
  return { target: { project: projectId, environment: id }, name, status };
}

/** A flag with its value; one that begins with a dash would be taken for a flag of its own. */
function flagWith(flag: string, value: string): readonly string[] {
  return value.startsWith('-') ? [`${flag}=${value}`] : [flag, value];
}

/** The id of the environment that the folder is linked to; `railway status` lists all of them and does not say which it is. */
async function linkedEnvironment(cli: RailwayCli, call: Omit<CliCall, 'words'>): Promise<string> {
  const answer = await askJson(cli, { ...call, words: ['environment', 'list', '--json'] });
  const linked = recordsAt(answer, 'environments').find((each) => valueAt(each, 'isLinked') === true);
  const id = textAt(linked, 'id');
  if (id === undefined) throw railwayError('railway-unlinked', 'the folder is linked to a project, and to no environment of it', 'link one with railway environment, or name it: --environment NAME');
  return id;
}
