import { askRailway, type AskOptions } from './ask-railway.ts';
import { liveStateText } from './live/state-file.ts';
import type { LiveState } from './model/live-state.ts';

/** What Railway says, and the same as the text of a file that `--live-from` reads. */
export interface PulledState {
  readonly state: LiveState;
  readonly text: string;
}

/** Asks Railway what is set in an environment. Values of variables are redacted before anything is kept. */
export async function pullRailway(dir: string, ask: AskOptions): Promise<PulledState> {
  const { state } = await askRailway(dir, ask);
  return { state, text: liveStateText(state) };
}
