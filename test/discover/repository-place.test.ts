import { afterAll, describe, expect, it } from 'vitest';
import { repositoryPlace } from '../../src/discover/repository-place.ts';
import { makeProject } from '../support/cli.ts';
import { makeRepository } from '../support/git-repository.ts';

const repository = makeRepository({ 'services/api/Procfile': 'web: python a.py\n' });
const plain = makeProject({ Procfile: 'web: python a.py\n' });
afterAll(() => { repository.remove(); plain.remove(); });

describe('a project in its repository', () => {
  it('has a folder, and the names of its remotes', async () => {
    const urls = ['https://github.com/ada/shop.git', 'git@github.com:ada/shop', 'ssh://git@github.com:22/eve/shop/', 'https://token:x@gitlab.com/group/sub/site.git', '/srv/git/copy.git', '../copy', 'file:///srv/git/copy.git'];
    for (const [index, url] of urls.entries()) repository.git('remote', 'add', `r${index}`, url);
    expect(await repositoryPlace(`${repository.root}/services/api`)).toEqual({ folder: 'services/api', names: ['ada/shop', 'eve/shop', 'sub/site'] });
    expect((await repositoryPlace(repository.root)).folder).toBe('');
  });

  it('has neither where there is no repository', async () => {
    expect(await repositoryPlace(plain.root)).toEqual({ folder: '', names: [] });
  });
});
