import { defineProjectCheck, fail, notApplicable, pass, type ConfigFile, type Evidence, type Outcome, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { filesOf, settingsOf } from '../shared/deploy-files.ts';
import { listed } from '../shared/words.ts';

/** Files that only one builder reads, by their readers. */
const OF_BUILDERS = ['nixpacks', 'railpack'];

/** What such a file sets, in words. */
const WORDS: Readonly<Record<string, string>> = {
  'start.command': 'the start command', 'build.command': 'the build command', 'build.installCommand': 'the install command', 'build.variables': 'variables',
};

/** Services of one folder share its files, so that one of them may read what another one does not. */
export default defineProjectCheck({
  reads: ['build.configFiles', 'build.builder', 'build.variables'],
  check(services) {
    const read = new Set(services.flatMap((service) => builderFiles(service).filter(({ live }) => live).map(({ path }) => path)));
    return new Map(services.map((service): readonly [Service, Outcome | readonly Outcome[]] => {
      const files = builderFiles(service);
      if (files.length === 0) return [service, notApplicable('no file configures a builder')];
      const dead = files.filter((file) => !file.live && !read.has(file.path) && !isBlank(file) && !isSucceeded(file, files));
      return [service, dead.length === 0 ? pass() : dead.map((file) => deadFinding(file, service))];
    }));
  },
});

function builderFiles({ facts }: Service): readonly ConfigFile[] {
  return filesOf(facts['build.configFiles']).filter(({ kind }) => OF_BUILDERS.includes(kind.value));
}

/** A Nixpacks file beside the railpack.json that took its place, and that Railpack reads. */
function isSucceeded({ kind }: ConfigFile, files: readonly ConfigFile[]): boolean {
  return kind.value === 'nixpacks' && files.some((other) => other.kind.value === 'railpack' && other.live);
}

/** A file of comments and brackets. */
function isBlank({ kind: { provenance } }: ConfigFile): boolean {
  const text = provenance.kind === 'declared' ? provenance.file.text : '';
  return text.split('\n').every((line) => /^\s*[{}]*\s*(#.*|\/\/.*)?$/.test(line));
}

function deadFinding(file: ConfigFile, service: Service): Outcome {
  const builder = service.facts['build.builder'];
  const known: readonly Evidence[] = builder?.state === 'known' ? [builder] : [];
  const settings = settingsOf(file).filter((name) => name !== 'build.variables' || setsVariables(file, service));
  const inVain = settings.length === 0 ? '' : `; it sets ${listed(settings.map((name) => WORDS[name] ?? name))} in vain`;
  return fail({
    message: `nobody reads ${file.path}: ${file.because}${inVain}`,
    evidence: [file.kind, ...known], anchor: file.path,
    fix: advised(`Delete ${file.path}, or move its settings to the file that is read`),
  });
}

/** The list of variables is stated even where it is empty. */
function setsVariables({ path }: ConfigFile, { overrides }: Service): boolean {
  return overrides.some(({ name, loser }) => name === 'build.variables' && loser.provenance.kind === 'declared' && loser.provenance.file.path === path
    && Array.isArray(loser.value) && loser.value.length > 0);
}
