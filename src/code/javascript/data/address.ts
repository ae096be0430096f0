import { declared } from '../../../model/fact.ts';
import type { Known } from '../../../model/fact.ts';
import { factOf } from '../names/value-facts.ts';
import type { Value } from '../names/values.ts';
import type { CodeProject } from '../project/code-project.ts';

/** A limit written into the address: `?maxPoolSize=20`. */
export function numberInAddress(project: CodeProject, address: Value | undefined, key: string): Known<number> | undefined {
  const fact = address === undefined ? undefined : factOf(project, 'database.address', address, (value) => (typeof value === 'string' ? value : undefined));
  const text = fact?.state === 'known' ? fact.value : '';
  const found = new RegExp(`[?&]${key}=(\\d+)`).exec(text)?.[1];
  if (found === undefined || fact?.state !== 'known') return undefined;
  if (address?.kind !== 'literal') return { ...fact, value: Number(found) };
  const { module, node } = address.place;
  return declared(key, Number(found), module.file, { start: node.start, end: node.end });
}
