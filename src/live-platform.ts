import { millisecondsOf, type AskOptions } from './ask-railway.ts';
import { commitPatch } from './railway/commit-patch.ts';
import { findCli } from './railway/find-cli.ts';
import type { Wanted } from './railway/find-environment.ts';
import { readPlatform, type Reading } from './railway/read-platform.ts';
import type { RailwayCli } from './railway/railway-cli.ts';
import { setVariable } from './railway/write.ts';
import type { Platform, PlatformReading } from './remote/platform.ts';
import { folderAt } from './scan.ts';

/** An environment of Railway that was read once, and can be read again and changed. */
export interface OpenPlatform {
  readonly cli: RailwayCli;
  readonly platform: Platform;
  readonly reading: PlatformReading;
}

/** Finds the railway CLI and reads the environment that a folder is linked to, or the one that is named. Nothing is changed. */
export async function openPlatform(dir: string, { program, project, environment, timeout: seconds }: AskOptions): Promise<OpenPlatform> {
  const cwd = folderAt(dir);
  const cli = await findCli(cwd, program);
  const call = { cwd, timeout: millisecondsOf(seconds) };
  const reading = await readPlatform(cli, { ...call, project, environment });
  return { cli, platform: platformAt(cli, reading, call), reading: withoutValues(reading) };
}

/** From now on it goes by the ids of what was read: a folder that is linked elsewhere meanwhile changes nothing. */
function platformAt(cli: RailwayCli, { target }: Reading, call: Pick<Wanted, 'cwd' | 'timeout'>): Platform {
  return {
    read: async () => withoutValues(await readPlatform(cli, { ...call, project: target.project, environment: target.environment })),
    setVariable: async (service, name, value) => setVariable(cli, { ...call, target: { ...target, service } }, name, value),
    commit: async (patch, message) => commitPatch(cli, { ...call, target }, patch, message),
  };
}

function withoutValues({ state, raw }: Reading): PlatformReading {
  return { state, seal: raw.seal, value: raw.value };
}
