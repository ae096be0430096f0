import { isMistake } from '../live/live-mistake.ts';
import { liveStateFrom } from '../live/read-answers.ts';
import type { LiveState } from '../model/live-state.ts';
import { findEnvironment, type Wanted } from './find-environment.ts';
import type { RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { readConfig } from './read-config.ts';

/**
 * What Railway says of the environment that a folder is linked to, or that is named; redacted. The second question goes by the ids of the first one's
 * answer, so both are about the same environment. Nothing is changed by asking.
 */
export async function readLive(cli: RailwayCli, wanted: Wanted): Promise<LiveState> {
  const { target, status } = await findEnvironment(cli, wanted);
  const config = await readConfig(cli, { target, cwd: wanted.cwd, ...(wanted.timeout === undefined ? {} : { timeout: wanted.timeout }) });
  const readAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const state = liveStateFrom(status, config, { readAt, cli: cli.version, environment: target.environment });
  if (isMistake(state)) throw railwayError('railway-answer', `an answer of the railway CLI ${cli.version} has another form than it should have: ${state.message}`, 'renew the CLI: railway upgrade, or npm i -g @railway/cli@latest');
  return state;
}
