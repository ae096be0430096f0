import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRequirement, parseRequirements } from '../../src/documents/requirements.ts';
import type { RequirementLine } from '../../src/documents/requirements.ts';
import { processorTime } from '../support/processor-time.ts';

const shown = (line: RequirementLine): string => {
  switch (line.kind) {
    case 'requirement':
      return [line.name, line.extras.join('+'), line.specifier, line.url ?? '', line.marker ?? '', line.options].join('|');
    case 'include': return `${line.constraint ? 'constraint' : 'include'} ${line.path}`;
    case 'location': return `${line.editable ? 'editable' : 'location'} ${line.target} ${line.egg ?? ''}`.trim();
    case 'option': return `option ${line.text}`;
    case 'invalid': return `invalid ${line.text}`;
  }
};

const TABLE: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  ['# only a comment', []],
  ['flask', ['flask|||||']],
  ['flask>=2,<3  # why', ['flask||>=2,<3|||']],
  ['flask (>=2)', ['flask||>=2|||']],
  ['flask >= 2 , < 3', ['flask||>= 2 , < 3|||']],
  ['Flask[async, dotenv] ~= 2.0', ['Flask|async+dotenv|~= 2.0|||']],
  ['a @ https://x/y.whl#sha256=1 ; python_version < "3.9"', ['a|||https://x/y.whl#sha256=1|python_version < "3.9"|']],
  ['six==1.16.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nseven', ['six||==1.16.0|||--hash=sha256:aa     --hash=sha256:bb', 'seven|||||']],
  ['fla\\\r\nsk==1', ['flask||==1|||']],
  ['-r base.txt\n--requirement=dev.txt\n-c "pins.txt"', ['include base.txt', 'include dev.txt', 'constraint pins.txt']],
  ['-e .\n-e git+https://x/y.git#egg=y\n./local\ngit+ssh://git@x/z@v1#egg=z', ['editable .', 'editable git+https://x/y.git#egg=y y', 'location ./local', 'location git+ssh://git@x/z@v1#egg=z z']],
  ['--index-url https://x/ y', ['option --index-url https://x/ y']],
  ['flask 2.0\nflask=2\n==1\nflask[a\nflask>=1,\nnumpy;', ['invalid flask 2.0', 'invalid flask=2', 'invalid ==1', 'invalid flask[a', 'invalid flask>=1,', 'invalid numpy;']],
  ['<<<<<<< HEAD\nflask\n=======\n>>>>>>> x', ['invalid <<<<<<< HEAD', 'flask|||||', 'invalid =======', 'invalid >>>>>>> x']],
  ['a==1\rb==2\u2028c', ['a||==1|||', 'b||==2|||', 'c|||||']],
  ['wheel-1.0-py3-none-any.whl', ['wheel-1.0-py3-none-any.whl|||||']],
  ['a \\\n# comment\nb', ['a|||||', 'b|||||']],
];

describe('parseRequirements', () => {
  it.each(TABLE)('reads %j', (text, expected) => {
    expect(parseRequirements(text).map(shown)).toEqual(expected);
  });

  it('gives ranges that hold what it read, across continuations and Windows line ends', () => {
    const text = '# x\r\nuvicorn[standard]>=0.30 \\\r\n  ; python_version > "3.8"\r\n';
    const [line] = parseRequirements(text);
    if (line?.kind !== 'requirement') throw new Error('no requirement');
    expect(text.slice(line.nameRange.start, line.nameRange.end)).toBe('uvicorn');
    expect(text.slice(line.specifierRange.start, line.specifierRange.end)).toBe('>=0.30');
    expect(text.slice(line.range.start, line.range.end)).toBe('uvicorn[standard]>=0.30 \\\r\n  ; python_version > "3.8"');
  });

  it('puts an empty specifier range behind the extras', () => {
    expect(parseRequirement('a[b]')?.specifierRange).toEqual({ start: 4, end: 4 });
  });

  it.each(['\\\n'.repeat(50_000), ' '.repeat(200_000), '#'.repeat(200_000), 'a['.repeat(50_000), 'a>=1,'.repeat(40_000), '- '.repeat(100_000), `a${'-'.repeat(200_000)}`])(
    'reads 200 kB of trouble in time', async (text) => {
      expect(await processorTime(() => parseRequirements(text))).toBeLessThan(1500);
    });
});

/** What pip said of one line. */
interface Answer { readonly line: string; readonly editable: boolean; readonly name?: string; readonly extras?: string[]; readonly specifier?: string; readonly marker?: string | null; readonly url?: string | null; readonly invalid?: string }
const ORACLE = '../shared/oracles/requirements-cases.json';

describe.skipIf(!existsSync(ORACLE))(`pip's own answers (${ORACLE}; skipped when it is not there)`, () => {
  it('agree in at least 98 % of the files', () => {
    const { cases } = JSON.parse(readFileSync(ORACLE, 'utf8')) as { cases: { text: string; requirements: Answer[] }[] };
    const wrong = cases.flatMap(({ text, requirements }) => {
      // Some texts are cut at 6,000 characters in the oracle, while pip saw the whole file: their last line cannot agree.
      const cut = text.length >= 6000;
      const ours = answersOf(text).slice(0, cut ? -1 : undefined);
      const theirs = requirements.map(plain).slice(0, cut ? ours.length : undefined);
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [difference(ours, theirs)];
    });
    expect(1 - wrong.length / cases.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.98);
  });
});

function answersOf(text: string): string[] {
  return parseRequirements(text).flatMap((line) => {
    if (line.kind === 'requirement') {
      return [`${line.name}|${[...line.extras].sort()}|${clauses(line.specifier)}|${marker(line.marker ?? '')}|${line.url ?? ''}`];
    }
    if (line.kind === 'location' && line.editable) return [`editable ${line.target}`];
    return line.kind === 'location' ? [`invalid ${line.target}`] : line.kind === 'invalid' ? [`invalid ${line.text}`] : [];
  });
}

function plain(answer: Answer): string {
  if (answer.invalid !== undefined) return `invalid ${answer.line}`;
  if (answer.editable) return `editable ${answer.line}`;
  return `${answer.name}|${[...(answer.extras ?? [])].sort()}|${clauses(answer.specifier ?? '')}|${marker(answer.marker ?? '')}|${answer.url ?? ''}`;
}

const clauses = (specifier: string): string => specifier.split(',').map((clause) => clause.replaceAll(/\s/g, '')).sort().join(',');
const marker = (text: string): string => text.replaceAll("'", '"').replaceAll(/\s+/g, '').replaceAll(/[()]/g, '');
const difference = (ours: string[], theirs: string[]): string => {
  const at = theirs.findIndex((line, index) => line !== ours[index]);
  return `pip: ${theirs[at]} ours: ${ours[at === -1 ? theirs.length : at]}`;
};
