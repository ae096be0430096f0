import { commitPatch } from './railway/commit-patch.ts';
import { findCli } from './railway/find-cli.ts';
import { readPlatform, type Reading } from './railway/read-platform.ts';
import type { RailwayCli } from './railway/railway-cli.ts';
import { setVariable } from './railway/write.ts';
import type { Platform, PlatformReading } from './remote/platform.ts';
import { folderAt } from './scan.ts';

/** How Railway is asked. */
export interface AskOptions {
  readonly program: string | undefined;
  readonly project: string | undefined;
  readonly environment: string | undefined;
  readonly timeout: number | undefined;
}

/** An environment of Railway that was read once, and can be read again and changed. */
export interface OpenPlatform {
  readonly platform: Platform;
  readonly reading: PlatformReading;
}

/** Finds the railway CLI and reads the environment that a folder is linked to, or the one that is named. Nothing is changed. */
export async function openPlatform(dir: string, { program, project, environment, timeout }: AskOptions): Promise<OpenPlatform> {
  const cwd = folderAt(dir);
  const cli = await findCli(cwd, program);
  void timeout;
  const reading = await readPlatform(cli, { cwd, project, environment });
  return { platform: platformAt(cli, reading, { cwd }), reading: withoutValues(reading) };
}

/** From now on it goes by the ids of what was read: a folder that is linked elsewhere meanwhile changes nothing. */
function platformAt(cli: RailwayCli, { target }: Reading, call: { readonly cwd: string }): Platform {
  return {
    read: async () => withoutValues(await readPlatform(cli, { ...call, project: target.project, environment: target.environment })),
    setVariable: async (service, name, value) => setVariable(cli, { ...call, target: { ...target, service } }, name, value),
    commit: async (patch, message) => commitPatch(cli, { ...call, target }, patch, message),
  };
}

function withoutValues({ state, raw }: Reading): PlatformReading {
  return { state, seal: raw.seal, value: raw.value };
}
