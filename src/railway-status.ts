import { ADAPTERS } from './adapters/index.ts';
import { notesOf } from './apply/notes.ts';
import type { AskOptions } from './ask-railway.ts';
import type { Config } from './config/config.ts';
import { findConfig, type ConfigChoice } from './discover/find-config.ts';
import { joinServices } from './discover/join-services.ts';
import { openFolder } from './discover/open-folder.ts';
import { listServices } from './discover/read-project.ts';
import { repositoryPlace } from './discover/repository-place.ts';
import { knownNames } from './known-names.ts';
import { withoutLiveFile } from './live-export.ts';
import { openPlatform } from './live-platform.ts';
import type { RailwayStatus } from './model/railway-status.ts';
import { unfinishedIn } from './railway-diff.ts';
import { loadCatalogue } from './rules/catalogue.ts';
import { folderAt } from './scan.ts';

/** A status with the configuration in which answers are remembered. */
interface StatusWithConfig {
  readonly status: RailwayStatus;
  readonly config: Config;
}

/** Asks Railway and joins its services with those of a project. What is wrong with the project is said before anything is asked. */
export async function railwayStatus(dir: string, ask: AskOptions, choice: ConfigChoice): Promise<StatusWithConfig> {
  const folder = folderAt(dir);
  const files = await openFolder(folder);
  const config = await findConfig(files, choice, { known: knownNames(await loadCatalogue()), folder });
  const [{ services }, place] = await Promise.all([listServices(withoutLiveFile(files, config), { adapters: ADAPTERS, config }), repositoryPlace(folder)]);
  const { cli, reading: { state, seal } } = await openPlatform(dir, ask);
  const unfinished = await unfinishedIn(await notesOf(folder, 'railway'), state, seal);
  return { config, status: { cli, state, unfinished, join: joinServices(services, state, { config, place, files }) } };
}

/** True where a person could say more: a local service may be one of several on Railway. */
export function isOpen({ join }: RailwayStatus): boolean {
  return join.lone.some(({ state, candidates }) => (state === 'open' || state === 'misnamed') && candidates.length > 0);
}

/** Asks what the services are whose counterpart is open; undefined where a person leaves all of them so. */
export async function askOpenServices({ join, state }: RailwayStatus): Promise<ReadonlyMap<string, string | false> | undefined> {
  const { askServices } = await import('./interactive/ask-services.ts');
  const answers = await askServices(join.lone, state);
  return answers.size === 0 ? undefined : answers;
}

/** Asks whether to write. */
export async function confirmNames(): Promise<boolean> {
  const { confirmWriting } = await import('./interactive/ask.ts');
  return confirmWriting('Write this?');
}
