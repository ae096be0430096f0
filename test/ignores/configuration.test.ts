import { describe, expect, it } from 'vitest';
import { NO_CONFIG, type Config, type Setting } from '../../src/config/config.ts';
import { judge } from '../../src/judge.ts';
import { declared } from '../../src/model/fact.ts';
import type { Severity } from '../../src/model/finding.ts';
import type { Ignore, IgnoreScope } from '../../src/model/ignore.ts';
import type { Project } from '../../src/model/project.ts';
import type { ServiceReport } from '../../src/report.ts';
import { loadCatalogue } from '../../src/rules/catalogue.ts';
import { scan } from '../../src/scan.ts';
import { makeProject } from '../support/cli.ts';
import { WEB } from '../support/scan-texts.ts';

const catalogue = await loadCatalogue();
const edition = catalogue.editions.get('2026.1');
const FILE = { path: 'optimize.yaml', text: 'rules:\n  server/workers: off\nignores:\n  - rule: server/workers\n' };
const project = await projectOf();

async function projectOf(): Promise<Project> {
  const files = makeProject(WEB);
  try {
    return (await scan(files.root, { asOf: '2026-11-22' })).project;
  } finally {
    files.remove();
  }
}

function judged(config: Partial<Config>, options: { readonly ignores?: boolean; readonly doubt?: string } = {}): ServiceReport {
  if (edition === undefined) throw new Error('there is no edition 2026.1');
  const [service] = judge(project, { catalogue, edition, version: '0', root: '.', config: { ...NO_CONFIG, ...config }, ...options }).services;
  if (service === undefined) throw new Error('there is no service');
  return service;
}

const setting = (value: 'off' | Severity): Setting<'off' | Severity> => ({ value, origin: { kind: 'file', file: FILE, range: { start: 9, end: 28 } } });

function entry(rule: string, scope: Omit<Extract<IgnoreScope, { kind: 'entry' }>, 'kind'>, until?: string): Ignore {
  const start = FILE.text.indexOf('rule: ');
  return {
    rule, reason: 'accepted', at: declared('ignore', 'rule: x', FILE, { start, end: FILE.text.length - 1 }), in: 'configuration', scope: { kind: 'entry', ...scope },
    ...(until === undefined ? {} : { until }),
  };
}

const rulesOf = ({ findings }: ServiceReport): readonly string[] => findings.map(({ rule }) => rule);

describe('an entry of the configuration', () => {
  it.each<readonly [string, Omit<Extract<IgnoreScope, { kind: 'entry' }>, 'kind'>, boolean]>([
    ['without anything', {}, true],
    ['with the file', { path: 'Procfile' }, true],
    ['with a pattern', { path: 'Proc*' }, true],
    ['with braces', { path: '{Procfile,x}' }, true],
    ['with another file', { path: 'app.py' }, false],
    ['with the service', { service: 'app' }, true],
    ['with another service', { service: 'api' }, false],
    ['with the anchor', { anchor: 'server.workers' }, true],
    ['with another anchor', { anchor: 'server.threads' }, false],
    ['with the file and another anchor', { path: 'Procfile', anchor: 'x' }, false],
  ])('%s', (_name, scope, isIgnored) => {
    const service = judged({ ignores: [entry('server/workers', scope)] });
    expect(rulesOf(service).includes('server/workers')).toBe(!isIgnored);
    expect(service.ignored.map(({ finding, reason, by }) => [finding.rule, reason, by])).toEqual(isIgnored ? [['server/workers', 'accepted', 'optimize.yaml:4']] : []);
    expect(rulesOf(service).includes('config/unused-ignore')).toBe(!isIgnored);
  });

  it('past its day leaves the finding open, and says so', () => {
    expect(rulesOf(judged({ ignores: [entry('server/workers', {}, '2026-11-21')] }))).toEqual(expect.arrayContaining(['server/workers', 'config/expired-ignore']));
  });

  it('above the project is nothing that a fix may take away', () => {
    const outer = { ...FILE, path: '../optimize.yaml' };
    const ignore = { ...entry('runtime/end-of-life', {}), at: declared('ignore', 'x', outer, { start: 0, end: 5 }) };
    expect(judged({ ignores: [ignore] }).findings.find(({ rule }) => rule === 'config/unused-ignore')?.fix?.applicability).toBe('advice');
  });

  it('of a folder holds for the services of that folder', () => {
    const settings = { rules: new Map(), facts: NO_CONFIG.facts, ignores: [entry('server/workers', {})] };
    expect(rulesOf(judged({ folders: new Map([['api', settings]]) }))).toContain('server/workers');
    expect(rulesOf(judged({ folders: new Map([['', settings]]) }))).not.toContain('server/workers');
  });

  it('is not called useless where nobody can know', () => {
    const ignores = [entry('runtime/end-of-life', {})];
    expect(rulesOf(judged({ ignores }))).toContain('config/unused-ignore');
    expect(rulesOf(judged({ ignores }, { doubt: 'not all services were scanned' }))).not.toContain('config/unused-ignore');
    expect(rulesOf(judged({ ignores, rules: new Map([['runtime/end-of-life', setting('off')]]) }))).not.toContain('config/unused-ignore');
  });
});

describe('a rule', () => {
  const plain = judged({});

  it('that is switched off costs nothing, and the raw score says what it would', () => {
    const service = judged({ rules: new Map([['server/workers', setting('off')]]) });
    const verdict = service.verdicts.find(({ rule }) => rule === 'server/workers');
    expect(verdict).toMatchObject({ outcome: 'ignored', because: 'switched off in optimize.yaml:2' });
    expect(rulesOf(service)).not.toContain('server/workers');
    expect(service.score.value).toBe(plain.score.value + (verdict?.points ?? 0));
    expect(service.score.raw).toBe(plain.score.value);
    expect(service.ignored).toEqual([]);
  });

  it('that is switched off and would pass costs nothing without that either', () => {
    const service = judged({ rules: new Map([['runtime/end-of-life', setting('off')]]) });
    expect([service.score.value, service.score.raw]).toEqual([plain.score.value, plain.score.value]);
  });

  it('weighs what the configuration says, and the grade follows', () => {
    const service = judged({ rules: new Map([['server/workers', setting('critical')]]) });
    expect(service.findings.find(({ rule }) => rule === 'server/workers')?.severity).toBe('critical');
    expect(['good', 'excellent']).toContain(plain.score.grade);
    expect(plain.score.cappedBy).toEqual([]);
    expect(service.score).toMatchObject({ value: plain.score.value, grade: 'fair', cappedBy: ['server/workers'] });
    const accepted = judged({ rules: new Map([['server/workers', setting('critical')]]), ignores: [entry('server/workers', {})] });
    expect(accepted.score.cappedBy).toEqual([]);
  });

  it('is open in all its findings when nothing is to be ignored', () => {
    const everything = judged({ rules: new Map([['server/interface', setting('off')]]), ignores: [entry('server/workers', {})] }, { ignores: false });
    expect(everything.findings).toEqual(plain.findings);
    expect(everything.score).toEqual(plain.score);
    expect(everything.ignored).toEqual([]);
  });
});
