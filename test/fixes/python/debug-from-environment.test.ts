import { expect, it } from 'vitest';
import { ASKED, rewritten } from './rewriting.ts';

const FLASK = 'from flask import Flask\nsite = Flask(__name__)\n';
const ON = 'site.debug = True\n';

async function result(text: string, more: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const after = await rewritten({ 'shop.py': text, ...more }, ASKED.debug);
  return after === undefined ? 'nothing asks for it' : (after['because' as keyof typeof after] ?? after['shop.py' as keyof typeof after]);
}

it.each([
  ['os under another name', 'import os as system\n', 'system.environ.get("SHOP_DEBUG") == "1"'],
  ['getenv', 'from os import getenv\nPORT = getenv("PORT")\n', 'getenv("SHOP_DEBUG") == "1"'],
  ['environ', 'from os import environ\nPORT = environ.get("PORT")\n', 'environ.get("SHOP_DEBUG") == "1"'],
  ['os.getenv', 'import os\nPORT = os.getenv("PORT")\n', 'os.getenv("SHOP_DEBUG") == "1"'],
  ['decouple', 'from decouple import config as read\nPORT = read("PORT")\n', 'read("SHOP_DEBUG", default=False, cast=bool)'],
  ['environ of Django', 'import environ\nenv = environ.Env()\nPORT = env.int("PORT")\n', 'env.bool("SHOP_DEBUG", default=False)'],
  ['environs', 'from environs import Env\nenv = Env()\nPORT = env("PORT")\n', 'env.bool("SHOP_DEBUG", default=False)'],
  ['Config of Starlette', 'from starlette.config import Config\nconfig = Config(".env")\nPORT = config("PORT")\n', 'config("SHOP_DEBUG", cast=bool, default=False)'],
])('reads debug mode as the file reads other variables: %s', async (_name, head, value) => {
  expect(await result(`${head}${FLASK}${ON}`)).toBe(`${head}${FLASK}site.debug = ${value}\n`);
});

it.each([
  ['a reader that is made later', `import os\n${FLASK}${ON}from decouple import config\nPORT = config("PORT")\n`, `import os\n${FLASK}site.debug = os.environ.get("SHOP_DEBUG") == "1"\nfrom decouple import config\nPORT = config("PORT")\n`],
  ['an item of the configuration', `import os\n${FLASK}site.config['DEBUG'] = True\n`, `import os\n${FLASK}site.config['DEBUG'] = os.environ.get('SHOP_DEBUG') == '1'\n`],
  ['an argument', 'import os\nfrom fastapi import FastAPI\nsite = FastAPI(debug = True)\n', 'import os\nfrom fastapi import FastAPI\nsite = FastAPI(debug = os.environ.get("SHOP_DEBUG") == "1")\n'],
  ['a constant of the file', `import os\n${FLASK}DEBUG = True\nsite.debug = DEBUG\n`, `import os\n${FLASK}DEBUG = os.environ.get("SHOP_DEBUG") == "1"\nsite.debug = DEBUG\n`],
  ['a default', `import os\n${FLASK}site.debug = os.environ.get("DEBUG", "1") == "1"\n`, `import os\n${FLASK}site.debug = os.environ.get("DEBUG", "0") == "1"\n`],
  ['a default in capitals', `import os\n${FLASK}site.debug = os.environ.get("DEBUG", 'TRUE') == 'TRUE'\n`, `import os\n${FLASK}site.debug = os.environ.get("DEBUG", 'FALSE') == 'TRUE'\n`],
  ['a field of settings', 'from fastapi import FastAPI\nfrom pydantic import Field\nfrom pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n  debug: bool = Field(True, alias="DEBUG")\nsite = FastAPI(debug=Settings().debug)\n', 'from fastapi import FastAPI\nfrom pydantic import Field\nfrom pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n  debug: bool = Field(False, alias="DEBUG")\nsite = FastAPI(debug=Settings().debug)\n'],
])('turns off what is on: %s', async (_name, before, after) => {
  expect(await result(before)).toBe(after);
});

it.each([
  ['a name for os that means something else', `os = "linux"\n${FLASK}${ON}`, 'os means something else in shop.py'],
  ['two defaults', `import os\n${FLASK}site.debug = os.environ.get("A", os.environ.get("B", "1")) == "1"\n`, 'debug mode is calculated from other settings'],
  ['another setting', `import os\n${FLASK}STAGE = os.environ.get("STAGE", "dev")\nsite.debug = STAGE == "dev"\n`, 'debug mode is calculated from other settings'],
])('leaves alone what it does not understand: %s', async (_name, text, expected) => {
  expect(await result(text)).toBe(expected);
});
