import { askJson } from './ask-json.ts';
import { droppedNull } from './dropped-null.ts';
import { valueAt } from './json-path.ts';
import type { EnvironmentTarget, RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { editEnvironment, type Place } from './write.ts';

/** What `railway api` is asked to do. */
export const COMMIT = 'mutation Commit($environmentId: String!, $patch: EnvironmentConfig!, $message: String) { environmentPatchCommit(environmentId: $environmentId, patch: $patch, commitMessage: $message) }';

/** Commits a change of an environment, all of it or none; null takes away whatever it stands for. Railway deploys the services that it is about. */
export async function commitPatch(cli: RailwayCli, place: Place<EnvironmentTarget>, patch: unknown, message: string): Promise<void> {
  return droppedNull(patch) === undefined ? editEnvironment(cli, place, patch, message) : commitByApi(cli, place, patch, message);
}

/**
 * `railway environment edit` reads a patch into types in which null is nothing, and
 * drops it in silence: https://github.com/railwayapp/cli/blob/v5.71.0/src/controllers/config/environment.rs. So this asks for the same mutation by
 * `railway api`, which passes it on as it is, from 5.28 on. The patch goes by stdin.
 */
async function commitByApi(cli: RailwayCli, { target, ...call }: Place<EnvironmentTarget>, patch: unknown, message: string): Promise<void> {
  const input = JSON.stringify({ environmentId: target.environment, patch, message });
  const answer = await askJson(cli, { words: ['api', COMMIT, '--variables', '@-', '--compact'], ...call, input, finishes: true });
  if (typeof valueAt(answer, 'data', 'environmentPatchCommit') !== 'string') {
    throw railwayError('railway-answer', 'railway api did not say that it changed anything', 'look at the environment: railway environment config');
  }
}
