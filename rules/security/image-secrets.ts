import { defineCheck, fail, pass, valueOf, type ImageInstruction, type Outcome, type Variable } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, contextSources, instructionsOf } from '../shared/image.ts';

const SECRET = /(?:^|_)(?:SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS|API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY|AUTH_KEY|ENCRYPTION_KEY|SIGNING_KEY|SERVICE_ROLE_KEY)(?:_|$)/;
const ADDRESS = /^(?:DATABASE|POSTGRES|POSTGRESQL|MYSQL|REDIS|MONGO|MONGODB|RABBITMQ|AMQP|BROKER)_?(?:URL|URI|DSN)$/;
/** Names that speak of a secret and hold none. */
const HARMLESS = /^(?:NEXT_PUBLIC|VITE|REACT_APP|PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY)_|PUBLIC|PUBLISHABLE|_(?:FILE|PATH|DIR|NAME|TTL|EXPIR\w*|LIFETIME|URL|URI|ENDPOINT|HOST|HEADER|ALGORITHM|ALG|LENGTH|SIZE|TYPE|LIMIT|ID|MINUTES|SECONDS|HOURS|DAYS|ENABLED|REQUIRED|PREFIX|VERSION|ISSUER|AUDIENCE)$/;
/** Values that stand in for a secret while the image is built. */
const STAND_IN = /change.?me|dummy|placeholder|example|fake|build|not.?(?:set|used|needed|real)|unused|insecure|test|your[-_]|xxx|^<.*>$|replace|default|todo|secret|password|localhost|127\.0\.0\.1|user:pass|postgres:postgres|^(.)\1*$/i;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.variables'],
  check(facts): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const final = instructions.filter((each) => each.final);
    const baked = (valueOf(facts['build.variables']) ?? []).filter((each) => each.scope === 'run' && isFromDockerfile(each) && isBaked(each, instructions));
    const names = new Set(baked.map(({ variable }) => variable));
    const outcomes = [...baked.map(bakedVariable), ...final.flatMap((each) => passedArgument(each, final, names)), ...final.flatMap(copiedFile)];
    return outcomes.length > 0 ? outcomes : pass();
  },
});

function isFromDockerfile({ at }: Variable): boolean {
  return at.provenance.kind === 'declared' && /(?:docker|container)file/i.test(at.provenance.file.path);
}

function isSecretName(name: string): boolean {
  const upper = name.toUpperCase();
  return ADDRESS.test(upper) || (SECRET.test(upper) && !HARMLESS.test(upper));
}

/** A value that looks real, or one that a build argument without a default brings. */
function isBaked({ variable, value }: Variable, instructions: readonly ImageInstruction[]): boolean {
  if (!isSecretName(variable)) return false;
  if (value === undefined) return instructions.some(({ keyword, variables }) => keyword === 'ARG' && variables.some((each) => each.name === variable));
  return looksReal(variable, value);
}

function looksReal(name: string, value: string): boolean {
  if (STAND_IN.test(value)) return false;
  if (ADDRESS.test(name.toUpperCase())) return /^\w+(?:\+\w+)?:\/\/[^/@:]*:[^/@]{4,}@/.test(value);
  return value.length >= 12 && /\d/.test(value) && /[a-z]/i.test(value) && !/\s/.test(value);
}

function bakedVariable({ variable, value, at }: Variable): Outcome {
  const message = value === undefined
    ? `${variable} is given at build time and stays in the image: whoever can pull it can read it`
    : `the value of ${variable} stands in the Dockerfile and in the image`;
  return fail({
    message, evidence: [at], anchor: `secret:${variable}`,
    fix: { title: `Remove ENV ${variable}, and let the platform set it`, applicability: 'review', change: { kind: 'rewrite', how: 'remove-variable', at: [at] } },
  });
}

/** An ARG of the final stage: the history of the image holds its value for each RUN behind it. */
function passedArgument(instruction: ImageInstruction, final: readonly ImageInstruction[], baked: ReadonlySet<string>): readonly Outcome[] {
  if (instruction.keyword !== 'ARG') return [];
  const isRead = final.slice(final.indexOf(instruction)).some(({ keyword, stage }) => keyword === 'RUN' && stage === instruction.stage);
  return instruction.variables.filter(({ name, value }) => isRead && value === undefined && isSecretName(name) && !baked.has(name)).map(({ name }) => fail({
    message: `the history of the image holds ${name}, which the build is given`,
    evidence: [instruction.at], anchor: `secret:${name}`, severity: 'medium', fix: advised(`Take ${name} in a stage whose files are copied, or do without it while building`),
  }));
}

function copiedFile(instruction: ImageInstruction): readonly Outcome[] {
  const source = contextSources(instruction).find((each) => /(?:^|\/)\.env(?:\.(?:local|production|prod|staging|production\.local))?$/.test(each));
  return source === undefined ? [] : [fail({
    message: `${source} is copied into the image with the secrets that it holds`,
    evidence: [instruction.at], anchor: `secret:${source}`, confidence: 'medium', fix: advised('Leave the file out, and let the platform set the variables'),
  })];
}
