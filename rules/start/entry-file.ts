import { defineCheck, fail, notApplicable, pass, undecided, valueOf, type FactSet } from '#rule';
import { advised } from '../shared/advised.ts';
import { isAsked } from '../shared/asked.ts';

/** Folders that builds write into. */
const OUTPUT = /^(?:\.\/)?(?:[\w-]+\/)*(?:dist|build|out|output|lib|bundle|compiled|\.output|\.next|\.build|target)\//;

/** Scripts that a builder or a package manager runs by themselves. */
const BUILDS = /^(?:(?:pre|post)?build(?::\w+)?|heroku-(?:pre|post)build|gcp-build|(?:pre|post)?install|(?:pre|post)?prepare|prestart|compile)$/;

const INSTALLS_ONLY = /^(?:\S+=\S+ )*(?:npm (?:ci|i|install)|pnpm (?:i|install)|yarn(?: install)?|bun install|apt-get|apk|corepack|mkdir|chown|adduser|addgroup|useradd|groupadd|npm (?:cache|prune))\b/;

export default defineCheck({
  needs: [],
  reads: ['start.server', 'start.app', 'start.appFile', 'start.steps', 'start.directory', 'build.builder', 'build.command', 'build.instructions', 'runtime.scripts'],
  check(facts, { service }) {
    const app = facts['start.app'];
    if (valueOf(facts['start.server']) !== 'node' || app?.state !== 'known' || facts['start.directory']?.state !== 'known') return notApplicable('no file of Node is known to start');
    if (facts['start.appFile'] !== undefined && facts['start.appFile'].state !== 'absent') return pass();
    if (!/^[\w./@-]+$/.test(app.value) || /^(?:\/|\.\.)|node_modules/.test(app.value)) return notApplicable(`${app.value} is no file of the project`);
    if (mayBeBuilt(service.facts)) return pass();
    const isOutput = OUTPUT.test(app.value);
    const builder = valueOf(facts['build.builder']);
    if (isOutput && (builder === 'railpack' || builder === 'nixpacks') && !isAsked(service.facts)) return undecided(`no file of the repository makes ${app.value}; does the dashboard set a build command?`);
    if (builder === undefined || builder === 'image') return notApplicable('what builds it cannot be told');
    return fail({
      message: `node starts ${app.value}, which is not there${isOutput ? ', and nothing builds it' : ''}`, evidence: [app], anchor: 'start.app',
      fix: advised(isOutput ? `Add a build script that makes ${app.value}` : 'Name the file that starts the service'),
    });
  },
});

/** True where a script, a command or an instruction may make files before the program starts. */
function mayBeBuilt(facts: FactSet): boolean {
  if (facts['build.command']?.state === 'known') return true;
  const steps = valueOf(facts['start.steps']) ?? [];
  if (steps.some(({ purpose }) => purpose === 'build') || steps.length > 1) return true;
  const builder = valueOf(facts['build.builder']);
  if (builder !== 'dockerfile') return facts['runtime.scripts']?.state !== 'known' || facts['runtime.scripts'].value.some(({ name }) => BUILDS.test(name));
  const instructions = valueOf(facts['build.instructions']);
  if (instructions === undefined) return true;
  return instructions.some(({ keyword, text, flags }) => keyword === 'ADD' || flags.some(({ name, value }) => name === 'from' && value !== '')
    || (keyword === 'RUN' && text.split(/&&|;/).some((part) => !INSTALLS_ONLY.test(part.trim()))));
}
