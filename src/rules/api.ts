/**
 * What a rule's check may import, as `#rule`: it reads facts, combines them, and says what holds. It never opens a file and
 * never sees an adapter.
 */
export { defineCheck, defineProjectCheck, defineRecordCheck } from './check.ts';
export type { CheckContext } from './check.ts';
export { fail, notApplicable, pass, undecided } from './outcome.ts';
export type { Outcome } from './outcome.ts';
export { releaseLine, tableList, tableNumber, tableText } from './tables.ts';
export { permits } from '../model/version-range.ts';
export { absent, declared, defaulted, derive, renamed, undecidable, valueOf } from '../model/fact.ts';
export type { Absent, Evidence, Fact, Known, Unresolved } from '../model/fact.ts';
export type { Problem } from '../model/problem.ts';
export type { Override, Service } from '../model/project.ts';
export type { FactName, FactSet, ServiceFacts } from '../model/facts.ts';
export type { Applicability, ProposedFix } from '../model/finding.ts';
export type { Change, Code, Plain } from '../model/change.ts';
export type { Builder, CacheMount, ConfigFile, ImageInstruction, Variable } from '../model/facts/build.ts';
export type {
  AddressUse, BlockingCall, Capability, ClientPlace, DebugSetting, HostAllowlist, Listen, ProxyUse, Route, Scope, Singleton, WebApp,
} from '../model/facts/code.ts';
export type { Option, Pool, QueueWorker, RedisClient } from '../model/facts/data.ts';
export type { UsedIgnore } from '../model/ignore.ts';
export type { ProcessEntry, SignalPath, StartSource, StartStep } from '../model/facts/start.ts';
export type { Dependency, PackageScript, VersionRequest } from '../model/facts/runtime.ts';
export type { ServerOption } from '../model/facts/server.ts';
