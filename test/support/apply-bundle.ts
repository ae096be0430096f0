import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Which calls to the file system go wrong, and how: `KILL`, `STOP` (the process says so, and waits for SIGCONT) or the code of an error.
 * Only calls that change something are counted, and of them those of one name where it is given.
 */
export interface Faults {
  calls: number;
  only?: string;
  from: number;
  to: number;
  code: string;
}

/** The file system as the operating system gives it, except for the calls that `globalThis.faults` names. */
const FAULTY_FS = `
import * as real from 'node:fs';
const state = (globalThis.faults ??= { calls: 0, from: 0, to: 0, code: '' });
const wrap = (name) => (...words) => {
  if (state.only === undefined || state.only === name) state.calls += 1;
  else return real[name](...words);
  if (state.calls >= state.from && state.calls <= state.to) {
    if (state.code === 'KILL') { process.kill(process.pid, 'SIGKILL'); for (;;); }
    if (state.code === 'STOP') { real.writeSync(1, 'stopped\\n'); process.kill(process.pid, 'SIGSTOP'); return real[name](...words); }
    throw Object.assign(new Error(state.code), { code: state.code, syscall: name, errno: -1 });
  }
  return real[name](...words);
};
export * from 'node:fs';
${['fchmodSync', 'fchownSync', 'fsyncSync', 'linkSync', 'mkdirSync', 'openSync', 'renameSync', 'rmSync', 'rmdirSync', 'unlinkSync', 'writeSync', 'writeFileSync']
    .map((name) => `export const ${name} = wrap('${name}');`).join('\n')}
`;

/** The writing of fixes as one script, so that a child process starts fast; with a file system that can be made to fail. */
export async function bundleApply(options: { readonly faulty: boolean }): Promise<{ readonly path: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-bundle-'));
  const entry = join(folder, 'entry.ts');
  const names = ['apply-files', 'recover', 'undo'].map((name) => `export * from ${JSON.stringify(join(PROJECT_ROOT, `src/apply/${name}.ts`))};`);
  writeFileSync(entry, names.join('\n'));
  const faults = {
    name: 'faults',
    resolveId: (id: string, importer?: string) => (options.faulty && id === 'node:fs' && importer?.includes('/src/apply/') ? '\0faulty-fs' : undefined),
    load: (id: string) => (id === '\0faulty-fs' ? FAULTY_FS : undefined),
  };
  const bundle = await rolldown({ cwd: PROJECT_ROOT, input: entry, platform: 'node', plugins: [faults], logLevel: 'silent' });
  const path = join(folder, 'apply.mjs');
  await bundle.write({ file: path, format: 'esm', codeSplitting: false });
  await bundle.close();
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
