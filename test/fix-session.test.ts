import { execaSync } from 'execa';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { WITHOUT_TMUX } from './support/terminal.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** When the recorded run was made is the one thing that differs each time. */
const TIME = /made \d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/;

describe.skipIf(WITHOUT_TMUX)('the recorded session (skipped without tmux)', () => {
  it('is what the program shows', () => {
    const folder = mkdtempSync(join(tmpdir(), 'optimize-recorded-'));
    try {
      const file = join(folder, 'session.md');
      execaSync(process.execPath, [join(root, 'scripts/record-fix.mjs'), file], { cwd: root, env: { CI: '' } });
      const fresh = readFileSync(file, 'utf8');
      expect(fresh).toMatch(TIME);
      expect(readFileSync(join(root, 'docs/fix-session.md'), 'utf8').replace(TIME, 'made')).toBe(fresh.replace(TIME, 'made'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
