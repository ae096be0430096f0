import type { RefusedFix } from '../../fix-report.ts';
import { MIGRATE_FIRST } from '../../model/migrate-first.ts';
import type { TextOptions } from '../text/report.ts';
import { shown } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { fixLines } from './fix-lines.ts';
import { counted } from '../../text/words.ts';

/** More of them than this are counted: who wants all asks for JSON. */
const MOST_SHOWN = 12;
const HEAD = '  ·     ';

/** The fixes that were not made, in up to two parts: those that wait for the move of a file that dies, which say why once, and the others. */
export function refusedText(refused: readonly RefusedFix[], options: TextOptions): readonly (readonly string[])[] {
  const waiting = refused.filter(waitsForMove);
  return [movedFirst(waiting, options), others(refused.filter((each) => !waitsForMove(each)), options)];
}

/** True for a fix that can be made once `optimize migrate railway` was run. */
export function waitsForMove({ because }: RefusedFix): boolean {
  return because.endsWith(MIGRATE_FIRST);
}

function movedFirst(refused: readonly RefusedFix[], options: TextOptions): readonly string[] {
  const [first] = refused;
  if (first === undefined) return [];
  const [reason = '', ...others] = new Set(refused.map(({ because }) => because.slice(0, -MIGRATE_FIRST.length)));
  const more = others.length === 0 ? '' : `, nor ${counted(others.length, 'more file', 'more files')}`;
  const head = wrap(`not made before \`optimize migrate railway\`: ${shown(reason)}${more}`, options.width);
  const groups = alike(refused, () => '');
  return [...head.map(options.paint.bold), ...listedOf(groups, groups.map(({ count }) => (count === 1 ? undefined : `${count} findings`)), options)];
}

function others(refused: readonly RefusedFix[], options: TextOptions): readonly string[] {
  const groups = alike(refused, ({ because }) => because);
  if (groups.length === 0) return [];
  return [options.paint.bold('not made'), ...listedOf(groups, groups.map(reasonOf), options)];
}

function listedOf(groups: readonly Alike[], reasons: readonly (string | undefined)[], options: TextOptions): readonly string[] {
  const { paint } = options;
  const lines = groups.slice(0, MOST_SHOWN).flatMap(({ first: { finding } }, index) => {
    const reason = reasons[index];
    return fixLines(finding, { head: paint.dim(HEAD), indent: HEAD.length, details: reason === undefined ? [] : [reason], paths: [] }, options);
  });
  const rest = groups.length - MOST_SHOWN;
  return rest > 0 ? [...lines, paint.dim(`${HEAD}and ${rest} more: --json lists them`)] : lines;
}

/** Refused fixes of one rule that say the same, as one. */
interface Alike {
  readonly first: RefusedFix;
  readonly count: number;
}

/** `say` tells what they must have in common beside their rule and title. */
function alike(refused: readonly RefusedFix[], say: (each: RefusedFix) => string): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const each of refused) {
    const key = `${each.finding.rule}\n${each.finding.fix?.title ?? ''}\n${say(each)}`;
    groups.set(key, { first: groups.get(key)?.first ?? each, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

function reasonOf({ first: { because }, count }: Alike): string {
  return count === 1 ? because : `${because} (${count} findings)`;
}
