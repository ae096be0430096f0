import type { ProposedFix } from '#rule';

/** A fix that is only told. */
export const advised = (title: string): ProposedFix => ({ title, applicability: 'advice', change: { kind: 'advice' } });
