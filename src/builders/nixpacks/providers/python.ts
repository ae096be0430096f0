import { entryOf, findNode, stringOf, stringsOf } from '../../../documents/data.ts';
import type { DataNode } from '../../../documents/data.ts';
import { parseToml } from '../../../documents/toml.ts';
import { defaulted } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import { findFiles, hasFile, mentions, readFile, settingFact, textOf } from '../app.ts';
import type { App } from '../app.ts';
import { NO_START, fileFact, firstFile, shownBy, startWith, unknownStart } from '../plan.ts';
import { sourceLink } from '../source-link.ts';
import type { Plan, Provider, Start } from '../plan.ts';
import { projectRequests } from '../../shared/project-requests.ts';
import { lostRequest } from '../versions.ts';
import { planPythonVersion } from './python-version.ts';

/** Python, with whatever its files install from. */
export const python: Provider = {
  name: 'python',
  language: 'python',
  source: 'python.rs',
  detects: (app) => ['main.py', 'requirements.txt', 'pyproject.toml', 'Pipfile'].find((path) => hasFile(app, path)),
  plan: planPython,
};

const DEPENDENCY_FILES = ['requirements.txt', 'pyproject.toml', 'Pipfile'] as const;

/** A way to install: the manager, the file it reads and its lock files. */
interface Installation {
  readonly manager: string;
  readonly manifest: string;
  readonly locks: readonly string[];
}

const PIP: Installation = { manager: 'pip', manifest: 'requirements.txt', locks: [] };
const SETUPTOOLS: Installation = { manager: 'pip', manifest: 'pyproject.toml', locks: [] };
const PIPENV: Installation = { manager: 'pipenv', manifest: 'Pipfile', locks: ['Pipfile.lock'] };
const LOCKED: readonly Installation[] = ['poetry', 'pdm', 'uv'].map((manager) => ({
  manager, manifest: 'pyproject.toml', locks: [`${manager}.lock`],
}));

async function planPython(app: App): Promise<Plan> {
  const isDjango = hasFile(app, 'manage.py') && mentions(app, DEPENDENCY_FILES, 'django');
  const version = planPythonVersion(app);
  const limits = await projectRequests(readFile(app, 'pyproject.toml'));
  const unread = limits.flatMap((limit) => lostRequest('python', limit, `nixpacks does not choose a version by ${limit.label}`));
  const installation = installationOf(app);
  const stop = version.refusal;
  return {
    start: stop === undefined ? await planStart(app, isDjango) : unknownStart(stop, []),
    versions: [{ ...version.plan, requests: [...version.plan.requests, ...unread] }],
    framework: isDjango ? shownBy(app, 'runtime.framework', 'django', 'manage.py') : undefined,
    packageManager: installation === undefined ? undefined : managerFact(app, installation),
    manifest: installation === undefined ? undefined : fileFact(app, 'runtime.manifest', installation.manifest),
    lockFile: installation === undefined ? undefined : firstFile(app, 'runtime.lockFile', installation.locks),
  };
}

async function planStart(app: App, isDjango: boolean): Promise<Start> {
  if (isDjango) {
    const application = wsgiModule(app);
    if (application !== undefined) return startWith(`python manage.py migrate && gunicorn ${application}`);
    const manage = shownBy(app, 'file', 'manage.py', 'manage.py');
    return unknownStart('nixpacks stops: no Python file sets WSGI_APPLICATION to a string in the usual form', [manage]);
  }
  if (hasFile(app, 'main.py')) return startWith('python main.py');
  const module = await projectModule(app);
  return module === undefined ? NO_START : startWith(`python -m ${module}`);
}

const WSGI_SETTING = 'WSGI_APPLICATION = ';

/** The module of the first WSGI_APPLICATION of the form that nixpacks greps for. */
function wsgiModule(app: App): string | undefined {
  for (const path of findFiles(app, (candidate) => candidate.endsWith('.py'))) {
    const text = textOf(app, path);
    for (let at = text.indexOf(WSGI_SETTING); at !== -1; at = text.indexOf(WSGI_SETTING, at + 1)) {
      const rest = text.slice(at + WSGI_SETTING.length, at + 500);
      const module = /^["|'](.*).application["|']/.exec(rest)?.[1];
      if (module !== undefined) return module;
    }
  }
  return undefined;
}

/** The module that pyproject.toml names; one that nixpacks cannot read names none. */
async function projectModule(app: App): Promise<string | undefined> {
  const file = readFile(app, 'pyproject.toml');
  if (file === undefined) return undefined;
  const parsed = await parseToml(file.text);
  const project = parsed.ok ? findNode(parsed.document.root, ['project']) : undefined;
  if (project?.kind !== 'object' || hasOddList(project)) return undefined;
  const [module] = MODULE_LISTS.flatMap((key) => stringsOf(entryOf(project, key)?.value) ?? []);
  return module ?? stringOf(entryOf(project, 'name')?.value);
}

const MODULE_LISTS = ['packages', 'py_modules'] as const;


function hasOddList(project: DataNode): boolean {
  return MODULE_LISTS.some((key) => {
    const node = entryOf(project, key)?.value;
    return node !== undefined && (node.kind !== 'array' || node.items.some((item) => item.kind !== 'string'));
  });
}

/** Ways to install by the value of NIXPACKS_PYTHON_PACKAGE_MANAGER. */
const NAMED: Readonly<Record<string, Installation | undefined>> = {
  requirements: PIP, setuptools: SETUPTOOLS, pipenv: PIPENV,
  ...Object.fromEntries(LOCKED.map((installation) => [installation.manager, installation])),
};

function installationOf(app: App): Installation | undefined {
  const setting = settingFact(app, 'PYTHON_PACKAGE_MANAGER');
  const named = setting?.state === 'known' ? setting.value.toLowerCase() : 'auto';
  if (named === 'skip') return undefined;
  if (Object.hasOwn(NAMED, named)) return NAMED[named];
  if (hasFile(app, 'requirements.txt')) return PIP;
  if (hasFile(app, 'pyproject.toml')) {
    return LOCKED.find(({ locks }) => locks.some((path) => hasFile(app, path))) ?? SETUPTOOLS;
  }
  return hasFile(app, 'Pipfile') ? PIPENV : undefined;
}

function managerFact(app: App, { manager, manifest, locks }: Installation): Fact<string> {
  const name = 'runtime.packageManager';
  const setting: Fact<string> | undefined = settingFact(app, 'PYTHON_PACKAGE_MANAGER');
  if (setting?.state === 'known' && Object.hasOwn(NAMED, setting.value.toLowerCase())) return { ...setting, name, value: manager };
  const path = [...locks, manifest].find((candidate) => hasFile(app, candidate));
  return path === undefined ? defaulted(name, manager, 'nixpacks', sourceLink('python.rs')) : shownBy(app, name, manager, path);
}
