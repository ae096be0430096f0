import { redactVariable } from '../live/redact-variable.ts';
import type { VariableChange } from '../model/change.ts';
import type { LiveVariable } from '../model/live-state.ts';

/** A variable by its shape after a change; undefined where it goes. */
export function variableAfter(name: string, before: LiveVariable | undefined, to: VariableChange): LiveVariable | undefined {
  if (to.kind === 'removed') return undefined;
  if (to.kind === 'value') return redactVariable(name, { value: to.value });
  return before === undefined ? undefined : stripped(before);
}

/** What is left of a value without the blanks and the quotes around it. */
export function strippedText(value: string): string {
  const trimmed = value.trim();
  const quote = trimmed.charAt(0);
  const isQuoted = trimmed.length > 1 && (quote === '"' || quote === "'") && trimmed.endsWith(quote);
  return isQuoted ? trimmed.slice(1, -1).trim() : trimmed;
}

/** Where the value itself is not known its shape loses what stood around it. */
function stripped({ quoted: _quoted, padded: _padded, ...variable }: LiveVariable): LiveVariable {
  return variable.value === undefined ? { ...variable, shown: strippedText(variable.shown) } : redactVariable(variable.name, { value: strippedText(variable.value) });
}
