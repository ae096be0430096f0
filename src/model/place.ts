import type { Evidence } from './fact.ts';

/** The file that a piece of evidence points at, '' when it points at none. */
export function pathOf(evidence: Evidence): string {
  if (evidence.state === 'absent') return evidence.file?.path ?? '';
  const { provenance } = evidence;
  if (provenance.kind === 'declared') return provenance.file.path;
  if (provenance.kind !== 'derived') return '';
  for (const input of provenance.from) {
    const path = pathOf(input);
    if (path !== '') return path;
  }
  return '';
}
