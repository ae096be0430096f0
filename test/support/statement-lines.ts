import type { Adapter } from '../../src/adapters/adapter.ts';
import type { BuildList, Variable } from '../../src/model/facts/build.ts';
import type { Known } from '../../src/model/fact.ts';
import type { Statement } from '../../src/model/statement.ts';

/** What an adapter says of a text, one line a statement: where it holds, the fact, its value, and the text that proves it. */
export async function linesOf(adapter: Adapter, path: string, text: string): Promise<string[]> {
  const { statements, problems } = await adapter.read({ path, text });
  const shown = problems.map(({ kind, message, at }) => `${kind}: ${message}${at === undefined ? '' : ` at ${cut(text, at.range)}`}`);
  // Settings as they are written repeat what the others say, and are tried in a test of their own.
  return [...statements.filter(({ fact }) => fact.name !== 'build.settings').map((statement) => lineOf(text, statement)), ...shown];
}

function lineOf(text: string, { fact, environment, process, service }: Statement): string {
  const scope = [environment, process, service].filter((part) => part !== undefined).join(' ');
  const label = `${scope === '' ? '' : `[${scope}] `}${fact.name}`;
  if (fact.state === 'absent') return `${label} is absent`;
  const { provenance } = fact;
  const proof = provenance.kind === 'declared' ? cut(text, provenance.range) : provenance.kind;
  if (fact.state === 'unresolved') return `${label} unresolved because ${fact.reason} at ${proof}`;
  return `${label} = ${valueLine(fact.value)} at ${proof}`;
}

/** Records are shown by what they record, other values as JSON. */
function valueLine(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[${value.map((item: string | Known<string> | Variable | BuildList) => {
    if (typeof item === 'string') return item;
    if ('key' in item) return `${item.key}${item.extends ? ' extends' : ''}: ${item.items.join(' | ')}`;
    return 'variable' in item ? `${item.variable}=${item.value ?? '?'} (${item.scope})` : item.value;
  }).join(', ')}]`;
}

function cut(text: string, range: { readonly start: number; readonly end: number }): string {
  return `\`${text.slice(range.start, range.end)}\``;
}
