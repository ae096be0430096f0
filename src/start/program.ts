import { baseName } from '../model/files.ts';
import type { Argument } from './argument.ts';

/** What a command starts, by its words alone. */
export interface Program {
  /** `gunicorn` of `/venv/bin/gunicorn`, `python -m gunicorn` and `gunicorn.app.wsgiapp`. */
  readonly name: string;
  readonly args: readonly Argument[];
  /** The words that name it: one, or `python -m gunicorn`. */
  readonly named: readonly Argument[];
  /** True when an interpreter runs it as a file: `python manage.py`. */
  readonly file: Argument | undefined;
}

const MODULES: Readonly<Record<string, string>> = {
  'gunicorn.app.wsgiapp': 'gunicorn', 'uvicorn.main': 'uvicorn', 'hypercorn.__main__': 'hypercorn', 'waitress.runner': 'waitress',
  'waitress-serve': 'waitress', 'streamlit.web.cli': 'streamlit', 'celery.__main__': 'celery', 'http.server': 'http.server',
  'django': 'django-admin',
};

/** Flags of the Python interpreter that take the next word. https://docs.python.org/3/using/cmdline.html */
const PYTHON_VALUES = new Set(['-W', '-X', '--check-hash-based-pycs']);

/** Flags of Node that take the next word. https://nodejs.org/api/cli.html */
const NODE_VALUES = new Set(['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--env-file', '--env-file-if-exists', '--title', '--icu-data-dir', '--openssl-config']);

/** The program that these words start. */
export function programOf(words: readonly Argument[]): Program {
  const [first] = words;
  const name = first === undefined ? '' : baseName(first.text);
  if (/^(python|pypy)[\d.]*$/.test(name)) return pythonProgram(words);
  if (/^(node|nodejs|tsx|ts-node|ts-node-esm|ts-node-dev|bun|deno)$/.test(name)) return scriptProgram(words, name === 'nodejs' ? 'node' : name);
  const known = MODULES[name] ?? name;
  return { name: known, args: words.slice(1), named: words.slice(0, 1), file: undefined };
}

function pythonProgram(words: readonly Argument[]): Program {
  let index = 1;
  while (index < words.length) {
    const text = words[index]?.text ?? '';
    if (text === '-m') return moduleProgram(words, index);
    if (text === '-c') return { name: 'python', args: words.slice(index), named: words.slice(0, 1), file: undefined };
    if (!text.startsWith('-') || text === '-') break;
    index += PYTHON_VALUES.has(text) ? 2 : 1;
  }
  return fileProgram('python', words, index);
}

function moduleProgram(words: readonly Argument[], index: number): Program {
  const module = words[index + 1]?.text ?? '';
  const name = MODULES[module] ?? module;
  return { name: name === '' ? 'python' : name, args: words.slice(index + 2), named: words.slice(0, index + 2), file: undefined };
}

function scriptProgram(words: readonly Argument[], name: string): Program {
  let index = 1;
  while (index < words.length) {
    const text = words[index]?.text ?? '';
    const subcommand = (name === 'deno' || name === 'bun') && text === 'run';
    if (!subcommand && text !== 'watch' && (!text.startsWith('-') || text === '-')) break;
    index += NODE_VALUES.has(text) ? 2 : 1;
  }
  return fileProgram(name, words, index);
}

function fileProgram(name: string, words: readonly Argument[], index: number): Program {
  return { name, args: words.slice(index + 1), named: words.slice(0, index + 1), file: words[index] };
}
