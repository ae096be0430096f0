import { execaSync } from 'execa';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A user of git with a name and nothing else, whatever the machine is set to. */
export const GIT_USER: Readonly<Record<string, string>> = { GIT_CONFIG_SYSTEM: '/dev/null', GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/nonexistent' };

/** A repository in a folder of its own. */
export interface Repository {
  readonly root: string;
  /** Runs git in it and gives what it says; throws when git does. */
  readonly git: (...words: readonly string[]) => string;
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly remove: () => void;
}

/** Makes a repository with one commit of some files. */
export function makeRepository(files: Readonly<Record<string, string | Uint8Array>>): Repository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'optimize-git-')));
  const git = (...words: readonly string[]) => execaSync('git', ['-C', root, ...words], { env: GIT_USER, stripFinalNewline: false }).stdout;
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  git('init', '--quiet', '--initial-branch=main');
  for (const [name, value] of [['user.name', 'Ada Example'], ['user.email', 'ada@example.com'], ['core.autocrlf', 'false'], ['commit.gpgSign', 'false']] as const) git('config', name, value);
  for (const [path, content] of Object.entries(files)) write(path, content);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '-m', 'First');
  return { root, git, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
