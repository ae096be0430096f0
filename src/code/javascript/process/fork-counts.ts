import type { Expression } from 'oxc-parser';
import type { Known } from '../../../model/fact.ts';
import { optionsOf, optionValue } from '../data/options.ts';
import { isOneOff } from '../names/scope-of.ts';
import { calledKeys } from '../names/sites.ts';
import { factOf, numberFact, numberOf } from '../names/value-facts.ts';
import type { CodeProject } from '../project/code-project.ts';
import { loopAround } from '../syntax/around.ts';
import type { Site } from '../syntax/module.ts';
import { argumentAt } from '../syntax/tree.ts';

const FORK = /^(?:node:)?cluster#(?:default\.)?fork$/;
const THRONG = /^throng#/;
/** Names of the option of throng, by its versions. https://github.com/hunterloftis/throng */
const OPTIONS = ['count', 'workers'];
const NAME = 'process.forkCount';

/** How many processes the program starts of itself, where a number of the code or the default of a variable says so. */
export function readForkCounts(project: CodeProject): Known<number>[] {
  const counts: Known<number>[] = [];
  for (const [key, sites] of calledKeys(project)) {
    const count = FORK.test(key) ? countOfLoop : THRONG.test(key) ? countOfThrong : undefined;
    if (count !== undefined) counts.push(...sites.filter(({ module }) => !isOneOff(project, module)).flatMap((site) => count(project, site) ?? []));
  }
  return counts;
}

/** `for (let index = 0; index < 4; index++) cluster.fork()`. */
function countOfLoop(project: CodeProject, { module, path }: Site): Known<number> | undefined {
  const loop = loopAround(path)?.node;
  if (loop?.type !== 'ForStatement' || loop.test?.type !== 'BinaryExpression' || loop.init?.type !== 'VariableDeclaration') return undefined;
  const [counter] = loop.init.declarations;
  const first = counter?.init?.type === 'Literal' ? counter.init.value : undefined;
  const isCounted = (loop.test.operator === '<' && first === 0) || (loop.test.operator === '<=' && first === 1);
  return isCounted ? told(numberFact(project, NAME, module, loop.test.right)) : undefined;
}

/** `throng({ workers: 4, start })` and `throng(4, start)`. */
function countOfThrong(project: CodeProject, site: Site): Known<number> | undefined {
  const options = optionsOf(project, site);
  const value = OPTIONS.map((name) => optionValue(project, options, name)).find((each) => each !== undefined);
  if (value !== undefined) return told(factOf(project, NAME, value, numberOf));
  const first: Expression | undefined = argumentAt(site.node, 0);
  return first === undefined ? undefined : told(numberFact(project, NAME, site.module, first));
}

const told = (fact: ReturnType<typeof numberFact>): Known<number> | undefined => (fact.state === 'known' && fact.value >= 1 ? fact : undefined);
