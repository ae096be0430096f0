import { defineCheck, fail, notApplicable, pass, type ConfigFile, type Evidence, type Service } from '#rule';
import { filesOf, settingsOf } from '../shared/deploy-files.ts';
import { listed } from '../shared/words.ts';

/** Files that only one builder reads, by their readers. */
const OF_BUILDERS = ['nixpacks', 'railpack'];

export default defineCheck({
  needs: [],
  reads: ['build.configFiles', 'build.builder'],
  check(facts, { service }) {
    const files = filesOf(facts['build.configFiles']).filter(({ kind }) => OF_BUILDERS.includes(kind.value));
    if (files.length === 0) return notApplicable('no file configures a builder');
    const builder = facts['build.builder'];
    const dead = files.filter((file) => !file.live && !isBlank(file));
    return dead.length === 0 ? pass() : dead.map((file) => deadFinding(file, service, builder?.state === 'known' ? [builder] : []));
  },
});

/** A file of comments and brackets. */
function isBlank({ kind: { provenance } }: ConfigFile): boolean {
  const text = provenance.kind === 'declared' ? provenance.file.text : '';
  return text.split('\n').every((line) => /^\s*[{}]*\s*(#.*|\/\/.*)?$/.test(line));
}

function deadFinding(file: ConfigFile, service: Service, builder: readonly Evidence[]) {
  const settings = settingsOf(file).filter((name) => name !== 'build.variables' || setsVariables(file, service));
  const inVain = settings.length === 0 ? '' : `; it sets ${listed(settings)} in vain`;
  return fail({
    message: `nobody reads ${file.path}: ${file.because}${inVain}`,
    evidence: [file.kind, ...builder], anchor: file.path,
    fix: { title: `Delete ${file.path}, or move its settings to the file that is read`, applicability: 'advice', change: { kind: 'advice' } },
  });
}

/** The list of variables is stated even where it is empty. */
function setsVariables({ path }: ConfigFile, { overrides }: Service): boolean {
  return overrides.some(({ name, loser }) => name === 'build.variables' && loser.provenance.kind === 'declared' && loser.provenance.file.path === path
    && Array.isArray(loser.value) && loser.value.length > 0);
}
