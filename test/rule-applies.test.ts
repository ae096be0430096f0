import { describe, expect, it } from 'vitest';
import { absent, assumed, undecidable } from '../src/model/fact.ts';
import type { FactSet } from '../src/model/facts.ts';
import type { Severity } from '../src/model/finding.ts';
import { exemption } from '../src/rules/applies.ts';

const said = (severity: Severity, facts: FactSet): string | undefined =>
  exemption({ appliesTo: { kind: ['web'], language: ['python'] }, severity }, { name: 'x', root: '', facts, overrides: [], problems: [], files: [] })?.kind;

const web = { 'service.kind': assumed('service.kind', 'web' as const, 'test') } as const;
const python = { 'runtime.language': assumed('runtime.language', 'python', 'test') } as const;
const ruby = { 'runtime.language': assumed('runtime.language', 'ruby', 'test') } as const;
const noKind = { 'service.kind': undecidable('service.kind', 'a script starts it', []) } as const;

describe('a rule', () => {
  it('is about all that a deployment starts when it is about web services and workers', () => {
    const both = (facts: FactSet) => exemption({ appliesTo: { kind: ['web', 'worker'] }, severity: 'high' }, { name: 'x', root: '', facts, overrides: [], problems: [], files: [] });
    expect(both(noKind)).toBeUndefined();
    expect(both({ 'service.kind': assumed('service.kind', 'cron' as const, 'test') })?.kind).toBe('not-applicable');
  });

  it('says what it means that nothing starts, and that no builder knows the folder', () => {
    const because = (facts: FactSet) => JSON.stringify(exemption({ appliesTo: { kind: ['web'], language: ['python'] }, severity: 'high' }, { name: 'x', root: '', facts, overrides: [], problems: [], files: [] }));
    expect(because({ ...python, 'service.kind': absent('service.kind') })).toContain('nothing starts it');
    expect(because({ ...web, 'runtime.language': absent('runtime.language') })).toContain('no builder recognises its folder');
  });

  it('judges what it is about', () => {
    expect(said('high', { ...web, ...python })).toBeUndefined();
  });

  it('leaves alone what is known to be something else, whatever else cannot be told', () => {
    expect(said('high', { ...noKind, ...ruby })).toBe('not-applicable');
    expect(said('high', ruby)).toBe('not-applicable');
  });

  it('is undecided where what it is about cannot be told, unless it is a quiet one', () => {
    expect(said('high', { ...noKind, ...python })).toBe('undecided');
    expect(said('medium', python)).toBe('undecided');
    expect(said('low', { ...noKind, ...python })).toBe('not-applicable');
    expect(said('info', python)).toBe('not-applicable');
  });
});
