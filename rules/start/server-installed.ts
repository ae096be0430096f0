import { defineCheck, fail, pass, undecided, valueOf, type Dependency, type Known } from '#rule';
import { looseWords } from '../shared/commands.ts';

const FETCHERS = ['uvx', 'npx', 'bunx', 'pipx', 'dlx', '--with', 'pnpx'];
/** Worker classes of gunicorn that come from another package. */
const WORKER_CLASSES: readonly (readonly [RegExp, string])[] = [[/^uvicorn(\.|_worker)/, 'uvicorn'], [/^gevent/, 'gevent']];

export default defineCheck({
  needs: ['start.server', 'runtime.language'],
  reads: ['start.command', 'start.serverCommand', 'server.workerClass', 'runtime.dependencies', 'runtime.lockFile', 'build.builder', 'runtime.manifest'],
  check(facts, { service, strings }) {
    const missing = [facts['start.server'], workerPackage(facts['server.workerClass'])]
      .flatMap((need) => (need === undefined ? [] : [need]))
      .filter((need) => strings('servers').includes(need.value));
    if (missing.length === 0) return pass();
    const dependencies = facts['runtime.dependencies'];
    if (dependencies?.state !== 'known') return undecided('the dependencies cannot be told');
    const lacking = missing.find((need) => !strings(need.value).some((name) => isDeclared(name, dependencies.value)));
    if (lacking === undefined) return pass();
    const command = `${valueOf(facts['start.command']) ?? ''} ${valueOf(facts['start.serverCommand']) ?? ''}`;
    if (looseWords(command).some((word) => FETCHERS.includes(word))) return pass();
    if (valueOf(facts['build.builder']) !== 'railpack' && valueOf(facts['build.builder']) !== 'nixpacks') {
      return undecided(`no manifest names ${lacking.value}, and the image may get it in another way`);
    }
    if (facts['runtime.lockFile']?.state === 'known') return undecided(`another dependency may bring ${lacking.value}; the manifest does not name it`);
    if (facts['runtime.language'].value === 'node' && service.root !== '') return undecided(`the workspace may bring ${lacking.value}`);
    const manifest = valueOf(facts['runtime.manifest']);
    const manifestFact = facts['runtime.manifest'];
    if (manifest === undefined || manifestFact?.state !== 'known') return undecided('no manifest was found');
    return fail({
      message: `${service.name} starts ${lacking.value}, which ${manifest} does not install`,
      evidence: [lacking, manifestFact],
      fix: { title: `Add ${strings(lacking.value)[0] ?? lacking.value} to ${manifest}`, applicability: 'review', change: { kind: 'advice' } },
    });
  },
});

function workerPackage(fact: unknown): Known<string> | undefined {
  const known = fact as Known<string> | undefined;
  if (known?.state !== 'known') return undefined;
  const [, name] = WORKER_CLASSES.find(([pattern]) => pattern.test(known.value)) ?? [];
  return name === undefined ? undefined : { ...known, value: name };
}

/** `fastapi[standard]` is met by fastapi with that extra, `uvicorn` by uvicorn with any. */
function isDeclared(wanted: string, dependencies: readonly Dependency[]): boolean {
  const [name = '', extra] = wanted.replace(']', '').split('[');
  return dependencies.some((dependency) =>
    dependency.name === name && (extra === undefined || dependency.extras.includes(extra)));
}
