import type { Instrument } from '../../../model/facts/tasks.ts';
import type { Known } from '../../../model/fact.ts';
import { optionsOf } from '../data/options.ts';
import { isOneOff } from '../names/scope-of.ts';
import { placeOf, sitesNamed, sitesOf } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';
import { ownProperty, textOf } from '../syntax/tree.ts';

const TYPES: readonly (readonly [string, Instrument['type']])[] = [
  ['prom-client#Counter', 'counter'], ['prom-client#Gauge', 'gauge'], ['prom-client#Histogram', 'histogram'], ['prom-client#Summary', 'summary'],
];

/** Measures of prom-client. */
export function readInstruments(project: CodeProject): Instrument[] {
  return TYPES.flatMap(([key, type]) => sitesOf(project, key).filter(({ module }) => !isOneOff(project, module)).map((site): Instrument => {
    const options = optionsOf(project, site)?.node;
    const name = options?.type === 'ObjectExpression' ? textOf(ownProperty(options, 'name')) : undefined;
    return { at: codeFact('metrics.instrument', placeOf(site)), library: 'prom-client', type, name };
  }));
}

/** What tells how long statements take: events of Prisma and knex, options of TypeORM and Sequelize. */
export function readStatementTimings(project: CodeProject): Known<string>[] {
  const events = sitesNamed(project, '$on', 'on').filter(({ node }) => /^query(?:-response)?$/.test(textOf(node.arguments[0]) ?? ''));
  const options = sitesOf(project, 'typeorm#DataSource', 'typeorm#createConnection', 'sequelize#Sequelize').filter(hasTiming);
  return [...events, ...options].filter(({ module }) => !isOneOff(project, module)).map((site) => codeFact('database.statementTiming', placeOf(site)));
}

function hasTiming({ module, node }: Site): boolean {
  return /\b(?:maxQueryExecutionTime|benchmark)\s*:/.test(module.file.text.slice(node.start, node.end));
}
