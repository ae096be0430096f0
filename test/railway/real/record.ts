import { join } from 'node:path';

import { writeFiles } from '../../support/cli.ts';
import { runRailway, startRailway, type Answer } from '../../support/real-railway.ts';
import { linkModules } from '../../support/real-tools.ts';
import type { Recorded } from './commands.ts';
import { nodeThatRefuses, nodeThatStripsTypes } from './node-that-strips-types.ts';

/** What the real CLI prints, and what it sent before. Folders and addresses have fixed names. */
export async function record({ words, setting = {}, input, failure, change, files = {}, hasNode = true }: Recorded): Promise<Answer> {
  const real = await startRailway();
  try {
    change?.(real.platform);
    writeFiles(real.folder, files);
    if (Object.keys(files).length > 0) linkModules(real.folder); // the packages that .railway/railway.ts imports
    real.backboard.failure = failure;
    const bin = join(real.home, 'bin');
    const path = (hasNode ? nodeThatStripsTypes : nodeThatRefuses)(bin, process.env['PATH'] ?? '');
    const { stdout, stderr, code } = await runRailway(words, { cwd: real.folder, env: { PATH: path, ...real.environment(setting) }, ...(input === undefined ? {} : { input }) });
    if (real.backboard.problems.length > 0) throw new Error(`the platform of the tests cannot answer: ${real.backboard.problems.join('; ')}`);
    const fixed = (text: string) => text.replaceAll(real.folder, '/projects/shop').replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://backboard.railway.com');
    return { stdout: fixed(stdout), stderr: fixed(stderr), code };
  } finally {
    await real.stop();
  }
}
