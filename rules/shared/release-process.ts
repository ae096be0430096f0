import { valueOf, type FactSet, type ProcessEntry } from '#rule';

/** A command that changes a database's schema. */
const MIGRATION = /migrat|\bupgrade heads?\b|\bdb (?:upgrade|push)\b|drizzle-kit push|\bsyncdb\b/;

/** True for a release process that migrates. */
export function migrates({ command }: ProcessEntry): boolean {
  return MIGRATION.test(valueOf(command) ?? '');
}

/** The release process of a Procfile that Railway ignores; undefined where another platform runs it or the pre-deploy command takes its place. */
export function ignoredRelease(facts: FactSet): ProcessEntry | undefined {
  const platforms = valueOf(facts['service.platforms']) ?? [];
  const release = valueOf(facts['service.processes'])?.find(({ kind }) => kind === 'release');
  if (release === undefined || platforms[0] !== 'railway' || platforms.includes('heroku') || valueOf(facts['service.kind']) !== 'web') return undefined;
  return facts['deploy.preDeployCommand']?.state === 'known' ? undefined : release;
}

/** What becomes of it: Railpack leaves it out, Nixpacks runs it in a phase of the build. */
export function releaseFate(facts: FactSet): string {
  const isBuilt = valueOf(facts['build.builder']) === 'nixpacks';
  return `the release entry ${isBuilt ? 'runs while the image is built, where the private network is not reachable' : 'of the Procfile never runs on Railway'}`;
}
