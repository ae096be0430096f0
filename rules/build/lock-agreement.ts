import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type LockDifference } from '#rule';
import { advised } from '../shared/advised.ts';
import { bringsFile, instructionsOf } from '../shared/image.ts';
import { listed } from '../shared/words.ts';

/** Installs that stop at a lock file which does not fit. */
const FROZEN = /\bnpm (?:ci|clean-install)\b|--frozen-lockfile|--immutable|\buv sync\b.*--locked|\bpoetry install\b|\bpdm install\b.*--check/;

/** An install of what a manifest names, with the manager's name; none of a tool for all: `npm install -g pnpm`. */
const INSTALL = /\b(?<manager>npm|pnpm|yarn|bun|uv|poetry|pdm|pipenv) (?:ci|clean-install|install|i|sync)\b(?![^&;|\n]* (?:-g|--global)\b)/g;

export default defineCheck({
  needs: [],
  reads: ['runtime.lockDifferences', 'runtime.lockFile', 'runtime.lockFiles', 'build.builder', 'build.installCommand', 'build.instructions', 'build.contextFolder'],
  check(_facts, { service: { facts } }) {
    const differences = facts['runtime.lockDifferences'];
    const lock = facts['runtime.lockFile'];
    if (differences?.state !== 'known' || lock?.state !== 'known') return notApplicable('no lock file is installed from that can be compared');
    if (!isInstalled(facts, lock.value)) return notApplicable('the install that is known does not read the lock file');
    const [first, ...rest] = differences.value;
    if (first === undefined) return pass();
    const isFrozen = stops(facts, lock.value);
    return fail({
      message: `${lock.value} does not fit its manifest: ${listed(differences.value.map(wordOf))}${isFrozen ? ', and the install stops at that' : ''}`,
      evidence: [first.at, ...rest.slice(0, 4).map(({ at }) => at)], anchor: 'runtime.lockFile', severity: isFrozen ? 'critical' : 'medium',
      fix: advised('Make the lock file anew and commit it'),
    });
  },
});

function wordOf({ name, locked }: LockDifference): string {
  return locked === undefined ? `${name} is missing` : `${name} is ${locked} there`;
}

/** Whether an image gets the lock file, and whether an install command is of the manager that wrote it. */
function isInstalled(facts: FactSet, lock: string): boolean {
  const instructions = instructionsOf(facts['build.instructions']);
  if (instructions !== undefined) {
    const folder = valueOf(facts['build.contextFolder']) ?? '';
    return instructions.some((each) => bringsFile(each, folder === '' ? lock : lock.slice(folder.length + 1)));
  }
  if (facts['build.installCommand']?.state === 'unresolved') return false;
  const managers = [...(valueOf(facts['build.installCommand']) ?? '').matchAll(INSTALL)].flatMap(({ groups }) => groups?.['manager'] ?? []);
  const writer = (valueOf(facts['runtime.lockFiles']) ?? []).find(({ state }) => state === 'used')?.manager;
  return managers.length === 0 || writer === undefined || managers.includes(writer);
}

/** Whether the install that is known to run refuses such a lock file. Railpack's npm install does not; Nixpacks' uv does not look. */
function stops(facts: FactSet, lock: string): boolean {
  const own = valueOf(facts['build.installCommand']);
  const builder = valueOf(facts['build.builder']);
  if (builder === 'dockerfile') {
    const commands = (valueOf(facts['build.instructions']) ?? []).flatMap((instruction) => instruction.commands);
    return commands.some(({ words, conditional }) => !conditional && FROZEN.test(words.join(' ')));
  }
  if (own !== undefined) return FROZEN.test(own);
  if (builder === 'railpack') return /(?:pnpm-lock\.yaml|uv\.lock|poetry\.lock|pdm\.lock)$/.test(lock);
  return builder === 'nixpacks' && /(?:package-lock\.json|pnpm-lock\.yaml|poetry\.lock)$/.test(lock);
}
