import type { ConfigFile, Fact } from '#rule';

/** Railway's own configuration files, by the reader that understands them. */
const RAILWAY_FILES = ['railway-ts', 'railway-toml', 'railway-json'];

/** What is noticed about a file, and is no setting of its own. */
const NOTICED = ['build.unknownKeys', 'build.railpackKeys', 'build.settings', 'build.lists', 'build.migrationRemarks', 'deploy.preDeployItems', 'deploy.regions',
  'start.procfileDisagreements'];

/** The living Railway file that holds deploy settings: what it leaves out is left out in the repository, not unknown. */
export function deployFile(files: Fact<readonly ConfigFile[]> | undefined): ConfigFile | undefined {
  return filesOf(files).find((file) => file.live && RAILWAY_FILES.includes(file.kind.value) && file.states.some(isDeploySetting));
}

/** The configuration files of a service; none when they are not known. */
export function filesOf(files: Fact<readonly ConfigFile[]> | undefined): readonly ConfigFile[] {
  return files?.state === 'known' ? files.value : [];
}

function isDeploySetting(name: string): boolean {
  return name.startsWith('deploy.') || name === 'start.command';
}

/** What a file sets, what is missed most comes first; what we noticed about the file itself is no setting. */
export function settingsOf(file: ConfigFile): readonly string[] {
  const settings = file.states.filter((name) => !NOTICED.includes(name));
  return [...settings].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
}

function rankOf(name: string): number {
  const rank = ['start.command', 'deploy.preDeployCommand', 'deploy.healthcheckPath'].indexOf(name);
  if (rank !== -1) return rank;
  return name.startsWith('deploy.') ? 3 : 4;
}
