import { defineCheck, fail, notApplicable, pass, tableList, valueOf, type FactSet, type ImageInstruction, type LockFile } from '#rule';
import { advised } from '../shared/advised.ts';

export default defineCheck({
  needs: [],
  reads: ['runtime.language', 'runtime.packageManager', 'runtime.managerVersion', 'runtime.lockFiles', 'runtime.manifest', 'runtime.requests', 'build.builder', 'build.instructions'],
  check(_facts, { service: { facts }, tables }) {
    if (valueOf(facts['runtime.language']) !== 'node') return notApplicable('the service is not known to be written in JavaScript');
    const lock = (valueOf(facts['runtime.lockFiles']) ?? []).find(({ state, manager }) => state === 'used' && manager === 'pnpm');
    const manifest = facts['runtime.manifest'];
    if (lock === undefined || manifest?.state !== 'known' || !isBeside(lock, manifest.value)) return notApplicable('no lock file of pnpm is installed from here');
    const field = facts['runtime.managerVersion'];
    const isAsked = (valueOf(facts['runtime.requests']) ?? []).some(({ language, by }) => language === 'pnpm' && by !== 'pnpm-lock');
    if (field === undefined || field.state !== 'absent' || isAsked || isNamedInImage(facts)) return pass();
    const release = tableList(tables, 'builders/pnpm-by-lock-format').find((row) => row.split(' ')[0] === lock.format)?.split(' ')[1];
    return fail({
      message: `${manifest.value} names no pnpm: each builder and each machine takes the one it likes`,
      evidence: [field, lock.at], anchor: 'packageManager',
      fix: release === undefined ? advised('Name pnpm and its version in packageManager') : {
        title: `Set packageManager to pnpm@${release}, which writes this lock file`, applicability: 'review',
        change: { kind: 'rewrite', how: 'set-key', at: [field], with: { key: 'packageManager', value: `pnpm@${release}` } },
      },
    });
  },
});

function isBeside({ at }: LockFile, manifest: string): boolean {
  return at.value.slice(0, Math.max(at.value.lastIndexOf('/'), 0)) === manifest.slice(0, Math.max(manifest.lastIndexOf('/'), 0));
}

/** A Dockerfile that says which pnpm it wants: `npm i -g pnpm@9`, `corepack prepare pnpm@9.1.0 --activate`. */
function isNamedInImage(facts: FactSet): boolean {
  if (valueOf(facts['build.builder']) !== 'dockerfile') return false;
  const instructions: readonly ImageInstruction[] = valueOf(facts['build.instructions']) ?? [];
  const words = instructions.flatMap(({ commands }) => commands).flatMap((command) => command.words);
  return words.some((word) => word.startsWith('pnpm@')) || !words.some((word) => /^(?:pnpm|corepack)$/.test(word));
}
