import { defineCheck, fail, nearestName, notApplicable, pass, valueOf, type Evidence, type Fact, type Known, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { plainCommand } from '../shared/commands.ts';
import { isBuiltByRailway } from '../shared/platforms.ts';

/** What lets a command run elsewhere, or not at all, and what only a run would tell. */
const ELSEWHERE = /(?:^|[\s;&|])cd\s|\s(?:-w|-C|-F|-r|--(?:workspaces?|prefix|dir|filter|recursive|if-present))\b|[$`…]/;
const RUN = /^(?:[A-Za-z_]\w*=\S*\s+)*(npm|pnpm)\s+run(?:-script)?\s+([\w:.-]+)/;

export default defineCheck({
  needs: ['live.settings'],
  reads: ['runtime.scripts', 'live.service', 'build.builder', 'build.command', 'start.command', 'deploy.preDeployCommand'],
  check(facts, { service, strings }): Outcome | readonly Outcome[] {
    const scripts = facts['runtime.scripts'];
    if (scripts?.state !== 'known') return notApplicable('no package.json was read');
    if ((valueOf(facts['live.service'])?.source.rootDirectory ?? '') !== service.root) return notApplicable('the commands may run in another folder');
    if (!isBuiltByRailway(facts)) return notApplicable('an image may hold another package.json');
    const names = scripts.value.map(({ name }) => name);
    const commands: readonly (Fact<string> | undefined)[] = [facts['build.command'], facts['start.command'], facts['deploy.preDeployCommand']];
    const findings = commands.flatMap((command) => (isOnPlatform(command, strings('commands')) ? missingIn(command, [...names, ...strings('usual')]) : []))
      .map(({ script, at }) => missingScript(script, { at, scripts, names }));
    return findings.length === 0 ? pass() : findings;
  },
});

/** A command whose word counts because no file says otherwise. */
function isOnPlatform(command: Fact<string> | undefined, settings: readonly string[]): command is Known<string> {
  return command?.state === 'known' && command.provenance.kind === 'live' && settings.includes(command.provenance.place.field);
}

interface Missing {
  readonly script: string;
  readonly at: Known<string>;
}

function missingIn(at: Known<string>, known: readonly string[]): readonly Missing[] {
  if (ELSEWHERE.test(at.value)) return [];
  return plainCommand(at.value).split(/&&|\|\||[;&|]/).flatMap((part): readonly Missing[] => {
    const script = RUN.exec(part.trim())?.[2];
    return script === undefined || known.includes(script) ? [] : [{ script, at }];
  });
}

interface Place {
  readonly at: Known<string>;
  readonly scripts: Evidence;
  readonly names: readonly string[];
}

function missingScript(script: string, { at, scripts, names }: Place): Outcome {
  const near = nearestName(script, names);
  return fail({
    message: `"${at.value}" runs on the platform, and package.json has no script ${script}`, evidence: [at, scripts], anchor: script,
    fix: advised(near === undefined ? 'Name a script that is there, or put it back' : `The nearest script that is there is ${near}`),
  });
}
