import type { ConfigRow, ConfigView, Origin } from '../../model/config-view.ts';
import { placeIn } from '../evidence.ts';
import type { Paint } from '../paint.ts';
import { shown, widthOf } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** The settings as a table of three columns: what, its value, who decided it. Long cells take several lines. */
export function configText({ files, rows }: ConfigView, { width, paint }: { readonly width: number; readonly paint: Paint }): string {
  const cells = rows.map((row) => ({ ...row, texts: [keyText(row), shown(String(row.value)), originText(row.origin)] as const }));
  const widest = (column: 0 | 2, share: number) => Math.min(Math.max(...cells.map(({ texts }) => widthOf(texts[column]))), Math.floor(width * share));
  const columns = [widest(0, 0.4), 0, widest(2, 0.4)];
  columns[1] = width - (columns[0] ?? 0) - (columns[2] ?? 0) - 4;
  const lines = [...(files.length === 0 ? ['no configuration file'] : files.map(shown)), ''];
  let group = '';
  for (const { texts, ...row } of cells) {
    if (row.group !== group) lines.push('', paint.cyan(shown(row.group)));
    group = row.group;
    lines.push(...tableLines(texts, columns, paint));
  }
  return `${lines.join('\n')}\n`;
}

/** Who decided, in one word: `optimize.yaml:4:3`, `--min-score`, `OPTIMIZE_MIN_SCORE`, `default`. */
function originText(origin: Origin): string {
  if (origin.kind === 'file') return placeIn(origin.file, origin.range);
  return origin.kind === 'default' ? 'default' : origin.name;
}

function keyText({ group, key }: ConfigRow): string {
  return `${group === '' ? '' : '  '}${shown(key)}`;
}

function tableLines(texts: readonly string[], columns: readonly number[], paint: Paint): readonly string[] {
  const cells = texts.map((text, index) => {
    const indent = /^ */.exec(text)?.[0] ?? '';
    return wrap(text.trim(), (columns[index] ?? 1) - indent.length).map((line) => indent + line);
  });
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const [key = '', value = '', origin = ''] = cells.map((lines) => lines[line] ?? '');
    const filled = [key, value].map((text, column) => text + ' '.repeat(Math.max((columns[column] ?? 0) - widthOf(text), 0)));
    return `${filled.join('  ')}  ${origin === '' ? '' : paint.dim(origin)}`.trimEnd();
  });
}
