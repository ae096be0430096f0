import type { FactName } from '../model/facts.ts';
import { SEVERITIES, type Applicability, type Confidence, type Severity } from '../model/finding.ts';
import type { Check, Parameter } from './check.ts';

/** A source that a rule rests on. */
export interface Reference {
  readonly title: string;
  readonly url: string;
  /** The day it was last read. */
  readonly checked: string;
}

/** Which services a rule is about. Every given key must hold; what cannot be known makes the verdict undecided. */
export interface AppliesTo {
  readonly kind?: readonly string[];
  readonly language?: readonly string[];
  readonly framework?: readonly string[];
  /** `unknown` is the service of which no file says where it is deployed. */
  readonly platform?: readonly string[];
  readonly builder?: readonly string[];
  readonly server?: readonly string[];
  /** The service has this fact (a list is not empty). */
  readonly fact?: FactName;
}

/** One of six words, and what it compares with. */
export interface Condition {
  readonly fact: FactName;
  readonly is: 'absent' | 'equal-to' | 'not-equal-to' | 'less-than' | 'greater-than' | 'matching';
  readonly value?: string | number | boolean;
  /** `{service}`, `{value}` and `{file}` are filled in. */
  readonly message: string;
}

/** A situation in which the rule must stay silent, and the case that proves it. */
export interface Silence {
  readonly when: string;
  readonly case: string;
}

/** The fix that a rule without a check proposes. */
export interface RuleFix {
  readonly title: string;
  readonly applicability: Applicability;
  /** `{ set: fact, to: value }` or `{ set: fact, to: { fact: other } }`; no change is advice. */
  readonly change?: { readonly set: FactName; readonly to: string | number | boolean | { readonly fact: FactName } };
}

/** A rule's YAML: what it is, why, how heavy, where that is written. */
export interface RuleDefinition {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Editions the rule runs in; undefined is all. */
  readonly editions?: readonly string[];
  readonly appliesTo: AppliesTo;
  readonly params: Readonly<Record<string, Parameter>>;
  /** By edition: parameters that a released one, whose file never changes, keeps after the rule has learned more. */
  readonly paramsIn: Readonly<Record<string, Readonly<Record<string, Parameter>>>>;
  readonly failWhen?: Condition;
  readonly fix?: RuleFix;
  readonly why: string;
  readonly advice: string;
  /** What the good state was measured or documented to bring: figures, versions, who measured; undefined is "not measured". */
  readonly effect?: string;
  /** Which fixes the rule may propose, and what each changes beside the finding: why it is safe, or what to look at. */
  readonly fixes: Readonly<Partial<Record<'safe' | 'review', string>>>;
  readonly silentWhen: readonly Silence[];
  /** Files of `templates/` that do what the advice says, where no fix can put them into a program. */
  readonly templates: readonly string[];
  readonly references: readonly Reference[];
  readonly aliases: readonly string[];
  /** Caps the grade: a critical finding at fair, one that "cannot start" at poor. */
  readonly caps?: 'fair' | 'poor';
}

/** A rule ready to run. */
export interface Rule extends RuleDefinition {
  readonly check: Check;
}

const KEYS = new Set([
  'id', 'title', 'severity', 'confidence', 'editions', 'applies-to', 'params', 'params-in', 'fail-when', 'fix', 'why', 'advice', 'effect',
  'fixes', 'silent-when', 'templates', 'references', 'aliases', 'deprecated', 'caps',
]);
const APPLIES_KEYS = new Set(['kind', 'language', 'framework', 'platform', 'builder', 'server', 'fact']);

type Raw = Readonly<Record<string, unknown>>;

/** Reads a rule's YAML. A definition that breaks the schema throws: it is our file, or a rule author's. */
export function ruleDefinition(path: string, raw: unknown): RuleDefinition {
  const mistake = (problem: string) => new Error(`${path} ${problem}`);
  if (typeof raw !== 'object' || raw === null) throw mistake('is no map');
  const map = raw as Raw;
  for (const key of Object.keys(map)) if (!KEYS.has(key)) throw mistake(`has the unknown key ${key}`);
  const text = (key: string): string => {
    const value = map[key];
    if (typeof value !== 'string' || value.trim() === '') throw mistake(`gives no ${key}`);
    return value.trim();
  };
  const severity = SEVERITIES.find((name) => name === map['severity']);
  if (severity === undefined) throw mistake('gives no severity');
  const confidence = (['low', 'medium', 'high'] as const).find((name) => name === map['confidence']);
  if (confidence === undefined) throw mistake('gives no confidence');
  const applies = (map['applies-to'] ?? {}) as Raw;
  for (const key of Object.keys(applies)) if (!APPLIES_KEYS.has(key)) throw mistake(`applies to the unknown key ${key}`);
  return {
    id: text('id'), title: text('title'), severity, confidence, why: text('why'), advice: text('advice'),
    appliesTo: applies as AppliesTo,
    params: (map['params'] ?? {}) as Readonly<Record<string, Parameter>>,
    paramsIn: (map['params-in'] ?? {}) as RuleDefinition['paramsIn'],
    fixes: (map['fixes'] ?? {}) as RuleDefinition['fixes'],
    silentWhen: (map['silent-when'] ?? []) as readonly Silence[],
    templates: (map['templates'] ?? []) as readonly string[],
    references: (map['references'] ?? []) as readonly Reference[],
    aliases: (map['aliases'] ?? []) as readonly string[],
    ...(map['effect'] === undefined ? {} : { effect: text('effect') }),
    ...(map['editions'] === undefined ? {} : { editions: (map['editions'] as readonly unknown[]).map(String) }),
    ...(map['fail-when'] === undefined ? {} : { failWhen: map['fail-when'] as Condition }),
    ...(map['fix'] === undefined ? {} : { fix: map['fix'] as RuleFix }),
    ...(map['caps'] === 'fair' || map['caps'] === 'poor' ? { caps: map['caps'] } : {}),
  };
}
