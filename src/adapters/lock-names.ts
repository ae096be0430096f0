/** Lock files by name, with the manager that writes each. */
export const LOCK_MANAGERS: ReadonlyMap<string, string> = new Map([
  ['package-lock.json', 'npm'], ['npm-shrinkwrap.json', 'npm'], ['pnpm-lock.yaml', 'pnpm'], ['yarn.lock', 'yarn'], ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'], ['uv.lock', 'uv'], ['poetry.lock', 'poetry'], ['pdm.lock', 'pdm'], ['Pipfile.lock', 'pipenv'],
]);

/** The format that a lock file names near its head: `lockfileVersion: '9.0'` of pnpm, `"lockfileVersion": 3` of npm. */
export function lockFormat(text: string): string | undefined {
  return /^\s*"?lockfileVersion"?:\s*['"]?([\d.]+)/m.exec(text.slice(0, 500))?.[1];
}
