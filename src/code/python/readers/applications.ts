import type { WebApplication } from '../../../model/facts/code.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { allApplications } from '../web/application.ts';
import { listFact } from './list-fact.ts';

/** The application objects of the service, and the functions that make one. */
export function readApplications(program: Program): ReaderResult {
  const found = allApplications(program).flatMap(({ file, variable, framework, interface: protocol }): readonly WebApplication[] => {
    const isFactory = file.bindings.names.get(variable.value)?.at(-1)?.kind === 'function';
    return framework === undefined ? [] : [{ variable, path: file.source.path, framework, interface: protocol, isFactory }];
  });
  return { facts: { 'web.applications': listFact('web.applications', found, ({ variable }) => variable) } };
}
