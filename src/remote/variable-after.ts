import type { VariableChange } from '../model/change.ts';
import type { LiveReference, LiveVariable } from '../model/live-state.ts';

const REFERENCE = /\$\{\{\s*(?:([^}.]+)\.)?([^}.]+?)\s*\}\}/g;

/** A variable by its shape after a change; undefined where it goes. */
export function variableAfter(name: string, before: LiveVariable | undefined, to: VariableChange): LiveVariable | undefined {
  if (to.kind === 'removed') return undefined;
  if (to.kind === 'value') return shapeOf(name, to.value);
  return before === undefined ? undefined : stripped(before);
}

/** What is left of a value without the quotes and the blanks around it; the text is one that nobody shows. */
export function strippedText(value: string): string {
  const trimmed = value.trim();
  const quote = trimmed[0];
  const isQuoted = trimmed.length > 1 && (quote === '"' || quote === "'") && trimmed.endsWith(quote);
  return isQuoted ? trimmed.slice(1, -1).trim() : trimmed;
}

function stripped({ quoted: _quoted, padded: _padded, ...variable }: LiveVariable): LiveVariable {
  const shown = strippedText(variable.shown);
  const { value } = variable;
  return shown.includes('…') ? { ...variable, shown, ...(value === undefined ? {} : { value: strippedText(value) }) } : shapeOf(variable.name, shown);
}

function shapeOf(name: string, value: string): LiveVariable {
  const references = [...value.matchAll(REFERENCE)].map(([, service, variable = '']): LiveReference => (service === undefined ? { variable } : { service, variable }));
  if (references.length > 0) return { name, form: 'text', shown: value, references };
  const form = value === '' ? 'empty' : /^\d+$/.test(value) ? 'number' : /^(?:true|false)$/i.test(value) ? 'boolean' : 'text';
  return { name, form, shown: value, references, value };
}
