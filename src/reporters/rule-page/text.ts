import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { justified, wrap } from '../text/wrap.ts';
import type { PageBlock, RulePage } from './page.ts';

/** The rule's page for a terminal, a line each. */
export function textPage({ id, title, severity, marks, sections }: RulePage, width: number, paint: Paint): readonly string[] {
  const points = marks.at(-1) ?? '';
  return [
    paint.bold(justified(id, `${severity} · ${points}`, width)), ...wrap(title, width),
    ...sections.flatMap((section) => ['', paint.cyan(section.title.toLowerCase()), ...section.blocks.flatMap((block) => blockLines(block, width - 2, paint)).map((line) => (line === '' ? '' : `  ${line}`))]),
  ];
}

function blockLines(block: PageBlock, width: number, paint: Paint): readonly string[] {
  switch (block.kind) {
    case 'text': return wrap(block.text, width);
    case 'list': return block.items.flatMap((item) => wrap(`- ${item}`, width, '  '));
    case 'links': return block.links.flatMap(({ title, url, note }) => [`${title} (${note})`, paint.dim(`  ${url}`)]);
    case 'code': return block.lines.map((line) => painted(shown(line), block.language === 'diff' ? paint : undefined));
  }
}

function painted(line: string, paint: Paint | undefined): string {
  if (paint === undefined) return line;
  if (/^(---|\+\+\+) /.test(line)) return paint.bold(line);
  if (line.startsWith('@@')) return paint.cyan(line);
  return line.startsWith('+') ? paint.green(line) : line.startsWith('-') ? paint.red(line) : line;
}
