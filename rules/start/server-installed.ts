import { defineCheck, fail, notApplicable, pass, valueOf, type Dependency, type Fact, type Known, type Outcome, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { looseWords } from '../shared/commands.ts';
import { developmentPruned } from '../shared/pruned.ts';

/** A package that must be installed, and what shows it. */
interface Need {
  readonly name: string;
  readonly shownBy: Known<string>;
}

const FETCHERS = ['uvx', 'npx', 'bunx', 'pipx', 'dlx', '--with', 'pnpx'];
/** Worker classes of gunicorn that come from another package. */
const WORKER_CLASSES: readonly (readonly [RegExp, string])[] = [[/^uvicorn(\.|_worker)/, 'uvicorn'], [/^gevent/, 'gevent']];

/** gunicorn 26 and uvicorn 0.54 want Python 3.10. */
const OLDEST_MINOR = 10;

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'start.server', 'runtime.language', 'build.instructions', 'build.variables', 'deploy.variables', 'start.command', 'start.serverCommand', 'server.workerClass', 'runtime.dependencies', 'runtime.lockFile', 'build.builder', 'runtime.manifest', 'runtime.version'],
  check(facts, { service, strings }) {
    const [server, kind, language] = [facts['start.server'], valueOf(facts['service.kind']), valueOf(facts['runtime.language'])];
    if (server?.state !== 'known') return notApplicable('what it starts with cannot be told');
    if ((kind !== 'web' && kind !== 'worker') || (language !== 'python' && language !== 'node')) return notApplicable('no service of Python or Node that runs on');
    const needs: readonly Need[] = [{ name: server.value, shownBy: server }, ...workerPackage(facts['server.workerClass'])];
    const missing = needs.filter(({ name }) => strings('servers').includes(name));
    if (missing.length === 0) return pass();
    const dependencies = facts['runtime.dependencies'];
    if (dependencies?.state !== 'known') return notApplicable('the dependencies cannot be told');
    const command = `${valueOf(facts['start.command']) ?? ''} ${valueOf(facts['start.serverCommand']) ?? ''}`;
    if (looseWords(command).some((word) => FETCHERS.includes(word))) return pass();
    const lacking = missing.find((need) => !strings(need.name).some((name) => isDeclared(name, dependencies.value)));
    if (lacking === undefined) return pruned(missing, dependencies.value, service, strings) ?? pass();
    if (valueOf(facts['build.builder']) !== 'railpack' && valueOf(facts['build.builder']) !== 'nixpacks') {
      return notApplicable(`no manifest names ${lacking.name}, and the image may get it in another way`);
    }
    if (facts['runtime.lockFile']?.state === 'known') return notApplicable(`another dependency may bring ${lacking.name}; the manifest does not name it`);
    if (language === 'node' && service.root !== '') return notApplicable(`the workspace may bring ${lacking.name}`);
    const manifest = valueOf(facts['runtime.manifest']);
    const manifestFact = facts['runtime.manifest'];
    const isOfNode = strings('node-programs').includes(lacking.name);
    if (manifest === undefined || manifestFact?.state !== 'known') return notApplicable('no manifest was found');
    if (isOfNode !== manifest.endsWith('package.json')) return notApplicable(`${manifest} says nothing of ${isOfNode ? 'programs of Node' : 'packages of Python'}`);
    const wanted = strings(lacking.name)[0] ?? lacking.name;
    const release = releaseOf(wanted, valueOf(facts['runtime.version']), strings('releases'));
    return fail({
      message: `${service.name} needs ${lacking.name}, which ${manifest} does not install`,
      evidence: [lacking.shownBy, manifestFact],
      fix: {
        title: `Add ${wanted} to ${manifest}`, applicability: 'review',
        change: { kind: 'rewrite', how: 'add-dependency', at: [manifestFact], with: { package: wanted, ...(release === undefined ? {} : { release }) } },
      },
    });
  },
});

/** A program that only developers get, in an image that leaves those packages out. */
function pruned(needs: readonly Need[], dependencies: readonly Dependency[], { facts, name }: Service, strings: (parameter: string) => readonly string[]): Outcome | undefined {
  const by = developmentPruned(facts);
  const lost = by === undefined ? undefined : needs.flatMap((need) => {
    const own = dependencies.filter((dependency) => dependency.language === 'node' && strings(need.name).includes(dependency.name));
    const [first] = own;
    return first !== undefined && own.every(({ kind }) => kind === 'development') ? [{ need, dependency: first }] : [];
  })[0];
  if (by === undefined || lost === undefined) return undefined;
  return fail({
    message: `${name} needs ${lost.dependency.name}, a development dependency, and the image leaves those out`,
    evidence: [lost.need.shownBy, lost.dependency.at, by],
    fix: advised(`Move ${lost.dependency.name} to dependencies, and renew the lock file`),
  });
}

/** The release that is written where all others are pinned; undefined where the Python that runs may be too old for it. */
function releaseOf(name: string, python: string | undefined, releases: readonly string[]): string | undefined {
  const [major = 0, minor = 0] = (python ?? '').split('.').map(Number);
  if (major < 3 || (major === 3 && minor < OLDEST_MINOR)) return undefined;
  return releases.find((release) => release.startsWith(`${name}==`))?.slice(name.length + 2);
}

function workerPackage(workerClass: Fact<string> | undefined): readonly Need[] {
  if (workerClass?.state !== 'known') return [];
  const [, name] = WORKER_CLASSES.find(([pattern]) => pattern.test(workerClass.value)) ?? [];
  return name === undefined ? [] : [{ name, shownBy: workerClass }];
}

/** `fastapi[standard]` is met by fastapi with that extra, `uvicorn` by uvicorn with any. */
function isDeclared(wanted: string, dependencies: readonly Dependency[]): boolean {
  const [name = '', extra] = wanted.replace(']', '').split('[');
  return dependencies.some((dependency) =>
    dependency.name === name && (extra === undefined || dependency.extras.includes(extra)));
}
