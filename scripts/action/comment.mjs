// Keeps one comment of a pull request up to date: found by a hidden mark, written anew when it says something else, made when there is
// something to tell. Without the permission it says so and goes on. https://docs.github.com/en/rest/issues/comments
import { readFileSync } from 'node:fs';

const { GITHUB_TOKEN = '', GITHUB_API_URL = 'https://api.github.com', GITHUB_REPOSITORY = '', GITHUB_EVENT_PATH = '', FOLDER = '.', MARKDOWN = '', REPORT = '' } = process.env;

/** The longest comment that GitHub takes is 65,536 characters. */
const LONGEST = 65_000;
/** Pages of 100 comments that are looked through. */
const MOST_PAGES = 30;

const place = FOLDER.replace(/^\.\/|\/$/g, '');
const mark = place === '.' || place === '' ? '<!-- optimize -->' : `<!-- optimize: ${place.replaceAll('--', '- -')} -->`;

const number = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8')).pull_request?.number;
if (number === undefined) process.stdout.write('this run belongs to no pull request, so there is nothing to comment on\n');
else await keepUpToDate(`/repos/${GITHUB_REPOSITORY}/issues/${number}/comments`);

async function keepUpToDate(path) {
  try {
    const body = bodyOf(readFileSync(MARKDOWN, 'utf8'));
    const comment = await ownComment(path);
    if (comment?.body.replaceAll('\r\n', '\n').trimEnd() === body.trimEnd()) return process.stdout.write('the comment is up to date\n');
    if (comment === undefined && !hasNews(JSON.parse(readFileSync(REPORT, 'utf8')))) return process.stdout.write('nothing moved, so there is no comment\n');
    if (comment === undefined) await ask('POST', path, { body });
    else await ask('PATCH', `/repos/${GITHUB_REPOSITORY}/issues/comments/${comment.id}`, { body });
    process.stdout.write(comment === undefined ? 'the comment is made\n' : 'the comment is written anew\n');
  } catch (error) {
    const why = [401, 403, 404].includes(error.status)
      ? 'the token may not comment. In a pull request from a fork it never may; elsewhere the job needs the permission pull-requests: write'
      : `GitHub did not take the comment: ${error.message}`;
    process.stdout.write(`::notice title=optimize::${why}\n`);
  }
}

/** The comment that begins with the mark; those of people, who may quote it, do not count. */
async function ownComment(path) {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const comments = await ask('GET', `${path}?per_page=100&page=${page}`);
    const marked = comments.filter(({ body }) => body?.startsWith(mark));
    const own = marked.find(({ user }) => user?.type === 'Bot') ?? (marked.length === 0 ? undefined : await ofTokenOwner(marked));
    if (own !== undefined) return own;
    if (comments.length < 100) return undefined;
  }
  return undefined;
}

/** A token of a person comments in that person's name. The job's own token belongs to nobody, and may not ask. */
async function ofTokenOwner(comments) {
  const login = await ask('GET', '/user').then((user) => user.login, () => undefined);
  return comments.find(({ user }) => login !== undefined && user?.login === login);
}

function bodyOf(markdown) {
  const text = `${mark}\n${markdown.trimEnd()}\n`;
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}\n\nThe rest is in the summary of the job.\n`;
}

/** True when a gate is missed, a finding is new or gone, or points moved. */
function hasNews(check) {
  return check.passed === false || [check.new, check.fixed, check.moves].some((list) => (list ?? []).length > 0);
}

async function ask(method, path, content) {
  const response = await fetch(GITHUB_API_URL + path, {
    method,
    headers: {
      accept: 'application/vnd.github+json', authorization: `Bearer ${GITHUB_TOKEN}`, 'content-type': 'application/json',
      'user-agent': 'optimize', 'x-github-api-version': '2022-11-28',
    },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw Object.assign(new Error(`${method} ended with ${response.status}`), { status: response.status });
  return response.json();
}
