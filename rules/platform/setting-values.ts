import { defineCheck, fail, nearestName, notApplicable, pass, type ConfigSetting, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { settingsInForce } from '../shared/railway-files.ts';
import { listed } from '../shared/words.ts';

/** Settings that take one of some words, which the reference writes in capitals. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'build.builder': ['RAILPACK', 'DOCKERFILE', 'NIXPACKS', 'HEROKU', 'PAKETO'],
  'deploy.restartPolicyType': ['ON_FAILURE', 'ALWAYS', 'NEVER'],
};
const OLD_BUILDERS = new Set(['NIXPACKS', 'HEROKU', 'PAKETO']);
/** Settings that take a whole number. `railway config migrate` and the types of railway.ts refuse a text. */
const NUMBERS = /^(deploy\.)?(healthcheckTimeout|numReplicas|restartPolicyMaxRetries|overlapSeconds|drainingSeconds|preDeployTimeoutSeconds)$|\.multiRegionConfig\.[^.]+\.numReplicas$|^replicas(\.[^.]+)?$/;
/** Railway's own page shows these two as texts. https://docs.railway.com/config-as-code/reference */
const SHOWN_AS_TEXT = /(overlap|draining)Seconds$/;
const FLAGS = /^deploy\.sleepApplication$/;

export default defineCheck({
  needs: [],
  reads: ['build.settings', 'build.configFiles'],
  check(facts) {
    const settings = settingsInForce(facts['build.settings'], facts['build.configFiles']).filter(({ value }) => value !== undefined);
    if (settings.length === 0) return notApplicable('no Railway file that is read sets anything');
    const findings = settings.flatMap((setting) => judged(setting));
    return findings.length === 0 ? pass() : findings;
  },
});

function judged(setting: ConfigSetting): readonly Outcome[] {
  const { key, value } = setting;
  const words = Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
  if (words !== undefined) return wordFinding(setting, words);
  if (NUMBERS.test(key)) return numberFinding(setting);
  if (FLAGS.test(key) && typeof value === 'string') return [flagFinding(setting, value)];
  return [];
}

function wordFinding(setting: ConfigSetting, words: readonly string[]): readonly Outcome[] {
  const { key, value, at } = setting;
  if (typeof value === 'string' && words.includes(value)) return [];
  const upper = String(value).toUpperCase();
  if (words.includes(upper)) {
    if (OLD_BUILDERS.has(upper)) return []; // there is more to say of it than how it is written
    return [fail({
      message: `${key} is written ${String(value)}, and Railway's reference writes ${upper}`, evidence: [at], anchor: key, severity: 'low',
      fix: { title: `Write ${upper}`, applicability: 'safe', change: { kind: 'replace', at, text: quotedLike(at.value, upper) } },
    })];
  }
  const meant = words.find((word) => word.replaceAll('_', '') === upper.replaceAll(/[^A-Z]/g, '')) ?? nearestName(upper, words);
  return [fail({
    message: `${key} is ${String(value)}, which is none of ${listed(words, 5)}`, evidence: [at], anchor: key,
    fix: meant === undefined
      ? advised(`Write one of ${listed(words, 5)}`)
      : { title: `Write ${meant}`, applicability: 'review', change: { kind: 'replace', at, text: quotedLike(at.value, meant) } },
  })];
}

function numberFinding({ key, value, at }: ConfigSetting): readonly Outcome[] {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return [];
  const number = typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : undefined;
  if (number === undefined) {
    return [fail({
      message: `${key} is ${String(value)}, and Railway wants a whole number`, evidence: [at], anchor: key,
      fix: advised('Write a whole number'),
    })];
  }
  return [fail({
    message: `${key} is a text, and Railway wants the number ${number}`, evidence: [at], anchor: key, severity: SHOWN_AS_TEXT.test(key) ? 'low' : 'medium',
    fix: { title: `Write the number ${number}`, applicability: 'safe', change: { kind: 'replace', at, text: String(number) } },
  })];
}

function flagFinding({ key, at }: ConfigSetting, value: string): Outcome {
  const flag = /^(true|false)$/i.test(value) ? value.toLowerCase() : undefined;
  return fail({
    message: `${key} is a text, and Railway wants true or false`, evidence: [at], anchor: key,
    fix: flag === undefined
      ? advised('Write true or false')
      : { title: `Write ${flag}`, applicability: 'safe', change: { kind: 'replace', at, text: flag } },
  });
}

function quotedLike(written: string, text: string): string {
  const quote = /^["'`]/.exec(written)?.[0] ?? '"';
  return `${quote}${text}${quote}`;
}
