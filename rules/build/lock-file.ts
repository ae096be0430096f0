import { defineCheck, fail, notApplicable, pass, valueOf, type LockFile, type Outcome } from '#rule';
import { listed } from '../shared/words.ts';

const NODE = ['npm', 'pnpm', 'yarn', 'bun'];
const PYTHON = ['uv', 'poetry', 'pdm', 'pipenv'];

export default defineCheck({
  needs: [],
  reads: ['runtime.language', 'runtime.lockFiles', 'runtime.manifest', 'runtime.managerVersion'],
  check(_facts, { service: { facts } }): readonly Outcome[] | Outcome {
    const language = valueOf(facts['runtime.language']);
    if (language !== 'python' && language !== 'node') return notApplicable('the service is not known to be written in Python or Node');
    if (facts['runtime.manifest']?.state !== 'known') return notApplicable('no manifest is known that is installed from');
    const managers = language === 'node' ? NODE : PYTHON;
    const locks = (valueOf(facts['runtime.lockFiles']) ?? []).filter(({ manager }) => managers.includes(manager));
    const outcomes = [ignored(locks), several(locks, facts['runtime.managerVersion']?.state === 'known')].filter((outcome) => outcome !== undefined);
    if (locks.length === 0) return notApplicable('there is no lock file');
    return outcomes.length === 0 ? pass() : outcomes;
  },
});

/** The lock file stays on the machine of whoever wrote it, and no other one is there. */
function ignored(locks: readonly LockFile[]): Outcome | undefined {
  const line = locks.find(({ state }) => state === 'ignored');
  if (line === undefined || locks.some(({ state }) => state !== 'ignored')) return undefined;
  return fail({
    message: `.gitignore keeps ${line.at.value} out of the repository: each build takes the newest releases`,
    evidence: [line.at], anchor: 'lock:ignored', severity: 'high',
    fix: { title: 'Take the lock file out of .gitignore and commit it', applicability: 'advice', change: { kind: 'advice' } },
  });
}

/** Locks of two managers in one folder: one is installed from, the others grow old. */
function several(locks: readonly LockFile[], isNamed: boolean): Outcome | undefined {
  const own = locks.filter(({ state }) => state === 'used' || state === 'beside');
  const [first, ...rest] = own;
  const others = rest.filter(({ manager }) => manager !== first?.manager);
  const used = own.find(({ state }) => state === 'used');
  if (first === undefined || others.length === 0 || used === undefined) return undefined;
  return fail({
    message: `lock files of ${listed([...new Set(own.map(({ manager }) => manager))])} lie side by side, and ${used.manager} installs`,
    evidence: [used.at, ...others.map(({ at }) => at)], anchor: 'lock:several', severity: isNamed ? 'low' : 'medium',
    fix: { title: `Keep the lock file of the manager that you use, ${used.manager} as it looks`, applicability: 'advice', change: { kind: 'advice' } },
  });
}
