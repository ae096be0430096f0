import { shown } from '../text/width.ts';

/** An element of an XML document: its attributes in order, what is undefined left out, and what stands in it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly Element[];
  readonly text?: string;
}

/** Two characters that XML 1.0 has no place for, besides control characters and halves: https://www.w3.org/TR/xml/#charsets */
const ILLEGAL = /[\ufffe\uffff]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };

/** A document of XML 1.0 in UTF-8. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`;
}

function elementLines({ name, attributes, children = [], text = '' }: Element, indent: string): readonly string[] {
  const list = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapedAttribute(String(value))}"`])).join('');
  const head = `${indent}<${name}${list}`;
  if (text !== '') return [`${head}>${escapedText(text)}</${name}>`];
  if (children.length === 0) return [`${head}/>`];
  return [`${head}>`, ...children.flatMap((child) => elementLines(child, `${indent}  `)), `${indent}</${name}>`];
}

function escapedText(text: string): string {
  return legal(text).replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

/** A reader makes spaces of line ends in attributes unless they are written as references. */
function escapedAttribute(text: string): string {
  return legal(text).replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
}

function legal(text: string): string {
  return shown(text).replaceAll(ILLEGAL, '�');
}
