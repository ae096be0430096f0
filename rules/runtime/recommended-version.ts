import { defineCheck, fail, pass, undecided, valueOf } from '#rule';
import { moveTo, tooOld } from '../shared/runtime-move.ts';
import { targetLine } from '../shared/versions.ts';

export default defineCheck({
  needs: ['runtime.language'],
  reads: ['runtime.version', 'build.builder', 'runtime.dependencies'],
  check(facts, { text, strings }) {
    const language = facts['runtime.language'].value;
    const version = facts['runtime.version'];
    if (version?.state === 'unresolved') return undecided(`the version cannot be told: ${version.reason}`);
    if (version?.state !== 'known') return undecided('nothing tells which version runs');
    const floor = text(language);
    const older = isOlder(version.value, floor);
    if (older === undefined) return undecided(`"${version.value}" does not say which release runs`);
    if (!older) return pass();
    const target = targetLine(language, valueOf(facts['build.builder']), text) ?? floor;
    const name = language === 'node' ? 'Node' : 'Python';
    const old = language === 'python' ? tooOld(valueOf(facts['runtime.dependencies']) ?? [], strings('too-old-for-python-target')) : [];
    return fail({
      message: `${name} ${version.value} runs, and edition 2025.2 asks for ${floor} or newer`,
      evidence: [version, ...old.map(({ at }) => at).slice(0, 3)], anchor: 'runtime.version',
      fix: moveTo(`${name} ${target}`, { version: target, old }),
    });
  },
});

/** Undefined when the version leaves open what the floor compares: `3` of 3.11. */
function isOlder(version: string, floor: string): boolean | undefined {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of floor.split('.').map(Number).entries()) {
    const own = parts[index];
    if (own === undefined || Number.isNaN(own)) return undefined;
    if (own !== wanted) return own < wanted;
  }
  return false;
}
