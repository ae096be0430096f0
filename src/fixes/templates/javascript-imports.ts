import type { ImportDeclaration, Program, Statement } from '@oxc-project/types';
import type { SourceFile } from '../../model/source-file.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { lineEnd, lineStart } from '../../text/layout.ts';
import type { Style } from './style.ts';

/** A template with its tree. */
interface Template {
  readonly text: string;
  readonly tree: Program;
}

/** The file that a template goes to. */
interface Goal {
  readonly file: SourceFile;
  readonly tree: Program;
  readonly style: Style;
}

/** A template without its imports, and the edits that give the file those; undefined where the file shows no way to load a module. */
export interface Imported {
  readonly imports: readonly TextEdit[] | undefined;
  readonly body: string;
}

/** Takes the imports off a template, and writes them as the file loads its modules: with `import` or with `require`. */
export function javaScriptImports({ text, tree: { body } }: Template, { file, tree, style }: Goal): Imported {
  const wanted = body.filter((statement): statement is ImportDeclaration => statement.type === 'ImportDeclaration');
  const rest = text.slice(wanted.at(-1)?.end ?? 0).trim();
  if (wanted.length === 0) return { imports: [], body: rest };
  const last = tree.body.findLast(({ type }) => type === 'ImportDeclaration') ?? tree.body.findLast(isRequire);
  if (last === undefined) return { imports: undefined, body: rest };
  const lines = wanted.map((each) => lineFor(each, last.type === 'ImportDeclaration', style)).join(style.newline);
  const end = lineEnd(file.text, last.end);
  // What stands behind the import on its line stays there.
  const isAlone = file.text.slice(lineStart(file.text, last.start), last.start).trim() === '';
  return { imports: isAlone ? [insertAt(end, file.text[end - 1] === '\n' ? lines + style.newline : style.newline + lines)] : undefined, body: rest };
}

function lineFor({ source, specifiers }: ImportDeclaration, isModule: boolean, { quote, semicolons }: Style): string {
  const names = specifiers.map(({ local }) => local.name).join(', ');
  const from = `${quote}${source.value}${quote}`;
  return `${isModule ? `import { ${names} } from ${from}` : `const { ${names} } = require(${from})`}${semicolons ? ';' : ''}`;
}

/** `const express = require('express')`. */
function isRequire(statement: Statement): boolean {
  if (statement.type !== 'VariableDeclaration') return false;
  return statement.declarations.some(({ init }) => init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require');
}
