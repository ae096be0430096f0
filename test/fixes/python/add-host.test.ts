import { expect, it } from 'vitest';
import { ASKED, rewritten } from './rewriting.ts';

const HEAD = 'ROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = []\n';
const HOST = 'healthcheck.railway.app';

it.each([
  ['a list', 'ALLOWED_HOSTS = ["a.example"]', `ALLOWED_HOSTS = ["a.example", "${HOST}"]`],
  ['single quotes', "ALLOWED_HOSTS = ['a.example',]", `ALLOWED_HOSTS = ['a.example', '${HOST}',]`],
  ['raw texts', 'ALLOWED_HOSTS = [r"a.example"]', `ALLOWED_HOSTS = [r"a.example", "${HOST}"]`],
  ['an empty list', 'ALLOWED_HOSTS = []', `ALLOWED_HOSTS = ["${HOST}"]`],
  ['an empty tuple', 'ALLOWED_HOSTS = ()', `ALLOWED_HOSTS = ("${HOST}",)`],
  ['a list with a comment only', 'ALLOWED_HOSTS = [  # nobody\n]', `ALLOWED_HOSTS = [  # nobody\n    "${HOST}",\n]`],
  ['a comma on the next line', 'ALLOWED_HOSTS = [\n    "a.example"\n    , "b.example"\n    ,\n]', `ALLOWED_HOSTS = [\n    "a.example"\n    , "b.example", "${HOST}"\n    ,\n]`],
  ['a comma in the comment', 'ALLOWED_HOSTS = [\n    "a.example"  # one, two\n]', `ALLOWED_HOSTS = [\n    "a.example",  # one, two\n    "${HOST}"\n]`],
  ['a bracket on the last line', 'ALLOWED_HOSTS = [\n    "a.example",\n    "b.example",]', `ALLOWED_HOSTS = [\n    "a.example",\n    "b.example",\n    "${HOST}",]`],
  ['a set', 'ALLOWED_HOSTS = {"a.example"}', `ALLOWED_HOSTS = {"a.example", "${HOST}"}`],
  ['an annotation', 'ALLOWED_HOSTS: list[str] = ["a.example"]', `ALLOWED_HOSTS: list[str] = ["a.example", "${HOST}"]`],
  ['a text with commas', 'ALLOWED_HOSTS = "a.example,b.example".split(",")', `ALLOWED_HOSTS = "a.example,b.example,${HOST}".split(",")`],
  ['two lists', 'ALLOWED_HOSTS = ["a.example"] + ("b.example",)', `ALLOWED_HOSTS = ["a.example"] + ("b.example", "${HOST}")`],
  ['a later line', 'ALLOWED_HOSTS = ["a.example"]\nALLOWED_HOSTS += ["b.example"]', `ALLOWED_HOSTS = ["a.example", "${HOST}"]\nALLOWED_HOSTS += ["b.example"]`],
])('adds a host to %s', async (_name, before, after) => {
  const result = await rewritten({ 'shop/settings.py': HEAD + before, 'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n' }, ASKED.hosts);
  expect(result).toMatchObject({ 'shop/settings.py': HEAD + after });
});

it.each([
  ['a name', 'HOSTS = ["a.example"]\nALLOWED_HOSTS = HOSTS'], ['a tuple without brackets', 'ALLOWED_HOSTS = "a.example", "b.example"'],
])('does not guess where the host belongs: %s', async (_name, before) => {
  expect(await rewritten({ 'shop/settings.py': HEAD + before }, ASKED.hosts)).toEqual({ because: 'the hosts are not written as a list in shop/settings.py' });
});
