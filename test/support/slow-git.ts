import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

/** A git that waits for ever in one of its commands, and folders that only one run uses. */
export interface SlowGit {
  /** Variables of the run: the PATH with that git, and a folder for temporary files. */
  readonly env: Readonly<Record<string, string>>;
  /** An empty folder to start in. */
  readonly folder: string;
  /** The process that waits, once it does. Throws when it never does. */
  readonly waiting: () => Promise<number>;
  /** What lies in the folder for temporary files. */
  readonly left: () => readonly string[];
  readonly remove: () => void;
}

/** Makes one that waits in `git COMMAND`; another command is git's own. */
export function slowGit(command: string): SlowGit {
  const root = mkdtempSync(join(tmpdir(), 'optimize-slow-'));
  const [folder, temporary, programs, note] = ['folder', 'temporary', 'programs', 'note'].map((name) => join(root, name)) as [string, string, string, string];
  for (const each of [folder, temporary, programs]) mkdirSync(each);
  const path = process.env['PATH'] ?? '';
  writeFileSync(join(programs, 'git'), `#!/bin/sh
for word in "$@"; do
  if [ "$word" = ${command} ]; then echo $$ > ${note}.new && mv ${note}.new ${note} && exec sleep 600; fi
done
PATH="${path}" exec git "$@"
`, { mode: 0o755 });
  return {
    folder, env: { PATH: `${programs}:${path}`, TMPDIR: temporary },
    waiting: async () => {
      await eventually(() => existsSync(note), () => `nobody ran git ${command}`);
      return Number(readFileSync(note, 'utf8'));
    },
    left: () => readdirSync(temporary),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
