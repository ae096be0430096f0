import { describe, expect, it } from 'vitest';
import { declared, derive, live, type Evidence } from '../../src/model/fact.ts';
import type { Override } from '../../src/model/project.ts';
import type { Subject } from '../../src/reporters/format.ts';
import { githubReport } from '../../src/reporters/github.ts';
import { gitlabReport } from '../../src/reporters/gitlab.ts';
import { junitReport } from '../../src/reporters/junit/junit.ts';
import { sarifReport } from '../../src/reporters/sarif/sarif.ts';
import type { ScoreCard } from '../../src/report.ts';
import { findingOf } from '../support/finding.ts';
import { reportOf } from '../support/report.ts';
import { subjectOf } from '../support/subjects.ts';

const START = 'gunicorn shop.wsgi';
const PROCFILE = { path: 'Procfile', text: `# how it starts\nweb: ${START}\n` };
const RANGE = { start: PROCFILE.text.indexOf(START), end: PROCFILE.text.length - 1 };
const COMMAND = declared('start.command', START, PROCFILE, RANGE);
const onPlatform = (name: string, value: unknown) => live(name, value, { service: 'web', field: name, environment: 'production', readAt: '2026-11-22T03:10:00Z' });

const CARD: ScoreCard = { value: 100, raw: 100, grade: 'excellent', cappedBy: [], lost: 0, undecided: 0, categories: [] };

/** A finding that rests on some evidence, in a service that a Procfile starts. */
function subject(evidence: Evidence, { overrides = [], files = ['.env.example', 'Procfile'] }: { readonly overrides?: readonly Override[]; readonly files?: readonly string[] } = {}): Subject {
  const finding = { ...findingOf({ rule: 'platform/variable-quotes', service: 'web', path: 'railway', anchor: evidence.name }), evidence: [evidence] as const };
  const report = reportOf([{ name: 'web', score: CARD, findings: [finding], verdicts: [{ rule: finding.rule, service: 'web', outcome: 'fail', points: 0 }] }]);
  const services = report.services.map((each) => ({ ...each, service: { ...each.service, facts: { 'start.command': COMMAND }, overrides, files } }));
  return subjectOf({ ...report, services });
}

interface Log { readonly runs: readonly { readonly results: readonly { readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } } }[] }[] }[] }
const sarifPlace = (of: Subject) => {
  const [location] = (JSON.parse(sarifReport(of)) as Log).runs[0]?.results[0]?.locations ?? [];
  return `${location?.physicalLocation.artifactLocation.uri}:${location?.physicalLocation.region.startLine}`;
};
const gitlabPlace = (of: Subject) => {
  const [issue] = JSON.parse(gitlabReport(of)) as readonly { readonly location: { readonly path: string; readonly lines: { readonly begin: number } } }[];
  return `${issue?.location.path}:${issue?.location.lines.begin}`;
};

describe('a finding about what is on the platform alone', () => {
  const variable = onPlatform('live.variables', [{ name: 'PORT' }]);

  it('is an annotation of no file, which names the place on the platform', () => {
    expect(githubReport(subject(variable))).toMatch(/^::warning title=platform\/variable-quotes::.*\(Railway: web, live\.variables \(production\)\)/);
  });

  it('is a case of no file', () => {
    expect(junitReport(subject(variable))).toMatch(/<testcase classname="web\.platform" name="[^"]*">/);
  });

  it('stands for the service where a format wants a file: the one that Railway reads, else the first one', () => {
    const read = subject(variable, { files: ['.env.example', 'Procfile', 'railway.json'] });
    expect([sarifPlace(read), gitlabPlace(read)]).toEqual(['railway.json:1', 'railway.json:1']);
    expect([sarifPlace(subject(variable)), gitlabPlace(subject(variable))]).toEqual(['.env.example:1', '.env.example:1']);
  });
});

describe('a finding about what the platform says instead of a file', () => {
  const command = onPlatform('deploy.startCommand', 'gunicorn shop.wsgi --workers 64');
  const overrides = [{ name: 'deploy.startCommand', loser: declared('deploy.startCommand', START, PROCFILE, RANGE), because: 'the dashboard wins over a Procfile' }];

  it.each([['itself', command], ['by a calculation', derive('server.workers', [command], () => 64)]])('is remarked on where the file says it: %s', (_, evidence) => {
    const of = subject(evidence, { overrides });
    expect(githubReport(of)).toMatch(/file=Procfile,line=2,endLine=2,col=6,/);
    expect([sarifPlace(of), gitlabPlace(of)]).toEqual(['Procfile:2', 'Procfile:2']);
  });

  it('is not remarked on at what loses for another thing', () => {
    expect(githubReport(subject(onPlatform('deploy.numReplicas', 1), { overrides }))).not.toContain('file=');
  });
});

it('a finding that nothing places, and that is in files, is remarked on at the command that starts the service', () => {
  const nowhere: Evidence = { state: 'absent', name: 'deploy.healthcheckPath' };
  expect(githubReport(subject(nowhere))).toContain('file=Procfile,line=2,');
});
