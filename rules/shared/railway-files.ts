import type { ConfigFile, ConfigSetting, Fact } from '#rule';
import { filesOf } from './deploy-files.ts';

/** True for railway.json and railway.toml, which Railway reads no more from a day on. */
export function isOldRailwayFile({ kind }: ConfigFile): boolean {
  return kind.value === 'railway-json' || kind.value === 'railway-toml';
}

/** The `.railway/railway.ts` that describes this service; one that only describes others, or databases, is none. */
export function railwayTsOf(files: Fact<readonly ConfigFile[]> | undefined): ConfigFile | undefined {
  return filesOf(files).find(({ kind, states }) => kind.value === 'railway-ts' && states.some((name) => !name.startsWith('database.')));
}

/** Settings of the Railway files that somebody reads, for production. */
export function settingsInForce(settings: Fact<readonly ConfigSetting[]> | undefined, files: Fact<readonly ConfigFile[]> | undefined): readonly ConfigSetting[] {
  const read = new Set(filesOf(files).filter(({ live }) => live).map(({ path }) => path));
  const all = settings?.state === 'known' ? settings.value : [];
  return all.filter((setting) => isOfProduction(setting) && read.has(pathOf(setting) ?? ''));
}

/** True for a setting of all environments, or of the one for production. */
export function isOfProduction({ environment }: ConfigSetting): boolean {
  return environment === undefined || environment === 'production' || environment === 'prod';
}

/** The path of the file in which a setting stands. */
export function pathOf({ at }: Pick<ConfigSetting, 'at'>): string | undefined {
  return at.provenance.kind === 'declared' ? at.provenance.file.path : undefined;
}
