import { isMistake } from '../live/live-mistake.ts';
import { liveStateFrom } from '../live/read-answers.ts';
import type { LiveState } from '../model/live-state.ts';
import { askEnvironment, type Wanted } from './ask-environment.ts';
import type { RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';

/** What Railway says of the environment that a folder is linked to, or that is named; redacted. Nothing is changed by asking. */
export async function readLive(cli: RailwayCli, wanted: Wanted): Promise<LiveState> {
  const { target, status, config } = await askEnvironment(cli, wanted);
  const readAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const state = liveStateFrom(status, config, { readAt, cli: cli.version, environment: target.environment });
  if (isMistake(state)) throw railwayError('railway-answer', `an answer of the railway CLI ${cli.version} has another form than it should have: ${state.message}`, 'renew the CLI: railway upgrade, or npm i -g @railway/cli@latest');
  return state;
}
