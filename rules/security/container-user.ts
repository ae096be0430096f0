import { defineCheck, fail, notApplicable, parseImageName, pass, valueOf, type Fact, type ImageInstruction, type Outcome, type ProposedFix, type ReadFacts } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, commandsIn, instructionsOf } from '../shared/image.ts';
import { isDeployedTo } from '../shared/platforms.ts';

const ROOT = /^(?:root|0)(?::.*)?$/;
/** Programs of an entry point that change the user by themselves. */
const CHANGERS = /(?:^|[\s/"'])(?:gosu|su-exec|setpriv|runuser|s6-setuidgid|chpst)(?:$|[\s"',=])/;
/** Users that the images bring. https://hub.docker.com/_/node, https://hub.docker.com/r/oven/bun */
const OWN_USERS: Readonly<Record<string, string>> = { node: 'node', 'oven/bun': 'bun' };

type Seen = ReadFacts<'server.port' | 'start.serverCommand' | 'start.steps'>;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'deploy.volumeMount', 'server.port', 'service.platforms', 'start.serverCommand', 'start.steps'],
  check(facts, context): Outcome {
    const instructions = instructionsOf(facts['build.instructions'])?.filter(({ final }) => final);
    const image = instructions?.find(({ keyword }) => keyword === 'FROM');
    if (instructions === undefined || image === undefined) return NO_IMAGE;
    if (isDeployedTo(facts, 'heroku')) return notApplicable('Heroku runs every image as a user without rights');
    const user = instructions.findLast(({ keyword }) => keyword === 'USER');
    if (user !== undefined && !ROOT.test(user.words[0] ?? '')) return pass();
    if (facts['deploy.volumeMount']?.state === 'known' || instructions.some(({ keyword }) => keyword === 'VOLUME')) return notApplicable('a volume belongs to root when it is mounted');
    if (changesUser(instructions, facts['start.steps'])) return pass();
    if (user === undefined && !isRoot(image.words[0], context.strings('root'))) return notApplicable(`which user ${image.words[0] ?? 'the image'} has is not known`);
    return fail({
      message: user === undefined ? 'no USER is named: the service runs as root' : `${user.keyword} ${user.text} lets the service run as root`,
      evidence: [user?.at ?? image.at], anchor: 'user', fix: fixFor(instructions, image, facts),
    });
  },
});

function isRoot(image: string | undefined, known: readonly string[]): boolean {
  if (image === undefined) return false;
  const { repository, tag = '' } = parseImageName(image);
  if (/non-?root/.test(tag) || /unprivileged/.test(repository)) return false;
  return known.includes(repository);
}

function changesUser(instructions: readonly ImageInstruction[], steps: Fact<unknown> | undefined): boolean {
  if (instructions.some(({ at, commands }) => CHANGERS.test(at.value) || commands.some(({ words }) => words.some((word) => CHANGERS.test(` ${word} `))))) return true;
  return steps?.state === 'known' && Array.isArray(steps.value) && steps.value.some((step: { words: readonly string[] }) => CHANGERS.test(` ${step.words.join(' ')} `));
}

function fixFor(instructions: readonly ImageInstruction[], image: ImageInstruction, facts: Seen): ProposedFix {
  const advice = advised('Make a user, and name it with USER before the start command');
  const { repository, tag = '' } = parseImageName(image.words[0] ?? '');
  const start = instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  const port = facts['server.port'];
  const isLow = port?.state === 'known' && Number(port.value) < 1024;
  if (start === undefined || isLow || makesFolders(instructions) || writesAtStart(facts) || instructions.some(({ keyword }) => keyword === 'USER') || instructions.some(reliesOnRoot)) return advice;
  const own = OWN_USERS[repository];
  if (own !== undefined) return insertUser(start, [`USER ${own}`], own);
  if (!['python', 'debian', 'ubuntu', 'ghcr.io/astral-sh/uv', 'astral-sh/uv'].includes(repository)) return advice;
  const isAlpine = tag.includes('alpine');
  return insertUser(start, [isAlpine ? 'RUN adduser -D app' : 'RUN useradd --create-home app', 'USER app'], 'app');
}

/** Folders that the image makes are written to by the service: they must be its own. */
function makesFolders(instructions: readonly ImageInstruction[]): boolean {
  return commandsIn(instructions).some(({ command: { words: [name, ...rest] } }) => name === 'mkdir' && rest.some(isOfImage));
}

const isOfImage = (word: string): boolean => !/^(?:-|\/(?:etc|usr|tmp|var\/lib\/apt|run\/secrets)\b)/.test(word);

/** Words of steps that write where the program lies: static files that are collected, a client that is generated, packages that are installed. */
const WRITING = ['build', 'ci', 'collectstatic', 'generate', 'install', 'tsc'];
/** Programs that make or change files, behind which a path of the image may stand. */
const CHANGING = ['chmod', 'chown', 'cp', 'mkdir', 'mv', 'touch'];
/** Servers that compile into the folder that they start in. */
const COMPILING = /^(?:nest start|next dev|nuxt dev|ng serve)\b/;

function writesAtStart({ 'start.steps': steps, 'start.serverCommand': command }: Seen): boolean {
  if (command?.state === 'known' && COMPILING.test(command.value)) return true;
  return (valueOf(steps) ?? []).some(({ words: [name = '', ...rest] }) => (CHANGING.includes(name) ? rest.some(isOfImage) : [name, ...rest].some((word) => WRITING.includes(word))));
}

/** What lies in root's home cannot be read by others, and what browsers and package managers put there is needed at run time. */
function reliesOnRoot(instruction: ImageInstruction): boolean {
  if (/\/root\b/.test(instruction.at.value)) return true;
  return commandsIn([instruction]).some(({ command: { words } }) => words.includes('--user') || (words.includes('install') && words.some((word) => /^(?:playwright|puppeteer|browsers)$/.test(word))));
}

function insertUser(start: ImageInstruction, lines: readonly string[], user: string): ProposedFix {
  return { title: `Run as ${user}`, applicability: 'review', change: { kind: 'rewrite', how: 'insert-instruction', at: [start.at], with: { text: lines.join('\n') } } };
}
