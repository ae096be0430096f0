import { chmodSync, existsSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPair } from '../../src/discover/tree-pair.ts';
import { stateOf, temporary } from '../support/repositories.ts';

const made = temporary();
const APP = { 'api/main.py': 'one\n', 'api/Procfile': 'web: python main.py\n', 'big.bin': 'data\n', 'gone.py': 'x\n' };
const CHOICES = [{ base: 'HEAD~1' }, { base: 'HEAD~1', staged: true }, { base: 'HEAD~1', head: 'HEAD' }];

test.each(CHOICES)('nothing in the work tree or in .git is written: %j', async (options) => {
  const { root, git, write } = made.repository(APP);
  write('api/main.py', 'two\n');
  git('commit', '--quiet', '--all', '-m', 'Second');
  git('update-index', '--refresh');
  // As an editor leaves it: the times in the index are old, and the content is the same.
  write('api/Procfile', APP['api/Procfile']);
  write('new.py', 'new\n');
  rmSync(join(root, 'gone.py'));
  const before = stateOf(root);
  await openPair(root, options);
  expect(stateOf(root)).toEqual(before);
});

test.each(CHOICES)('no program that the repository names is run: %j', async (options) => {
  const { root, git, write } = made.repository({ ...APP, '.gitattributes': '* diff=evil filter=evil\n*.bin filter=included\n' });
  write('api/main.py', 'two\n');
  git('commit', '--quiet', '--all', '-m', 'Second');
  const mark = join(made.folder(), 'mark');
  const evil = join(root, '.git/evil.sh');
  write('.git/evil.sh', `#!/bin/sh\necho "$0 $*" >> '${mark}'\ncat\n`);
  chmodSync(evil, 0o755);
  write('.git/more', `[filter "included"]\n clean = ${evil} clean\n smudge = ${evil} smudge\n required = true\n`);
  for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'pre-auto-gc']) {
    write(`.git/hooks/${hook}`, `#!/bin/sh\necho ${hook} >> '${mark}'\n`);
    chmodSync(join(root, '.git/hooks', hook), 0o755);
  }
  const settings = {
    'diff.evil.textconv': evil, 'diff.evil.command': evil, 'diff.external': evil, 'filter.evil.clean': evil, 'filter.evil.smudge': evil, 'filter.evil.process': evil,
    'filter.evil.required': 'true', 'core.fsmonitor': evil, 'core.pager': evil, 'pager.log': evil, 'pager.diff': evil, 'gpg.program': evil, 'log.showSignature': 'true',
    'core.sshCommand': evil, 'core.gitProxy': evil, 'credential.helper': evil, 'include.path': 'more', 'color.ui': 'always', 'diff.relative': 'true', 'diff.noprefix': 'true',
    'alias.diff': `!${evil}`, 'alias.ls-tree': `!${evil}`, 'log.follow': 'true', 'diff.orderFile': '.git/more', 'diff.renames': 'copies', 'diff.trustExitCode': 'true',
  };
  for (const [name, value] of Object.entries(settings)) git('config', name, value);
  write('api/main.py', 'three\n');
  for (const path of ['big.bin', 'gone.py']) utimesSync(join(root, path), 0, 0);
  const pair = await openPair(root, options);
  expect(pair.before.read('api/main.py')?.text).toBe('one\n');
  expect([...pair.changed]).toContain('api/main.py');
  expect([...pair.commits.keys()]).toEqual(['api/main.py']);
  expect(existsSync(mark)).toBe(false);
});
