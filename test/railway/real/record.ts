import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { runRailway, startRailway } from '../../support/real-railway.ts';
import { linkModules } from '../../support/real-tools.ts';
import type { Recorded } from './commands.ts';
import { nodeThatStripsTypes } from './node-that-strips-types.ts';

/** What the real CLI prints, as text of a file of test/railway/double/answers. Folders and ports have fixed names. */
export async function record({ words, setting = {}, input, failure, files = {} }: Recorded): Promise<string> {
  const real = await startRailway();
  try {
    write(real.folder, files);
    real.backboard.failure = failure;
    const { stdout, stderr, code } = await runRailway(words, { cwd: real.folder, env: { ...real.environment(setting), PATH: nodeThatStripsTypes(join(real.home, 'bin'), process.env['PATH'] ?? '') }, ...(input === undefined ? {} : { input }) });
    if (real.backboard.problems.length > 0) throw new Error(`the platform of the tests cannot answer: ${real.backboard.problems.join('; ')}`);
    const fixed = (text: string) => text.replaceAll(real.folder, '/projects/shop').replaceAll(real.home, '/home/ada').replaceAll(real.backboard.url, 'http://127.0.0.1/graphql/v2').split('\n');
    const { token, ...given } = setting;
    const state = { ...given, ...(token === undefined ? {} : { token: 'unknown' }) };
    return `${JSON.stringify({ words, ...(Object.keys(state).length > 0 ? { given: state } : {}), ...(input === undefined ? {} : { input }), code, stdout: fixed(stdout), stderr: fixed(stderr) }, undefined, 1)}\n`;
  } finally {
    await real.stop();
  }
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (Object.keys(files).length > 0) linkModules(folder);
}
