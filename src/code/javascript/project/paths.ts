import { baseName } from '../../../model/files.ts';

const CODE = /\.[cm]?[jt]sx?$/;
const GENERATED_OR_TEST = new Set(['node_modules', 'dist', 'build', 'out', '.next', '.nuxt', '.output', '.vercel', '.turbo', 'coverage',
  '__tests__', '__mocks__', '__fixtures__', 'test', 'tests', 'test-utils', 'test-helpers', 'e2e', 'fixtures', 'cypress', 'playwright', 'vendor', '.yarn', 'storybook-static',
  'bower_components']);
const TEST_FILE = /\.(?:test|spec|e2e-spec|stories|story|bench|d|min)\.[cm]?[jt]sx?$|^(?:jest|vitest|playwright|cypress)\.(?:config|setup)\b|^global-?(?:setup|teardown)\.[cm]?[jt]s$/i;
const SCRIPT_FOLDERS = new Set(['scripts', 'script', 'migrations', 'migration', 'seeds', 'seeders', 'seed', 'tools', 'examples', 'example', 'docs',
  'bench', 'benchmarks', 'migrate', 'archive', 'archived', '_archive', '_archived']);
const SCRIPT_FILE = /^(?:seed|seeds|seeder|migrate|migration|migrator|backfill|setup-db|db-seed|reset-db|run-migrations|create-admin)\b|\.config\.[cm]?[jt]s$|^knexfile\.|-seed\.|\bseed\.[cm]?[jt]s$/;

/** True for a file of application code: no test, no fixture, nothing that a tool wrote. */
export function isApplicationCode(path: string, root: string): boolean {
  if (!CODE.test(path) || TEST_FILE.test(baseName(path))) return false;
  const inside = root === '' ? path : path.slice(root.length + 1);
  const folders = inside.split('/').slice(0, -1);
  return !folders.some((folder) => GENERATED_OR_TEST.has(folder)) && folders[0] !== 'public' && folders[0] !== 'static';
}

/** True for code that somebody runs by hand or a tool runs once: seeds, migrations, settings of tools. */
export function isScript(path: string, root: string): boolean {
  const inside = root === '' ? path : path.slice(root.length + 1);
  return inside.split('/').slice(0, -1).some((folder) => SCRIPT_FOLDERS.has(folder)) || SCRIPT_FILE.test(baseName(path));
}
