import { bindingsOf } from '../../../code/python/bindings.ts';
import { everyExpression } from '../../../code/python/walk.ts';
import type { Planned } from '../../../model/change.ts';
import { applyEdits, type TextEdit } from '../../../text/edit.ts';
import { indentAt, lineStart, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { programOf } from '../program.ts';
import { styleOf } from '../style.ts';
import { commandsAt, receiverText, type CommandSite } from './statements.ts';

/** What stands before a command that a statement waits for. */
const HEAD = /^(?:[A-Za-z_]\w*[ \t]*=[ \t]*)?(?:await[ \t]+)?$/;

/** Sends commands that stand in a row in one pipeline. */
export async function pipelineCalls({ at }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const commands = commandsAt(program, at);
  const [first] = commands ?? [];
  const last = commands?.at(-1);
  if (commands === undefined || first === undefined || last === undefined) return refused('no commands stand there');
  const because = whyNot(commands, first);
  if (because !== undefined) return refused(because);
  const { file } = first;
  const { text } = file.source;
  const name = freeName(first, ['pipe', 'commands']);
  const dropped = freeName(first, ['_', 'ignored']);
  if (name === undefined || dropped === undefined) return refused('the names for the pipeline mean something else in this file');
  const { indent: unit } = styleOf(text, file.tree);
  const region = { start: lineStart(text, first.statement.range.start), end: last.statement.range.end };
  const rest = text.slice(region.end).split('\n', 1)[0] ?? '';
  const comment = /^[ \t]*(?:#.*)?\r?$/.test(rest) ? rest.replace(/\r$/, '').trimEnd() : undefined;
  if (comment === undefined) return refused('another statement stands behind the last one');
  const newline = newlineOf(text);
  const indent = indentAt(text, first.statement.range.start);
  const wait = first.site.awaited ? 'async ' : '';
  const body = indented(renamed(text, commands, { region, name }), unit);
  const lines = [
    `${indent}${wait}with ${receiverText(first)}.pipeline(transaction=False) as ${name}:`,
    `${body}${comment}`,
    `${indent}${unit}${resultsOf(commands, dropped)}${first.site.awaited ? 'await ' : ''}${name}.execute()`,
  ];
  return edited(file.path, [{ range: { start: region.start, end: region.end + comment.length }, text: lines.join(newline) }]);
}

function whyNot(commands: readonly CommandSite[], first: CommandSite): string | undefined {
  const { text } = first.file.source;
  for (const [offset, command] of commands.entries()) {
    const { statement, site: { call, awaited } } = command;
    if (command.block !== first.block || command.index !== first.index + offset) return 'other statements stand between the commands';
    if (receiverText(command) !== receiverText(first) || awaited !== first.site.awaited) return 'they do not go through one client';
    if (!HEAD.test(text.slice(statement.range.start, call.range.start)) || call.range.end !== statement.range.end) return 'an answer is used in its own statement';
    if (text.slice(lineStart(text, statement.range.start), statement.range.start).trim() !== '') return 'two statements share a line';
  }
  const end = commands.at(-1)?.statement.range.end ?? 0;
  const isSplit = [...everyExpression(first.block)].some(({ kind, range }) =>
    (kind === 'string' || kind === 'fstring') && range.start >= first.statement.range.start && range.end <= end && text.slice(range.start, range.end).includes('\n'));
  return isSplit ? 'a text of several lines would change with its indentation' : undefined;
}

interface Renaming {
  readonly region: { readonly start: number; readonly end: number };
  readonly name: string;
}

/** The statements with the pipeline in place of the client, and without what they did with the answers. */
function renamed(text: string, commands: readonly CommandSite[], { region, name }: Renaming): string {
  const edits = commands.map(({ statement, site: { call } }): TextEdit => {
    const object = call.callee.kind === 'attribute' ? call.callee.object.range.end : call.range.start;
    return { range: { start: statement.range.start - region.start, end: object - region.start }, text: name };
  });
  return applyEdits(text.slice(region.start, region.end), edits);
}

function indented(text: string, unit: string): string {
  return text.split('\n').map((line) => (line.trim() === '' ? line : `${unit}${line}`)).join('\n');
}

/** `a, _, b = `, or nothing where no answer is kept. */
function resultsOf(commands: readonly CommandSite[], dropped: string): string {
  const names = commands.map(({ statement }) => {
    const [target] = statement.kind === 'assign' ? statement.targets : [];
    return target?.kind === 'name' ? target.name : dropped;
  });
  return names.every((name) => name === dropped) ? '' : `${names.join(', ')} = `;
}

/** A name that means nothing yet, in the function or above it. */
function freeName({ file, site }: CommandSite, names: readonly string[]): string | undefined {
  const scopes = [file.bindings, ...site.place.chain.map(bindingsOf)];
  return names.find((name) => !scopes.some((scope) => scope.names.has(name)));
}
