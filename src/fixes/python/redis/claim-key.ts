import type { CallSite } from '../../../code/python/python-file.ts';
import type { PythonExpression, PythonStatement } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { lineEnd, lineStart } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { programOf } from '../program.ts';
import { commandsAt, receiverText, type CommandSite } from './statements.ts';

const APART = 'between the question and the write stands the work, and only its author can say what is kept while it goes on';

/** `if r.get(key): return` and `r.setex(key, 60, value)` as `if not r.set(key, value, ex=60, nx=True): return`. */
export async function claimKey({ at }: Rewrite, context: FixContext): Promise<Planned> {
  const [asked, written] = commandsAt(await programOf(context), at) ?? [];
  if (asked === undefined || written === undefined) return refused('no commands stand there');
  const { statement, block, index, file } = asked;
  const { text } = file.source;
  if (written.block !== block || written.index !== index + 1) return refused(APART);
  if (statement.kind !== 'if' || !isAnswer(statement.test, asked.site) || statement.otherwise.length > 0) return refused('its answer is not all that is asked for');
  if (!leaves(statement.body)) return refused('what comes after the question runs in both cases');
  const isPlain = written.statement.kind === 'expression' && (written.statement.value === written.site.call || isAnswer(written.statement.value, written.site));
  const claim = isPlain ? claimOf(written, text) : undefined;
  if (claim === undefined) return refused('the write is given something else than a key, a value and an expiry');
  const line = { start: lineStart(text, written.statement.range.start), end: lineEnd(text, written.statement.range.end) };
  if (text.slice(written.statement.range.end, line.end).trim() !== '') return refused('a comment or another statement stands behind the write');
  return edited(file.path, [
    { range: statement.test.range, text: `not ${asked.site.awaited ? 'await ' : ''}${claim}` },
    { range: line, text: '' },
  ]);
}

function isAnswer(expression: PythonExpression, { call, awaited }: CallSite): boolean {
  return awaited ? expression.kind === 'await' && expression.value === call : expression === call;
}

function leaves(body: readonly PythonStatement[]): boolean {
  const last = body.at(-1);
  return last?.kind === 'return' || last?.kind === 'raise';
}

/** The write with NX, which answers None where the key is there. */
function claimOf(written: CommandSite, text: string): string | undefined {
  const { call } = written.site;
  if (call.callee.kind !== 'attribute' || call.arguments.some(({ splat }) => splat !== '')) return undefined;
  const parts = call.arguments.map(({ range }) => text.slice(range.start, range.end));
  const client = receiverText(written);
  if (call.callee.name === 'set') return `${client}.set(${parts.join(', ')}, nx=True)`;
  const [key, seconds, value] = parts;
  if (call.callee.name !== 'setex' || parts.length !== 3 || call.arguments.some(({ name }) => name !== undefined)) return undefined;
  return `${client}.set(${key}, ${value}, ex=${seconds}, nx=True)`;
}
