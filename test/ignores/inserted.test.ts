import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFolder } from '../../src/discover/open-folder.ts';
import { withOverlay } from '../../src/discover/overlay.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/report.ts';
import { placeOfFinding } from '../../src/reporters/place.ts';
import { positionIn } from '../../src/reporters/position.ts';
import { scanFiles } from '../../src/scan.ts';

const PROJECTS = fileURLToPath(new URL('../projects/', import.meta.url));
/** Files in which a line of its own can be a comment, and its mark. */
const MARKS: readonly (readonly [RegExp, string])[] = [[/\.py$|Procfile$|\.sh$|requirements\.txt$|\.toml$|\.ya?ml$|Dockerfile$/, '#'], [/\.[jt]s$/, '//']];

interface Target {
  readonly project: string;
  readonly finding: Finding;
  readonly path: string;
  readonly line: number;
  readonly mark: string;
}

const scanned = new Map<string, { readonly report: Report; readonly targets: readonly Target[] }>();
for (const project of readdirSync(PROJECTS)) scanned.set(project, await targetsIn(project));
const targets = [...scanned.values()].flatMap((each) => each.targets);

/** Nor inside of a text that goes on over several lines, as SQL does. */
function isInText(before: string): boolean {
  return ['`', '"""'].some((quote) => before.split(quote).length % 2 === 0);
}

async function targetsIn(project: string): Promise<{ readonly report: Report; readonly targets: readonly Target[] }> {
  const root = `${PROJECTS}${project}`;
  const { report } = await scanFiles(await openFolder(root), root, { asOf: '2026-11-22' });
  const found = report.services.flatMap(({ service, findings }) => findings.flatMap((finding): readonly Target[] => {
    const place = placeOfFinding(finding, service);
    const mark = MARKS.find(([names]) => names.test(place?.file.path ?? ''))?.[1];
    if (place?.range === undefined || place.range.end === 0 || mark === undefined) return [];
    const { line } = positionIn(place.file, place.range.start);
    // No comment can stand inside of a command that goes on in the next line.
    const isContinued = place.file.text.split('\n')[line - 2]?.trimEnd().endsWith('\\') === true;
    return isContinued || isInText(place.file.text.slice(0, place.range.start)) || finding.rule.startsWith('config/') ? [] : [{ project, finding, path: place.file.path, line, mark }];
  }));
  return { report, targets: found };
}

/** The findings with one more comment above a line, and other things around it. */
async function withComment({ project, finding, path, line, mark }: Target, { crlf, blanks, note }: { readonly crlf: boolean; readonly blanks: number; readonly note: boolean }): Promise<Report> {
  const root = `${PROJECTS}${project}`;
  const files = await openFolder(root);
  const lines = (files.read(path)?.text ?? '').split('\n').map((each) => each.replace(/\r$/, ''));
  const indent = /^\s*/.exec(lines[line - 1] ?? '')?.[0] ?? '';
  const added = [`${indent}${mark} optimize-ignore[${finding.rule}] it is accepted`, ...(note ? [`${indent}${mark} a note`] : []), ...Array.from({ length: blanks }, () => '')];
  // A shell script with the line ends of Windows is a finding of its own.
  const text = lines.toSpliced(line - 1, 0, ...added).join(crlf && !path.endsWith('.sh') ? '\r\n' : '\n');
  return (await scanFiles(withOverlay(files, new Map([[path, { path, text }]])), root, { asOf: '2026-11-22' })).report;
}

const openIds = (report: Report): readonly string[] => report.services.flatMap(({ findings }) => findings.map(({ id }) => id)).sort();

describe('a comment above the line of a finding', () => {
  it('has findings to be tried on', () => {
    expect(targets.length).toBeGreaterThan(15);
  });

  it('hides that finding, and no finding of another rule or line', async () => {
    const options = fc.record({ crlf: fc.boolean(), blanks: fc.nat({ max: 2 }), note: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...targets), options, async (target, how) => {
      const before = scanned.get(target.project)?.report;
      const after = await withComment(target, how);
      const hidden = after.services.flatMap(({ ignored }) => ignored.map(({ finding }) => finding));
      expect(hidden.map(({ id }) => id)).toContain(target.finding.id);
      expect([...new Set(hidden.map(({ rule }) => rule))]).toEqual([target.finding.rule]);
      expect([...openIds(after), ...hidden.map(({ id }) => id)].sort()).toEqual(before === undefined ? [] : openIds(before));
      expect(after.services.map(({ score }) => score.raw)).toEqual(before?.services.map(({ score }) => score.value));
    }), { numRuns: 30 });
  });
});
