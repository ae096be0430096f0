import { NO_CONFIG, type Config } from './config/config.ts';
import { settingsFor } from './config/settings-for.ts';
import { judgeIgnores, type JudgedRule } from './judge-ignores.ts';
import type { Ignore } from './model/ignore.ts';
import type { Project, Service } from './model/project.ts';
import { findingsOf, inOrder, verdictOf, withDistinctIds, withPoints } from './outcomes.ts';
import type { LiveSource, Report, RuleText, ServiceReport, Verdict } from './report.ts';
import { rulesOfEdition, type Catalogue } from './rules/catalogue.ts';
import { factsOf } from './rules/check.ts';
import type { Edition } from './rules/edition.ts';
import type { Rule } from './rules/rule.ts';
import { runRules, type Result } from './rules/run.ts';
import { lowest, scoreOf, type Caps } from './score/score.ts';
import { severityOf, switchedOff } from './rule-settings.ts';
import { staleTables, tableAge } from './table-age.ts';
import type { Sorted } from './ignores/apply-ignores.ts';

/** How a project is to be judged. */
export interface JudgeOptions {
  readonly catalogue: Catalogue;
  readonly edition: Edition;
  readonly version: string;
  /** The folder as the user named it. */
  readonly root: string;
  /** Rules that are switched off or weigh otherwise, and entries that ignore findings. */
  readonly config?: Config;
  /** What comments ignore. */
  readonly comments?: readonly Ignore[];
  /** False shows everything as if nothing were ignored or switched off; true by default. */
  readonly ignores?: boolean;
  /** Whose answer the facts of the project were joined to. */
  readonly live?: LiveSource;
  /** Why this scan cannot tell whether an ignore is of use: "not all services were scanned". */
  readonly doubt?: string;
}

/** Runs the rules on a project that has at least one service, and scores it. Rules about ignores run last, on what the others found. */
export function judge(project: Project, options: JudgeOptions): Report {
  const { catalogue, edition, version, root, live, config = NO_CONFIG } = options;
  const rules = rulesOfEdition(catalogue, edition);
  const run = { asOf: project.asOf, tables: catalogue.tables };
  const judgeAll = (own: readonly Rule[], services: readonly Service[]) => runRules(own, services, run).map((result) => judged(result, options));
  const first = judgeAll(rules.filter((rule) => !readsIgnores(rule)), project.services);
  const { services, sorted } = judgeIgnores(project.services, first, { ...options, protected: new Set(rules.filter(readsIgnores).map(({ id }) => id)), asOf: project.asOf });
  const all = [...first, ...judgeAll(rules.filter(readsIgnores), services)];
  const caps: Caps = new Map(rules.flatMap((rule) => (rule.caps === undefined ? [] : [[rule.id, rule.caps]])));
  const reports = services.map((service) => {
    const own = all.filter(({ result }) => result.service.name === service.name).sort((a, b) => (a.verdict.rule < b.verdict.rule ? -1 : 1));
    return serviceReport({ service, own, sorted: sorted.get(service.name) }, { edition, caps });
  });
  const [lead, ...rest] = reports;
  const tables = tableAge(catalogue.tables, project.asOf);
  if (lead === undefined) throw new Error('a project without services has no score');
  return {
    version, root, ...(live === undefined ? {} : { live }), edition: edition.id, asOf: project.asOf, tables, services: reports, notices: [...project.notices, ...staleTables(tables)], gates: [],
    rules: new Map(rules.map((rule) => [rule.id, textOf(rule, config)])), score: lowest([lead, ...rest]).score,
  };
}

const readsIgnores = ({ check }: Rule): boolean => factsOf(check).includes('config.ignores');

function textOf({ id, title, why, advice, confidence, severity, references }: Rule, config: Config): RuleText {
  return { title, why, advice, confidence, severity: severityOf(config, id) ?? severity, source: references[0]?.url ?? '' };
}

/** What came of a rule before anything is ignored. */
function judged(result: Result, { edition, config = NO_CONFIG, ignores = true }: JudgeOptions): JudgedRule {
  const settings = settingsFor(config, result.service);
  const off = ignores ? switchedOff(settings, result.rule.id) : undefined;
  return {
    result, verdict: verdictOf(result, edition), findings: withDistinctIds(findingsOf(result, severityOf(settings, result.rule.id))),
    ...(off === undefined ? {} : { off }),
  };
}

interface ServiceJudged {
  readonly service: Service;
  readonly own: readonly JudgedRule[];
  /** What ignores left of the findings; undefined where there are none. */
  readonly sorted: Sorted | undefined;
}

function serviceReport({ service, own, sorted }: ServiceJudged, { edition, caps }: { readonly edition: Edition; readonly caps: Caps }): ServiceReport {
  const ignored = sorted?.ignored ?? [];
  const hidden = new Set(ignored.map(({ finding }) => finding.id));
  const open = own.filter(({ off }) => off === undefined).flatMap(({ findings }) => findings).filter(({ id }) => !hidden.has(id));
  const findings = withPoints(open, edition).toSorted(inOrder);
  const verdicts = own.map((each) => finalVerdict(each, hidden, ignored));
  const score = scoreOf(verdicts, findings, caps, own.map(({ verdict }) => verdict));
  return { service, verdicts, findings, ignored: ignored.toSorted((a, b) => inOrder(a.finding, b.finding)), score };
}

/** A rule whose findings are all ignored is ignored, unless it was undecided about something else. */
function finalVerdict({ result: { outcomes }, verdict, findings, off }: JudgedRule, hidden: ReadonlySet<string>, ignored: Sorted['ignored']): Verdict {
  const { rule, service, points } = verdict;
  if (off !== undefined) return { rule, service, points, outcome: 'ignored', because: off };
  if (verdict.outcome !== 'fail' || findings.some(({ id }) => !hidden.has(id))) return verdict;
  const unknown = outcomes.find((outcome) => outcome.kind === 'undecided');
  if (unknown !== undefined) return { rule, service, points, outcome: 'undecided', because: unknown.because };
  const reasons = new Set(ignored.filter(({ finding }) => finding.rule === rule).map(({ reason }) => reason));
  return { rule, service, points, outcome: 'ignored', because: [...reasons].join('; ') };
}
