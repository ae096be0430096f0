import type { Usage } from './usage.ts';

/**
 * The call of an engine that is kept from now on, with `pool_pre_ping=True`: connections that outlive a request may be dead when the next
 * one wants them. As it was where it says so, or names a pool of its own.
 */
export function withPrePing(written: string, { maker, site: { call } }: Usage): string {
  const isSettled = call.arguments.some(({ name, splat }) => splat === '**' || name === 'pool_pre_ping' || name === 'poolclass');
  if (maker.kind !== 'engine' || isSettled || call.arguments.length === 0 || written.includes('#')) return written;
  const [, before = '', comma = '', gap = ''] = /^([^]*?)(,?)(\s*)\)$/.exec(written) ?? [];
  if (before === '') return written;
  const indent = /(\r?\n[ \t]*)[^\n]*$/.exec(before)?.[1];
  return gap.includes('\n') && indent !== undefined ? `${before},${indent}pool_pre_ping=True${comma}${gap})` : `${before}, pool_pre_ping=True${comma}${gap})`;
}
