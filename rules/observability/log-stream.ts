import { defineCheck, fail, notApplicable, pass, valueOf, type LogSetup, type Outcome } from '#rule';
import { isDeployedTo } from '../shared/platforms.ts';

const QUIET = ['WARN', 'WARNING', 'ERROR', 'CRITICAL', 'FATAL'];

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'logs.setups', 'web.capabilities'],
  check(facts, { service }): Outcome | readonly Outcome[] {
    const setups = (valueOf(facts['logs.setups']) ?? []).filter(({ call }) => call !== 'setLevel');
    if (!isDeployedTo(service.facts, 'railway')) return notApplicable('no file shows that it is deployed to Railway');
    if (setups.length === 0) return notApplicable('the program sets up no log of its own');
    if (valueOf(facts['web.capabilities'])?.some(({ kind }) => kind === 'structured-logs') === true) return pass();
    const red = setups.filter((setup) => setup.stream === 'stderr' && !isQuiet(setup));
    return red.length === 0 ? pass() : red.map(finding);
  },
});

/** Without a level, basicConfig writes warnings; a handler writes what its logger lets through. */
function isQuiet({ call, level, levelAt }: LogSetup): boolean {
  return level === undefined ? levelAt === undefined && call === 'logging.basicConfig' : QUIET.includes(level);
}

function finding({ at, call }: LogSetup): Outcome {
  return fail({
    message: `${call} writes to the standard error, which Railway shows as errors`, evidence: [at], anchor: `log:${call}`,
    fix: { title: 'Write the log to the standard output', applicability: 'review', change: { kind: 'set-options', at, set: { stream: { code: 'sys.stdout' } } } },
  });
}
