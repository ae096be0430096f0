import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type Dependency, type Evidence, type Fact, type LockFile, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['runtime.language', 'runtime.dependencies', 'runtime.lockFile', 'runtime.lockFiles', 'runtime.manifest'],
  check(facts): Outcome {
    const language = valueOf(facts['runtime.language']);
    if (language !== 'python' && language !== 'node') return notApplicable('the service is not known to be written in Python or Node');
    const [dependencies, lock, manifest] = [facts['runtime.dependencies'], facts['runtime.lockFile'], facts['runtime.manifest']];
    if (lock?.state === 'known') return pass();
    if (lock?.state === 'unresolved') return undecided(`the lock file cannot be told: ${lock.reason}`);
    if (dependencies?.state !== 'known') return notApplicable('no manifest is known that is installed from');
    const production = dependencies.value.filter((dependency) => dependency.kind === 'production' && dependency.language === language);
    const isNode = language === 'node';
    const loose = isNode ? production : production.filter((dependency) => !isExact(dependency));
    const [first, ...rest] = loose;
    if (first === undefined) return pass();
    if (isNode && locksOf(facts).some(({ state }) => state === 'above')) return notApplicable('a lock file of a folder above may hold its versions');
    const path = valueOf(manifest) ?? 'the manifest';
    const isOpen = isNode || loose.some(hasNoUpperBound);
    const evidence: readonly [Evidence, ...Evidence[]] = [first.at, ...rest.slice(0, 2).map(({ at }) => at)];
    return fail({
      message: isNode
        ? `${path} has no lock file beside it, so ${listed(loose.map(({ name }) => name))} and what ${loose.length === 1 ? 'it needs' : 'they need'} may change with each build`
        : `${loose.length} of ${production.length} dependencies in ${path} ${loose.length === 1 ? 'has' : 'have'} no exact version: ${listed(loose.map(({ name }) => name))}`,
      evidence, anchor: 'runtime.dependencies', severity: isOpen ? 'medium' : 'low',
      fix: advised(isNode ? 'Commit the lock file' : 'Pin the versions that run today'),
    });
  },
});

function locksOf(facts: { readonly 'runtime.lockFiles': Fact<readonly LockFile[]> | undefined }): readonly LockFile[] {
  return valueOf(facts['runtime.lockFiles']) ?? [];
}

/** A version, a commit, a file or a link is one thing; a range is many. */
function isExact({ version, specifier, at }: Dependency): boolean {
  return version !== undefined || /^(file:|link:|workspace:|portal:|git|https?:|npm:)|@\s*(git\+|https?:|file:)/.test(specifier) || /\s@\s|^-e\s|git\+|^\.{1,2}\//.test(at.value);
}

function hasNoUpperBound({ specifier }: Dependency): boolean {
  return !/[<^~]|==|\d\.[x*]/.test(specifier);
}
