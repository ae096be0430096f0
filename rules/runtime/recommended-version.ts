import { defineCheck, fail, pass, undecided, valueOf } from '#rule';
import { targetLine } from '../shared/versions.ts';

export default defineCheck({
  needs: ['runtime.language'],
  reads: ['runtime.version', 'build.builder'],
  check(facts, { text }) {
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
    return fail({
      message: `${name} ${version.value} runs, and edition 2025.2 asks for ${floor} or newer`,
      evidence: [version], anchor: 'runtime.version',
      fix: { title: `Move to ${name} ${target}`, applicability: 'review', change: { kind: 'set-fact', fact: 'runtime.version', value: target } },
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
