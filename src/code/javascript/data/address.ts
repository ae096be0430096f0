import { declared } from '../../../model/fact.ts';
import type { Known } from '../../../model/fact.ts';
import { factOf, numberOf } from '../names/value-facts.ts';
import { readValue } from '../names/values.ts';
import type { Value } from '../names/values.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Place } from '../syntax/module.ts';

/** A limit written into the address: `?maxPoolSize=20`, also behind a variable: `${process.env.DATABASE_URL}?connection_limit=5`. */
export function numberInAddress(project: CodeProject, address: Value | undefined, key: string): Known<number> | undefined {
  if (address?.kind === 'unknown') return numberInParts(project, address.place, key);
  const fact = address === undefined ? undefined : factOf(project, 'database.address', address, (value) => (typeof value === 'string' ? value : undefined));
  const text = fact?.state === 'known' ? fact.value : '';
  const found = new RegExp(`[?&]${key}=(\\d+)`).exec(text)?.[1];
  if (found === undefined || fact?.state !== 'known') return undefined;
  if (address?.kind !== 'literal') return { ...fact, value: Number(found) };
  const { module: { file }, node } = address.place;
  const range = { start: node.start, end: node.end };
  const from = range.start + file.text.slice(range.start, range.end).search(new RegExp(`(?<=[?&]${key}=)${found}`));
  return declared(key, Number(found), file, from < range.start ? range : { start: from, end: from + found.length });
}

/** The limit in the written parts of a text that is put together, or in the expression that follows its name. */
function numberInParts(project: CodeProject, { module, node }: Place, key: string): Known<number> | undefined {
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    return numberInAddress(project, readValue(project, module, node.right), key) ?? numberInAddress(project, readValue(project, module, node.left), key);
  }
  if (node.type !== 'TemplateLiteral') return undefined;
  for (const [index, { value: { raw }, start, end }] of node.quasis.entries()) {
    const [all, digits] = new RegExp(`[?&]${key}=(\\d*)`).exec(raw) ?? [];
    if (all === undefined || digits === undefined) continue;
    const from = start + module.file.text.slice(start, end).indexOf(all) + all.length - digits.length;
    if (digits !== '') return declared(key, Number(digits), module.file, { start: from, end: from + digits.length });
    const next = raw.endsWith(all) ? node.expressions[index] : undefined;
    const fact = next === undefined ? undefined : factOf(project, key, readValue(project, module, next), numberOf);
    return fact?.state === 'known' ? fact : undefined;
  }
  return undefined;
}
