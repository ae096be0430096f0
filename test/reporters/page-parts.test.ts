import { describe, expect, it } from 'vitest';
import { absent, declared, derive, type Evidence } from '../../src/model/fact.ts';
import { calculation } from '../../src/reporters/html/calculation.ts';
import { diffOf } from '../../src/reporters/html/diff.ts';
import { excerpt } from '../../src/reporters/html/excerpt.ts';
import { html, prose, type Markup } from '../../src/reporters/html/markup.ts';

/** The lines of a block of code as a reader sees them: a sign or a number, then the text. */
const linesOf = ({ markup }: Markup): readonly string[] => [...markup.matchAll(/<span class="line[^"]*"><span class="\w+">(.*?)<\/span><span>(.*?)<\/span><\/span>/g)]
  .map(([, sign = '', text = '']) => `${sign}${text}`);
const fileOf = (text: string) => ({ path: 'app.py', text });

/** What the page says of edits `[start, end, text]`. */
function diffed(text: string, ...edits: readonly (readonly [number, number, string])[]): readonly string[] {
  const file = fileOf(text);
  return diffOf(edits.map(([start, end, added]) => ({ kind: 'edit', file, edit: { range: { start, end }, text: added } }))).flatMap(linesOf);
}

describe('what a fix changes', () => {
  const text = 'one\ntwo\nthree\nfour\nfive\nsix\n';
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['a word', diffed(text, [4, 7, '2']), [' one', '-two', '+2', ' three']],
    ['two words of a line', diffed('a b c\n', [0, 1, 'A'], [4, 5, 'C']), ['-a b c', '+A b C']],
    ['a whole line', diffed(text, [4, 8, '']), [' one', '-two', ' three']],
    ['a line that comes between', diffed(text, [4, 4, 'new\n']), [' one', '+new', ' two']],
    ['a line at the end', diffed(text, [text.length, text.length, 'seven\n']), [' six', '+seven']],
    ['a line at the end of a file without a line end', diffed('one', [3, 3, '\ntwo']), [' one', '+two']],
    ['lines that touch', diffed(text, [0, 3, '1'], [4, 7, '2']), ['-one', '-two', '+1', '+2', ' three']],
    ['lines far apart', diffed(text, [0, 3, '1'], [19, 23, '5']), ['-one', '+1', ' two', '⋯', ' four', '-five', '+5', ' six']],
    ['lines that end as on Windows', diffed('one\r\ntwo\r\nthree\r\n', [5, 8, '2']), [' one', '-two', '+2', ' three']],
    ['markup and a password', diffed('x\n', [0, 1, '<b>redis://u:hunter2@c']), ['-x', '+&lt;b&gt;redis://u:***@c']],
    ['a new file', diffOf([{ kind: 'create', path: 'new.sh', text: 'a\nb\n' }]).flatMap(linesOf), ['+a', '+b']],
    ['a file that goes', diffOf([{ kind: 'delete', path: 'old.sh' }]).flatMap(linesOf), ['-the whole file']],
  ];
  for (const [name, said, expected] of cases) it(`is ${name}`, () => expect(said).toEqual(expected));
});

describe('the lines of a place', () => {
  const shown = (text: string, start: number, end: number) => linesOf(excerpt({ file: fileOf(text), range: { start, end } }) ?? html``);

  it('have the place marked, and two lines around it', () => {
    expect(shown('a\nb\nc\nd e f\ng\nh\ni\n', 8, 9)).toEqual(['2b', '3c', '4d <mark>e</mark> f', '5g', '6h']);
  });

  it('are marked over several lines, and no further than six', () => {
    expect(shown('  a(\n  b\n)\n', 2, 10)).toEqual(['1  <mark>a(</mark>', '2  <mark>b</mark>', '3<mark>)</mark>']);
    expect(shown('x\n'.repeat(50), 0, 100).filter((line) => line.includes('<mark>')).length).toBe(6);
  });

  it('mark an empty place, cut long lines and keep passwords to themselves', () => {
    expect(shown('ab\n', 1, 1)).toEqual(['1a<mark>b</mark>']);
    const [long = ''] = shown(`${'a'.repeat(5000)}HERE${'b'.repeat(5000)}`, 5000, 5004);
    expect(long).toMatch(/^1…a{60}<mark>HERE<\/mark>b{240}…$/);
    expect(shown('url = "redis://u:hunter2@c"\n', 0, 3)).toEqual(['1<mark>url</mark> = &quot;redis://u:***@c&quot;']);
  });

  it('are none where the place is a file', () => expect(excerpt({ file: fileOf('a\n') })).toBeUndefined());
});

describe('the picture of a calculation', () => {
  const leaf = (name: string, value: number) => declared(name, value, fileOf('x\n'), { start: 0, end: 1 });

  it('holds a box for each fact and a line from each input', () => {
    const fact = derive('total', [leaf('a', 2), derive('b', [leaf('c', 3), leaf('d', 4)], (c, d) => c * d)], (a, b) => a + b);
    const { markup } = calculation(fact) ?? html``;
    expect([markup.match(/<rect/g)?.length, markup.match(/class="edge"/g)?.length]).toEqual([5, 4]);
    expect(markup).toContain('aria-label="total is calculated from a 2, c 3, d 4"');
    expect(markup).not.toContain('NaN');
  });

  it('is left out where nothing is calculated, or too much', () => {
    expect(calculation(leaf('a', 1))).toBeUndefined();
    expect(calculation(absent('a'))).toBeUndefined();
    const many: Evidence = { state: 'known', name: 'sum', value: 1, provenance: { kind: 'derived', from: Array.from({ length: 30 }, (_item, index) => leaf(`a${index}`, 1)) } };
    expect(calculation(many)).toBeUndefined();
  });
});

describe('markup', () => {
  it('escapes every text, and only texts', () => {
    expect(html`<p title="${'"<&>\''}">${html`<b>${1}</b>`}${undefined}${false}${['<', html`<i></i>`]}</p>`.markup).toBe('<p title="&quot;&lt;&amp;&gt;&#39;"><b>1</b>&lt;<i></i></p>');
    expect(html`${'half \ud800 \u0000'}`.markup).toBe('half \ufffd \ufffd');
    expect(prose('run `a <b>` and ` once').markup).toBe('run <code>a &lt;b&gt;</code> and ` once');
  });
});
