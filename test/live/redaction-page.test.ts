import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redactVariable, type RawVariable } from '../../src/live/redact-variable.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { stateText } from '../../src/reporters/railway/state-text.ts';
import { liveState } from '../support/live-state.ts';

const page = readFileSync(new URL('../../docs/railway.md', import.meta.url), 'utf8');

interface Example {
  readonly name: string;
  readonly raw: RawVariable;
  /** What the page says is shown. */
  readonly shown: string;
}

/** The rows of the table with examples. */
function examples(): readonly Example[] {
  const [table = ''] = page.slice(page.indexOf('| variable | value | what is shown |')).split('\n\n', 1);
  return table.split('\n').slice(2).map((line) => {
    const [name = '', value = '', shown = ''] = line.slice(2, -2).split(' | ');
    const raw = value === 'sealed' ? { isSealed: true } : { value: value === 'nothing' ? '' : value.slice(1, -1) };
    return { name: name.slice(1, -1), raw, shown: shown.slice(1, -1) };
  });
}

/** What `optimize railway pull` prints of a variable. */
function printed({ name, raw }: Example): string {
  const [service] = liveState().services;
  if (service === undefined) throw new Error('there is no service');
  const text = stateText(liveState({ services: [{ ...service, variables: {} }] }), { width: 200, paint: PLAIN });
  const state = { ...liveState(), services: [{ ...service, variables: [redactVariable(name, raw)] }] };
  const known = new Set(text.split('\n'));
  const [line = ''] = stateText(state, { width: 200, paint: PLAIN }).split('\n').filter((each) => !known.has(each) && each.startsWith('    '));
  return line.trim().slice(name.length).trim();
}

describe('the examples of docs/railway.md', () => {
  it('are what is printed', () => {
    expect(examples().length).toBeGreaterThan(10);
    expect(examples().map(({ name, shown }) => `${name} ${shown}`)).toEqual(examples().map((example) => `${example.name} ${printed(example)}`));
  });

  it('show no secret, and one of each shape', () => {
    for (const { shown } of examples()) expect(shown).not.toMatch(/hunter2|horse|morning|example\.com|1a2b|250|plenty/);
    const shapes = new Set(examples().map(({ name, raw }) => redactVariable(name, raw).form));
    expect([...shapes].sort()).toEqual(['boolean', 'empty', 'number', 'sealed', 'text', 'url']);
  });
});
