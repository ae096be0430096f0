import type { LiveState } from '../model/live-state.ts';
import type { Wanted } from './find-environment.ts';
import type { RailwayCli } from './railway-cli.ts';
import { readPlatform } from './read-platform.ts';

/** What Railway says of the environment that a folder is linked to, or that is named; redacted. Nothing is changed by asking. */
export async function readLive(cli: RailwayCli, wanted: Wanted): Promise<LiveState> {
  return (await readPlatform(cli, wanted)).state;
}
