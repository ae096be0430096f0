import type { LiveState } from './model/live-state.ts';
import { findCli } from './railway/find-cli.ts';
import type { RailwayCli } from './railway/railway-cli.ts';
import { readLive } from './railway/read-live.ts';
import { folderAt } from './scan.ts';

/** How Railway is asked. */
export interface AskOptions {
  /** The `railway` program, where it is named. */
  readonly program: string | undefined;
  /** Project and environment by name or id, where they are others than the folder is linked to. */
  readonly project: string | undefined;
  readonly environment: string | undefined;
  /** Seconds that one question may take. */
  readonly timeout: number | undefined;
}

/** What Railway says, and the program that asked it. */
export interface AskedRailway {
  readonly cli: RailwayCli;
  readonly state: LiveState;
}

/** Asks Railway what it holds of the environment that a folder is linked to, or of the one that is named. Nothing there is changed. */
export async function askRailway(dir: string, { program, project, environment, timeout }: AskOptions): Promise<AskedRailway> {
  const folder = folderAt(dir);
  const cli = await findCli(folder, program);
  return { cli, state: await readLive(cli, { cwd: folder, project, environment, timeout: millisecondsOf(timeout) }) };
}

/** Milliseconds that one question may take. */
export function millisecondsOf(timeout: AskOptions['timeout']): number | undefined {
  return timeout === undefined ? undefined : timeout * 1000;
}
