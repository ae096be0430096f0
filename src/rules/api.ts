/**
 * What a rule's check may import, as `#rule`: it reads facts, combines them, and says what holds. It never opens a file and
 * never sees an adapter.
 */
export { defineCheck, defineProjectCheck, defineRecordCheck } from './check.ts';
export type { CheckContext } from './check.ts';
export { fail, notApplicable, pass, undecided } from './outcome.ts';
export type { Outcome } from './outcome.ts';
export type { Lifecycle, Tables } from './tables.ts';
export { releaseLine, tableList, tableNumber, tableText } from './tables.ts';
export { isIgnoredInContext } from '../model/context-ignores.ts';
export { parseImageName } from '../model/image-name.ts';
export { permits } from '../model/version-range.ts';
export { nearestName } from '../text/nearest-name.ts';
export type * from '../model/live-state.ts';
export { cannotBeTold, nobodySays } from '../model/fact-words.ts';
export { absent, declared, defaulted, derive, renamed, undecidable, valueOf } from '../model/fact.ts';
export type { Absent, Evidence, Fact, Known, Unresolved } from '../model/fact.ts';
export type { Problem } from '../model/problem.ts';
export type { Override, Service } from '../model/project.ts';
export type { FactName, FactSet, ReadFacts, ServiceFacts } from '../model/facts.ts';
export type { Applicability, ProposedFix } from '../model/finding.ts';
export type { Change, Code, Plain, VariableChange } from '../model/change.ts';
export type * from '../model/facts/build.ts';
export type * from '../model/facts/caches.ts';
export type * from '../model/facts/code.ts';
export type * from '../model/facts/concurrency.ts';
export type * from '../model/facts/connections.ts';
export type * from '../model/facts/data.ts';
export type * from '../model/facts/live.ts';
export type * from '../model/facts/protection.ts';
export type * from '../model/facts/queries.ts';
export type * from '../model/facts/schema.ts';
export type { UsedIgnore } from '../model/ignore.ts';
export type * from '../model/facts/start.ts';
export type * from '../model/facts/runtime.ts';
export type * from '../model/facts/server.ts';
export type * from '../model/facts/tasks.ts';
