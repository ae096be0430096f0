import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type LockDifference } from '#rule';
import { listed } from '../shared/words.ts';

/** Installs that stop at a lock file which does not fit. */
const FROZEN = /\bnpm (?:ci|clean-install)\b|--frozen-lockfile|--immutable|\buv sync\b.*--locked|\bpoetry install\b|\bpdm install\b.*--check/;

export default defineCheck({
  needs: [],
  reads: ['runtime.lockDifferences', 'runtime.lockFile', 'build.builder', 'build.installCommand', 'build.instructions'],
  check(_facts, { service: { facts } }) {
    const differences = facts['runtime.lockDifferences'];
    const lock = facts['runtime.lockFile'];
    if (differences?.state !== 'known' || lock?.state !== 'known') return notApplicable('no lock file is installed from that can be compared');
    const [first, ...rest] = differences.value;
    if (first === undefined) return pass();
    const isFrozen = stops(facts, lock.value);
    return fail({
      message: `${lock.value} does not fit its manifest: ${listed(differences.value.map(wordOf))}${isFrozen ? ', and the install stops at that' : ''}`,
      evidence: [first.at, ...rest.slice(0, 4).map(({ at }) => at)], anchor: 'runtime.lockFile', severity: isFrozen ? 'critical' : 'medium',
      fix: { title: 'Make the lock file anew and commit it', applicability: 'advice', change: { kind: 'advice' } },
    });
  },
});

function wordOf({ name, locked }: LockDifference): string {
  return locked === undefined ? `${name} is missing` : `${name} is ${locked} there`;
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
