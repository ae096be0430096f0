import { describe, expect, it } from 'vitest';
import { agentReport } from '../../src/reporters/agent.ts';
import { checkText } from '../../src/reporters/check/text.ts';
import { markdownReport } from '../../src/reporters/comment/report.ts';
import { githubReport } from '../../src/reporters/github.ts';
import { gitlabReport } from '../../src/reporters/gitlab.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { junitReport } from '../../src/reporters/junit/junit.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { sarifReport } from '../../src/reporters/sarif/sarif.ts';
import { summaryReport } from '../../src/reporters/summary.ts';
import { textReport } from '../../src/reporters/text/report.ts';
import { checkReport } from '../support/check-report.ts';
import { pointsOf } from '../support/points.ts';
import { scanShared } from '../support/shared-code.ts';
import { subjectOf } from '../support/subjects.ts';

const RULE = 'database/pool-errors';
const report = await scanShared();
const subject = subjectOf(report);
/** A check of the same, in which all of it is new. */
const nothing = { ...report, services: report.services.map((each) => ({ ...each, findings: [] })) };
const check = checkReport(nothing, report);
const fresh = { ...subject, check };
const fixed = checkReport(report, nothing);
const MESSAGE = 'nobody listens to the errors of this pool of pg, and one ends the process';
const BOTH = `api (-${pointsOf(RULE)}) and desk (-${pointsOf(RULE)})`;

const countOf = (text: string, part: string): number => text.replaceAll(/\s+/g, ' ').split(part).length - 1;
const partOf = (text: string, from: string, to: string): string => text.slice(text.indexOf(from), text.indexOf(to));

describe('what services share in their code', () => {
  it('is found in each of them', () => {
    expect(report.services.map(({ service, findings }) => [service.name, findings.filter(({ rule }) => rule === RULE).map(({ points }) => points)]))
      .toEqual([['api', [pointsOf(RULE)]], ['desk', [pointsOf(RULE)]], ['shop', [pointsOf(RULE)]]]);
  });

  it('is told once in a text, and counted in a line at the next service', () => {
    const text = textReport(report, { width: 80, paint: PLAIN });
    expect(countOf(text, MESSAGE)).toBe(2);
    expect(partOf(text, 'told above', 'shop  apps/shop/').trimEnd()).toBe(
      `told above\n  ✖  -${pointsOf(RULE)} 4 at api: ${RULE} (-${pointsOf(RULE)}), database/connection-timeout,\n        observability/slow-queries, query/statement-timeout`);
    expect(countOf(text, 'told above')).toBe(1);
  });

  it('is one line where all of them ignore it', () => {
    const services = report.services.map((each) => ({ ...each, findings: [], ignored: each.findings.filter(({ rule }) => rule === RULE).map((finding) => ({ finding, reason: 'restarted soon', by: 'optimize.yaml:2' })) }));
    expect(textReport({ ...report, services }, { width: 120, paint: PLAIN }).split('\n').filter((line) => line.includes('ignored: '))).toEqual([
      `ignored: ${RULE} in packages/data/pool.js:4, restarted soon, in 2 services`, `ignored: ${RULE} in apps/shop/pool.js:2, restarted soon`,
    ]);
  });

  it('is told once in a check, with the services that have it', () => {
    const text = checkText(check, { width: 80, paint: PLAIN });
    expect([countOf(text, MESSAGE), countOf(text, `in ${BOTH}`)]).toEqual([2, 1]);
    expect(text).toContain(`${check.new.length} new findings`);
    expect(checkText(fixed, { width: 80, paint: PLAIN })).toMatch(/database\/connection-timeout in api and 1 more +packages\/data\/pool\.js:4:25/);
  });

  it('is one annotation, which names them', () => {
    const lines = githubReport(subject).split('\n').filter((line) => line.includes(MESSAGE));
    expect(lines.map((line) => line.split('%0A').at(-1))).toEqual([`in ${BOTH}`, 'fix (safe): Log the errors of idle connections']);
    expect(githubReport(fresh).split('\n').filter((line) => line.includes(MESSAGE))).toEqual(lines);
  });

  it('is one item and one row of Markdown', () => {
    const comment = markdownReport(subject);
    expect(countOf(comment, MESSAGE)).toBe(2);
    expect(comment).toContain(`- **told above** -${pointsOf(RULE)}, 4 in \`api\`: \`${RULE}\` (-${pointsOf(RULE)}), \`database/connection-timeout\`, `);
    const ticked = `in \`api\` (-${pointsOf(RULE)}) and \`desk\` (-${pointsOf(RULE)})`;
    expect([countOf(markdownReport(fresh), MESSAGE), countOf(markdownReport(fresh), ticked)]).toEqual([2, 1]);
    expect([countOf(summaryReport(subject), MESSAGE), countOf(summaryReport(subject), `\`${RULE}\` in ${BOTH}`)]).toEqual([2, 1]);
  });

  it('is one line for a language model', () => {
    expect(agentReport(subject).split('\n').filter((line) => line.includes(MESSAGE)).map((line) => line.split(' | ').slice(2))).toEqual([
      [`in ${BOTH}`, `${RULE}@api:packages/data/pool.js#database.emitter`], [`${RULE}@shop:apps/shop/pool.js#database.emitter`],
    ]);
  });

  it('is one result of SARIF, under the fingerprint of the first service, with all of them', () => {
    const results = (text: string) => (JSON.parse(text) as { runs: [{ results: { ruleId: string; message: { text: string }; locations: { logicalLocations: { name: string }[] }[]; partialFingerprints: object }[] }] }).runs[0].results.filter(({ ruleId }) => ruleId === RULE);
    const [shared, own, ...others] = results(sarifReport(subject));
    const [alone] = results(sarifReport({ ...subject, report: { ...report, services: report.services.slice(0, 1) } }));
    expect(others).toEqual([]);
    expect(shared?.partialFingerprints).toEqual(alone?.partialFingerprints);
    expect(shared?.message.text).toContain(`The services are ${BOTH}.`);
    expect([shared, own].map((result) => result?.locations[0]?.logicalLocations.map(({ name }) => name))).toEqual([['api', 'desk'], ['shop']]);
  });

  it('stays a finding of each for programs that compare by service', () => {
    const all = report.services.flatMap(({ findings }) => findings);
    expect((JSON.parse(jsonReport(report)) as { findings: unknown[] }).findings).toHaveLength(all.length);
    expect(JSON.parse(gitlabReport(subject))).toHaveLength(all.length);
    expect(junitReport(subject).match(/<failure /g)).toHaveLength(all.length);
  });
});
