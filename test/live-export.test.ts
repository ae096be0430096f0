import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { liveStateText } from '../src/live/state-file.ts';
import { liveBy } from '../src/live-source.ts';
import { valueOf } from '../src/model/fact.ts';
import { scan } from '../src/scan.ts';
import { makeProject } from './support/cli.ts';
import { makeRepository } from './support/git-repository.ts';
import { liveState } from './support/live-state.ts';

const made: { readonly remove: () => void }[] = [];
afterEach(() => { for (const each of made.splice(0)) each.remove(); });

const TEXT = liveStateText(liveState({ services: [{ name: 'web', source: { repo: 'ada/shop' }, variables: { NOBODY_READS_THIS: {} } }] }));
const PROCFILE = 'web: gunicorn app:app\n';

describe('an export of what Railway says', () => {
  it.each([['railway.live.json', 'by a flag'], ['facts.json', 'by the configuration']])('is no part of the project: %s, %s', async (name) => {
    const isConfigured = name === 'facts.json';
    const project = makeProject({ Procfile: PROCFILE, [name]: TEXT, ...(isConfigured ? { 'optimize.yaml': `live: ${name}\n` } : {}) });
    made.push(project);
    const given = isConfigured ? {} : await liveBy(project.root, { kind: 'file', path: join(project.root, name) });
    const { project: { services } } = await scan(project.root, { asOf: '2026-11-22', ...given });
    expect(services.map((service) => service.name)).toEqual(['app']);
    const variables = valueOf(services[0]?.facts['live.variables']);
    expect(variables?.map((variable) => [variable.name, variable.isMentioned])).toEqual([['NOBODY_READS_THIS', false]]);
  });

  it('may lie above the project, where its configuration does', async () => {
    const repo = makeRepository({ 'optimize.yaml': 'live: ci/facts.json\n', 'ci/facts.json': TEXT, 'shop/Procfile': PROCFILE });
    made.push(repo);
    const { report, project } = await scan(join(repo.root, 'shop'), { asOf: '2026-12-22' });
    expect(valueOf(project.services[0]?.facts['live.service'])?.name).toBe('web');
    expect(report.notices.map(({ message }) => message)).toEqual(['what Railway says was read on 2026-11-22, 30 days before 2026-12-22; `optimize railway pull` reads it anew']);
  });

  it('joins nothing of another repository, and the report says so', async () => {
    const repo = makeRepository({ Procfile: PROCFILE, 'facts.json': TEXT, 'optimize.yaml': 'live: facts.json\n' });
    made.push(repo);
    repo.git('remote', 'add', 'origin', 'https://github.com/ada/site.git');
    const { report, project } = await scan(repo.root, { asOf: '2026-11-22' });
    expect(project.services[0]?.facts['live.service']).toBeUndefined();
    expect(report.notices.map(({ message }) => message)).toEqual([
      'what Railway says is of the project shop, which deploys ada/shop, and this is ada/site',
      'what Railway says of app is not used: it could be web there; `optimize railway status` asks which',
    ]);
  });

  it('is refused where it holds a value', async () => {
    const project = makeProject({ Procfile: PROCFILE });
    made.push(project);
    const path = join(project.root, 'facts.json');
    writeFileSync(path, TEXT.replace('"shown": "…"', '"shown": "sk_live_51Hq8xQbLk2aZ0"'));
    expect(readFileSync(path, 'utf8')).not.toBe(TEXT);
    await expect(liveBy(project.root, { kind: 'file', path })).rejects.toMatchObject({ code: 'live-file', message: expect.not.stringContaining('sk_live') });
  });
});
