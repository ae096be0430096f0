import { defineRecordCheck, fail, notApplicable, pass, type EngineAddress, type FactSet, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasReached } from '../shared/driver-mistakes.ts';
import { isDeployedTo } from '../shared/platforms.ts';

const OLD = /^postgres(\+\w+)?$/;

export default defineRecordCheck({
  each: 'database.engineAddresses',
  needs: [],
  reads: ['runtime.dependencies', 'service.platforms'],
  check(engine, facts, { service, text }): Outcome {
    if (!engine.served && !engine.migration) return notApplicable('a script connects');
    if (hasReached(facts['runtime.dependencies'], 'sqlalchemy', 1, 4) === false) return notApplicable('SQLAlchemy before 1.4 knows both names');
    const { scheme } = engine;
    if (scheme.state !== 'known') return judgedVariable(engine, service.facts, text);
    if (!OLD.test(scheme.value)) return pass();
    return fail({
      message: `SQLAlchemy has no dialect ${scheme.value.split('+')[0] ?? ''}: the engine cannot be made`, evidence: [scheme, engine.at], anchor: `scheme:${engine.library}`,
      fix: scheme.provenance.kind === 'declared' ? renaming(scheme) : advised('Write postgresql:// in the variable'),
    });
  },
});

function renaming(scheme: Known<string>): ProposedFix {
  const from = scheme.value;
  const to = from.replace('postgres', 'postgresql');
  return { title: `Write ${to}://`, applicability: 'safe', change: { kind: 'rewrite', how: 'change-scheme', at: [scheme], with: { from, to } } };
}

/** A variable that the platform fills with an address of the old scheme. */
function judgedVariable({ variable, argument, at, library }: EngineAddress, facts: FactSet, text: (name: string) => string): Outcome {
  if (variable !== text('variable') || !isDeployedTo(facts, text('platform'))) return notApplicable('only a run tells the scheme');
  const quote = argument.value.includes('"') || !argument.value.includes("'") ? '"' : "'";
  const code = `${argument.value}.replace(${quote}postgres://${quote}, ${quote}postgresql://${quote}, 1)`;
  const isShort = argument.value.length < 100 && !argument.value.endsWith('...');
  return fail({
    message: `Heroku's ${variable} begins with postgres://, which is no dialect of SQLAlchemy`, evidence: [argument, at], anchor: `scheme:${library}`,
    fix: isShort
      ? { title: 'Replace the scheme where the variable is read', applicability: 'review', change: { kind: 'replace', at: argument, text: code } }
      : advised('Replace postgres:// by postgresql:// where the variable is read'),
  });
}
