import { defineCheck, fail, notApplicable, pass, type Outcome, type Variable } from '#rule';
import { advised } from '../shared/advised.ts';
import { exampleVariables } from '../shared/variables.ts';

/** Variables that a database of the platform has, by the names that Railway's templates give them. */
const OF_DATABASES = /^(DATABASE_(PRIVATE_|PUBLIC_)?URL|REDIS(_PRIVATE|_PUBLIC)?_URL|REDIS(HOST|PORT|USER|PASSWORD)|PG(HOST|PORT|USER|PASSWORD|DATABASE)|MYSQL(_URL|HOST|PORT|USER|PASSWORD|DATABASE)|MONGO(_URL|HOST|PORT|USER|PASSWORD)|POSTGRES(_URL|QL_URL))$/;
/** "auto-provided by Railway", "Railway sets this for you". */
const CLAIM = /\bauto(matically|-|\s|\b)|\b(provided|injected|supplied|set|given|added) by (the )?(railway|platform)|railway\W+(will\s+)?(auto|provide|inject|set|add|suppl)/i;
const RAILWAY = /railway/i;

export default defineCheck({
  needs: [],
  reads: ['build.variables'],
  check(_facts, { service }) {
    const examples = exampleVariables(service).filter(({ variable }) => OF_DATABASES.test(variable));
    if (examples.length === 0) return notApplicable('no example of variables names one of a database');
    const findings = examples.flatMap((example) => claimFinding(example));
    return findings.length === 0 ? pass() : findings;
  },
});

function claimFinding({ variable, at }: Variable): readonly Outcome[] {
  if (at.provenance.kind !== 'declared') return [];
  const { file, range } = at.provenance;
  const remark = remarkAt(file.text, range.start);
  if (!RAILWAY.test(remark) || !CLAIM.test(remark) || remark.includes('${{')) return [];
  return [fail({
    message: `${file.path} says that ${variable} comes by itself, and Railway gives a service the variables of another one by reference only`,
    evidence: [at], anchor: `variable:${variable}`,
    fix: advised(`Show the reference in the example: ${variable}=\${{<service>.${variable}}}`),
  })];
}

/** The comment behind the variable and those directly above it. */
function remarkAt(text: string, start: number): string {
  const lines = text.slice(0, start).split('\n').slice(0, -1);
  const above: string[] = [];
  for (const line of lines.reverse()) {
    if (!line.trim().startsWith('#') || above.length === 3) break;
    above.unshift(line);
  }
  const own = text.slice(start).split('\n', 1)[0] ?? '';
  return [...above, own].join('\n');
}
