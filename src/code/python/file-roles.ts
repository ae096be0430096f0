import { baseName } from '../../model/files.ts';

const TESTS = /(^|\/)(tests?|fixtures?|conftest\.py|test_[^/]*\.py|[^/]*_tests?\.py|tests\.py|e2e)(\/|$)/;
const FOREIGN = /(^|\/)(\.?venv|\.?env|virtualenv|site-packages|dist-packages|node_modules|__pycache__|\.tox|\.nox|docs?|examples?|third_party|benchmarks?|notebooks?)(\/|$)/;
const APPLIED_MIGRATIONS = /(^|\/)(migrations?|alembic|versions)(\/[^/]+)*\/(versions\/[^/]+|\d{4}_[^/]+)\.py$/;
const SCRIPTS = /(^|\/)(scripts?|migrations?|alembic|management\/commands|seeds?|seeders?)\/|^(bin|tools?|hack|ci|deploy|ops|bench[^/]*)\//;
const SCRIPT_NAMES = /^(manage|setup|seed|seeder|seed_[^/]*|init_db|create_db|create_tables|noxfile|fabfile|locustfile|gunicorn[^/]*)\.py$/;

/** True for a Python file that is worth a look: no test, no foreign code, no migration that was applied. Paths start at the service. */
export function isReadable(path: string): boolean {
  if (!path.endsWith('.py')) return false;
  return !TESTS.test(path) && !FOREIGN.test(path) && !APPLIED_MIGRATIONS.test(path);
}

/** The path as the service sees it. */
export function withinService(path: string, root: string): string {
  return root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}

/** True for a file that by its place or name is run by hand, and not by the server. */
export function isScript(path: string): boolean {
  return SCRIPTS.test(path) || SCRIPT_NAMES.test(baseName(path));
}
