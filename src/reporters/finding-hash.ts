import { createHash } from 'node:crypto';

/** The id of a finding as 64 hex digits, for services that take an id as a fingerprint: the same wherever the code moves. */
export function findingHash(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
