import { valueOf, type Known, type ProposedFix } from '#rule';
import type { Demand } from './connection-demand.ts';
import { celeryChildren } from './side-demand.ts';
import { isTold } from './told.ts';
import { isInDigits } from './written.ts';

/**
 * Fewer children for the worker beside the main process that opens more than half of all connections: what the others leave of the limit.
 * Undefined where no process does, nothing would be left for it, or nobody writes the number of its children as a number.
 */
export function fewerChildren([demand]: readonly Demand[], limit: number, amount: number): ProposedFix | undefined {
  const side = demand?.beside.find(({ value }) => value > amount / 2);
  const children = side === undefined ? undefined : childrenOf(side);
  if (side === undefined || children === undefined) return undefined;
  const each = side.value / children.value;
  const to = Math.floor((limit - (amount - side.value)) / each);
  if (to < 1) return undefined;
  const title = `Let ${side.name.replace('connections of ', 'the process ')} start at most ${childrenInWords(to)}`;
  return { title, applicability: 'review', change: { kind: 'replace', at: children, text: String(to) } };
}

/** Fewer children for a Celery worker that is a service of its own, each of which holds one connection. */
export function fewerOfWorker([demand, ...others]: readonly Demand[], limit: number, amount: number): ProposedFix | undefined {
  if (demand === undefined || others.length > 0 || !isTold(demand.each) || demand.each.value !== 1) return undefined;
  const { facts } = demand.service;
  const children = valueOf(facts['start.server']) === 'celery' ? celeryChildren(facts, facts['server.workers']) : undefined;
  if (children === undefined || !isTold(children) || !isInDigits(children)) return undefined;
  const to = Math.floor((limit * children.value) / amount);
  if (to < 1 || to >= children.value) return undefined;
  return { title: `Start ${childrenInWords(to)}, with a connection each`, applicability: 'review', change: { kind: 'replace', at: children, text: String(to) } };
}

const childrenInWords = (count: number): string => (count === 1 ? 'one child' : `${count} children`);

/** The number of children, where a file has it in digits. */
function childrenOf({ provenance }: Known<number>): Known<number> | undefined {
  const children = provenance.kind === 'derived' ? provenance.from.find(({ name }) => name === 'children') : undefined;
  return children?.state === 'known' && isInDigits(children as Known<number>) ? (children as Known<number>) : undefined;
}
