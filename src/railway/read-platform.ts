import { liveStateFrom } from '../live/read-answers.ts';
import type { LiveState } from '../model/live-state.ts';
import { rawValues, type RawValues } from './raw-values.ts';
import type { EnvironmentTarget, RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { askEnvironment, type Wanted } from './ask-environment.ts';

/** What one reading of an environment gives: what may be known of it, and what it is made of. */
export interface Reading {
  readonly target: EnvironmentTarget;
  readonly state: LiveState;
  readonly raw: RawValues;
}

/** Reads an environment of Railway. Nothing there is changed. */
export async function readPlatform(cli: RailwayCli, wanted: Wanted): Promise<Reading> {
  const { target, status, config } = await askEnvironment(cli, wanted);
  const readAt = `${new Date().toISOString().slice(0, 19)}Z`;
  const state = liveStateFrom(status, config, { readAt, cli: cli.version, environment: target.environment });
  if ('message' in state) throw railwayError('railway-answer', state.message, 'renew the CLI: railway upgrade');
  return { target, state, raw: rawValues(config) };
}
