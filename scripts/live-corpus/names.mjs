import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const ASIDE = new Set(['node_modules', '.git', 'dist', 'build', 'vendor', '.venv', 'venv', 'test', 'tests', '__tests__', 'docs', 'e2e']);
const CODE = new Set(['.py', '.js', '.mjs', '.cjs', '.ts', '.tsx', '.jsx', '.go', '.rb', '.php', '.java', '.kt', '.properties', '.yml', '.yaml', '.prisma', '.ex', '.exs', '.rs', '.vue', '.svelte']);
/** How programs read a variable, in several languages; the name is the group. */
const READINGS = [
  /(?:environ(?:\.get)?|getenv|env(?:\.(?:str|int|bool|list|url|db|float|json))?|config|getEnv|env_get|LookupEnv|Getenv|ENV(?:\.fetch)?)\s*[([]\s*["'`]([A-Z][A-Z0-9_]{2,})["'`]/g,
  /(?:process\.env|import\.meta\.env|Deno\.env|Bun\.env)\.([A-Z][A-Z0-9_]{2,})/g, /process\.env\[["']([A-Z][A-Z0-9_]{2,})["']\]/g, /\$\{([A-Z][A-Z0-9_]{2,})(?::[^}]*)?\}/g,
];
/** Fields of a class of pydantic-settings: `database_url: str`. */
const SETTINGS = /class\s+\w*Settings?\w*\([^)]*BaseSettings[^)]*\):\n((?:[ \t]+.*\n|\n)+)/g;
const FIELD = /^[ \t]+([A-Za-z]\w{2,})\s*:\s*[\w"'[]/gm;
/** What a platform, a shell or a test runner sets. */
const NOT_SET = /^(?:RAILWAY_|CI$|GITHUB_|VERCEL|HEROKU_|RENDER|FLY_|HOME$|PATH$|USER$|PWD$|SHELL$|HOSTNAME$|VITEST|JEST|PLAYWRIGHT|PYTEST|npm_|DYNO$|DEV$|PROD$|MODE$|SSR$|BASE_URL$|TERM$|NO_COLOR$|TEST_)/;

/** Variables that the owner of a service would set, each with the value of the example file that names it, or ''. */
export function variableNames(project, root) {
  const folder = join(project, root);
  const example = exampleOf(folder) ?? (root === '.' ? undefined : exampleOf(project)) ?? new Map();
  const inCode = readIn(folder);
  const isWanted = (name) => !NOT_SET.test(name) && (root === '.' || exampleOf(folder) !== undefined || inCode.has(name));
  const names = new Map([...example].filter(([name]) => isWanted(name)));
  for (const name of inCode) if (isWanted(name) && !names.has(name)) names.set(name, '');
  return new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function exampleOf(folder) {
  const files = filesOf(folder).filter((name) => /^\.env[.-](?:example|sample|template|production\.(?:example|template)|railway\.example)$/.test(name)).sort((a, b) => a.length - b.length);
  if (files[0] === undefined) return undefined;
  const lines = readFileSync(join(folder, files[0]), 'utf8').matchAll(/^(?:export\s+)?([A-Za-z_]\w+)=(.*)$/gm);
  return new Map([...lines].map(([, name, value]) => [name, value.replace(/\s+#.*$/, '').trim().replace(/^(["'])(.*)\1$/, '$2')]));
}

function filesOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readIn(folder) {
  const names = new Set();
  for (const path of codeIn(folder, 0)) {
    const text = readFileSync(path, 'utf8').slice(0, 300_000);
    const isData = ['.yml', '.yaml', '.properties'].includes(extname(path));
    for (const pattern of isData ? READINGS.slice(-1) : READINGS.slice(0, -1)) for (const [, name] of text.matchAll(pattern)) names.add(name);
    if (path.endsWith('.prisma')) for (const [, name] of text.matchAll(/env\("(\w+)"\)/g)) names.add(name);
    if (path.endsWith('.py')) for (const [, body] of text.matchAll(SETTINGS)) for (const [, field] of body.matchAll(FIELD)) if (field !== 'model_config') names.add(field.toUpperCase());
  }
  return names;
}

function* codeIn(folder, depth) {
  if (depth > 7) return;
  let entries = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !ASIDE.has(entry.name) && !entry.name.startsWith('.')) yield* codeIn(path, depth + 1);
    if (!entry.isFile() || !CODE.has(extname(entry.name)) || /\.(?:test|spec)\.|docker-compose/.test(entry.name)) continue;
    if (!['.yml', '.yaml', '.properties'].includes(extname(entry.name)) || dirname(path).endsWith('resources')) yield path;
  }
}
