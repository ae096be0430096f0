import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type LockFile, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { isBuiltByRailway } from '../shared/platforms.ts';
import { listed } from '../shared/words.ts';

const NODE = ['npm', 'pnpm', 'yarn', 'bun'];
const PYTHON = ['uv', 'poetry', 'pdm', 'pipenv'];

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'runtime.language', 'runtime.lockFiles', 'runtime.manifest', 'runtime.managerVersion', 'runtime.packageManager'],
  check(_facts, { service: { facts } }): readonly Outcome[] | Outcome {
    const language = valueOf(facts['runtime.language']);
    if (language !== 'python' && language !== 'node') return notApplicable('the service is not known to be written in Python or Node');
    if (facts['runtime.manifest']?.state !== 'known') return notApplicable('no manifest is known that is installed from');
    const managers = language === 'node' ? NODE : PYTHON;
    const locks = (valueOf(facts['runtime.lockFiles']) ?? []).filter(({ manager }) => managers.includes(manager));
    const outcomes = [ignored(locks, facts), several(locks, facts)].filter((outcome) => outcome !== undefined);
    if (locks.length === 0) return notApplicable('there is no lock file');
    return outcomes.length === 0 ? pass() : outcomes;
  },
});

/** The lock file of the manager in use stays on the machine of whoever wrote it, and no other one is there. */
function ignored(locks: readonly LockFile[], facts: FactSet): Outcome | undefined {
  const line = locks.find(({ state, manager }) => state === 'ignored' && isInUse(manager, facts));
  if (line === undefined || locks.some(({ state }) => state !== 'ignored')) return undefined;
  return fail({
    message: `.gitignore keeps ${line.at.value} out of the repository: each build takes the newest releases`,
    evidence: [line.at], anchor: 'lock:ignored', severity: 'high',
    fix: advised('Take the lock file out of .gitignore and commit it'),
  });
}

/** npm is the manager where nothing names one; a requirements.txt is installed without any. */
function isInUse(manager: string, facts: FactSet): boolean {
  const manifest = facts['runtime.manifest'];
  const path = valueOf(manifest) ?? '';
  if (path.endsWith('package.json')) return manager === (valueOf(facts['runtime.packageManager']) ?? 'npm');
  const text = manifest?.state === 'known' && manifest.provenance.kind === 'declared' ? manifest.provenance.file.text : '';
  return path.endsWith('Pipfile') ? manager === 'pipenv' : path.endsWith('pyproject.toml') && text.includes(`[tool.${manager}`);
}

function folderOf(lock: LockFile | undefined): string {
  return lock?.at.value.slice(0, Math.max(lock.at.value.lastIndexOf('/'), 0)) ?? '';
}

/** Locks of two managers in one folder: one is installed from, the others grow old. Which one, in an image its Dockerfile decides. */
function several(locks: readonly LockFile[], facts: FactSet): Outcome | undefined {
  const own = locks.filter(({ state }) => state === 'used' || state === 'beside');
  const [first, ...rest] = own;
  const others = rest.filter((lock) => lock.manager !== first?.manager && folderOf(lock) === folderOf(first));
  const used = own.find(({ state }) => state === 'used');
  if (first === undefined || others.length === 0 || used === undefined) return undefined;
  const isChosen = isBuiltByRailway(facts);
  const isNamed = facts['runtime.managerVersion']?.state === 'known';
  return fail({
    message: `lock files of ${listed([...new Set(own.map(({ manager }) => manager))])} lie side by side${isChosen ? `, and ${used.manager} installs` : ''}`,
    evidence: [used.at, ...others.map(({ at }) => at)], anchor: 'lock:several', severity: isNamed || !isChosen ? 'low' : 'medium',
    fix: advised('Keep the lock file of the manager that you use'),
  });
}
