import { declared, defaulted } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import { firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import { RAILPACK, railpackSource } from '../reference.ts';
import { djangoModule, mentionFinder } from './python-sources.ts';
import type { FindMention } from './python-sources.ts';
import { pythonTools } from './python-versions.ts';

const SOURCE = 'providers/python/python.go';

/** Files that railpack starts, the first that exists. */
const MAIN_FILES = ['main.py', 'app.py', 'start.py', 'bot.py', 'hello.py', 'server.py'];

const UVICORN = 'uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}';
const GUNICORN = 'gunicorn --bind 0.0.0.0:${PORT:-8000}';

/** What installs the packages: the first row whose files all exist. */
const INSTALLERS = [
  { manager: 'pip', files: ['requirements.txt'], lockFile: undefined },
  { manager: 'uv', files: ['pyproject.toml', 'uv.lock'], lockFile: 'uv.lock' },
  { manager: 'poetry', files: ['pyproject.toml', 'poetry.lock'], lockFile: 'poetry.lock' },
  { manager: 'pdm', files: ['pyproject.toml', 'pdm.lock'], lockFile: 'pdm.lock' },
  { manager: 'pipenv', files: ['Pipfile'], lockFile: 'Pipfile.lock' },
] as const;

/** Railpack's Python: https://github.com/railwayapp/railpack/blob/b5e80580/core/providers/python/python.go */
export const python: Provider = {
  name: 'python',
  language: 'python',
  source: SOURCE,
  detect: ({ folder }) => firstOf(folder, [...MAIN_FILES, 'requirements.txt', 'pyproject.toml', 'Pipfile']),
  async plan(input) {
    const { folder } = input;
    const find = mentionFinder(input);
    const installer = INSTALLERS.find(({ files }) => files.every((file) => folder.has(file)));
    // Without a lock file railpack installs nothing of a pyproject.toml, which stays the project's manifest all the same.
    const manifest = installer?.files[0] ?? firstOf(folder, ['pyproject.toml']);
    const plan: Plan = {
      startCommand: startCommand(input, find),
      framework: framework(input, find),
      packageManager: installer && managerFact(input, installer),
      tools: await pythonTools(input),
      manifest,
      lockFile: installer?.lockFile !== undefined && folder.has(installer.lockFile) ? installer.lockFile : undefined,
    };
    return plan;
  },
};

/** Every framework that matches overwrites the one before it. */
function startCommand(input: BuildInput, find: FindMention): string | undefined {
  const main = firstOf(input.folder, MAIN_FILES);
  if (main !== undefined) {
    if (find('flask') && find('gunicorn')) return `${GUNICORN} main:app`;
    if ((find('fastapi') ?? find('python-fasthtml')) && find('uvicorn')) return UVICORN;
  }
  if (isDjango(input, find)) {
    const module = djangoModule(input);
    if (module !== undefined) return `python manage.py migrate && ${GUNICORN} ${module}:application`;
  }
  return main && `python ${main}`;
}

function framework(input: BuildInput, find: FindMention): Fact<string> | undefined {
  const names = { flask: 'flask', fastapi: 'fastapi', fasthtml: 'python-fasthtml' };
  const candidates = isDjango(input, find) ? { django: 'django', ...names } : names;
  for (const [name, mentioned] of Object.entries(candidates)) {
    const mention = find(mentioned);
    if (mention !== undefined) return declared('runtime.framework', name, mention.file, mention.range);
  }
  return undefined;
}

function isDjango({ folder }: BuildInput, find: FindMention): boolean {
  return folder.has('manage.py') && find('django') !== undefined;
}

function managerFact({ folder }: BuildInput, installer: (typeof INSTALLERS)[number]): Fact<string> {
  const file = folder.read(installer.files.at(-1) ?? '');
  const name = 'runtime.packageManager';
  if (file === undefined) return defaulted(name, installer.manager, RAILPACK, railpackSource(SOURCE));
  return declared(name, installer.manager, file, { start: 0, end: 0 });
}
