import type { CallSite, PythonFile } from '../../../code/python/python-file.ts';
import type { Program } from '../../../code/python/program.ts';
import { statementsAround } from '../../../code/python/walk.ts';
import type { PythonStatement } from '../../../documents/python-tree.ts';
import type { Evidence } from '../../../model/fact.ts';
import { callAt } from '../program.ts';

/** A command with the statement that it stands in. */
export interface CommandSite {
  readonly site: CallSite;
  readonly file: PythonFile;
  readonly statement: PythonStatement;
  readonly block: readonly PythonStatement[];
  readonly index: number;
}

/** The commands at facts' places; undefined where something else stands there. */
export function commandsAt(program: Program, facts: readonly Evidence[]): readonly CommandSite[] | undefined {
  const found = facts.flatMap((at): readonly CommandSite[] => {
    const site = callAt(program, at);
    const spot = site === undefined ? undefined : statementsAround(site.place.file.tree.body, site.call.range).at(-1);
    if (site === undefined || spot === undefined) return [];
    return [{ site, file: site.place.file, statement: spot.statement, block: spot.block, index: spot.block.indexOf(spot.statement) }];
  });
  return found.length === facts.length ? found : undefined;
}

/** The client as written. */
export function receiverText({ site: { call }, file }: CommandSite): string {
  const { callee } = call;
  return callee.kind === 'attribute' ? file.source.text.slice(callee.object.range.start, callee.object.range.end) : '';
}
