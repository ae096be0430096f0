import { describe, expect, it } from 'vitest';
import type { DataEdit, EditFormat, Placing, Scalar } from '../../../src/documents/edits/data-edit.ts';
import { editData } from '../../../src/documents/edits/edit-data.ts';
import { applyEdits } from '../../../src/text/edit.ts';

/** The text after an edit; why not, where it is refused. */
async function after(format: EditFormat, text: string, edit: DataEdit): Promise<string> {
  const made = await editData(format, text, edit);
  return made.ok ? applyEdits(text, made.edits) : `because ${made.because}`;
}

const set = (path: string, value: Scalar, placing: Placing = 'last'): DataEdit =>
  ({ kind: 'set', path: path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)), value, placing });
const remove = (path: string): DataEdit => ({ kind: 'remove', path: path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)) });
const add = (path: string, item: string, placing: Placing = 'last'): DataEdit => ({ kind: 'add', path: path.split('.'), item, placing });

describe('JSON', () => {
  it.each<[string, string, DataEdit, string]>([
    ['keeps the blanks around a value', '{ "a":   1 , "b": 2 }', set('a', 30), '{ "a":   30 , "b": 2 }'],
    ['keeps a number in quotes in them', '{"a": "1"}', set('a', 30), '{"a": "30"}'],
    ['takes the last of a repeated key', '{"a": 1, "a": 2}', set('a', 3), '{"a": 1, "a": 3}'],
    ['adds a line with the indentation of the others', '{\n\t"a": {\n\t\t"b": 1\n\t}\n}', set('a.c', 2), '{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": 2\n\t}\n}'],
    ['puts the comma before a comment', '{\n  "a": 1 // one\n}\n', set('b', 2), '{\n  "a": 1, // one\n  "b": 2\n}\n'],
    ['keeps a trailing comma', '{\n  "a": 1, // one\n}\n', set('b', 2), '{\n  "a": 1, // one\n  "b": 2,\n}\n'],
    ['stands behind the key that it belongs to', '{\n  "a": 1, // one\n  "z": 2\n}\n', set('b', 2, { after: ['a'] }), '{\n  "a": 1, // one\n  "b": 2,\n  "z": 2\n}\n'],
    ['stays on one line', '{ "a": { "b": 1 } }', set('a.c', true), '{ "a": { "b": 1, "c": true } }'],
    ['stays minified', '{"a":{"b":1}}', set('c.d', 'x'), '{"a":{"b":1},"c":{"d":"x"}}'],
    ['opens an empty object', '{\r\n   "a": {}\r\n}', set('a.b', 1), '{\r\n   "a": {\r\n      "b": 1\r\n   }\r\n}'],
    ['goes below the comment of an empty object', '{\n  "a": {\n    // none\n  }\n}', set('a.b', 1), '{\n  "a": {\n    // none\n    "b": 1\n  }\n}'],
    ['makes what is missing above it', '{\n    "x": 1\n}\n', set('a.b.c', 1), '{\n    "x": 1,\n    "a": {\n        "b": {\n            "c": 1\n        }\n    }\n}\n'],
    ['finds the alphabetical place', '{\n  "d": {\n    "b": "1",\n    "x": "1"\n  }\n}', set('d.C', '2', 'sorted'), '{\n  "d": {\n    "b": "1",\n    "C": "2",\n    "x": "1"\n  }\n}'],
    ['may be the first', '{\n  "d": {\n    "b": "1",\n    "x": "1"\n  }\n}', set('d.a', '2', 'sorted'), '{\n  "d": {\n    "a": "2",\n    "b": "1",\n    "x": "1"\n  }\n}'],
    ['goes last where nothing is sorted', '{ "d": { "x": "1", "b": "1" } }', set('d.c', '2', 'sorted'), '{ "d": { "x": "1", "b": "1", "c": "2" } }'],
    ['stays in the column of the values', '{\n  "a":    1,\n  "long": 2\n}', set('mid', 3), '{\n  "a":    1,\n  "long": 2,\n  "mid":  3\n}'],
    ['removes a line', '{\n  "a": 1, // one\n  "b": 2\n}\n', remove('a'), '{\n  "b": 2\n}\n'],
    ['removes the comma that would be left', '{\n  "a": 1, // one\n  "b": 2 // two\n}\n', remove('b'), '{\n  "a": 1 // one\n}\n'],
    ['removes out of a line', '{"a":1,"b":2,"c":3}', remove('b'), '{"a":1,"c":3}'],
    ['removes the last of a line', '{ "a": 1, "b": 2 }', remove('b'), '{ "a": 1 }'],
    ['removes all that there is', '{ "a": 1 }', remove('a'), '{}'],
    ['adds an item to a list', '{"a": ["x",  "y"]}', add('a', 'z'), '{"a": ["x",  "y", "z"]}'],
    ['adds an item on its own line', '{"a": [\n  "x",\n  "y"\n]}', add('a', 'w', 'sorted'), '{"a": [\n  "w",\n  "x",\n  "y"\n]}'],
    ['refuses a list', '{"a": [1]}', set('a', 1), 'because a holds more than one value'],
    ['refuses to go below a value', '{"a": 1}', set('a.b', 1), 'because nothing can stand at a.b'],
    ['refuses a broken text', '{"a": ', set('a', 1), 'because it cannot be read: a value is missing'],
    ['removes nothing that stands twice', '{"a": 1, "a": 2}', remove('a'), 'because a is set twice'],
  ])('%s', async (_name, text, edit, expected) => {
    expect(await after('json', text, edit)).toBe(expected);
  });
});

describe('TOML', () => {
  it.each<[string, string, DataEdit, string]>([
    ['keeps quotes and comment', "a = 'x' # why\n", set('a', 'y'), "a = 'y' # why\n"],
    ['leaves quotes that the value cannot have', "a = 'x'\n", set('a', "it's"), 'a = "it\'s"\n'],
    ['keeps a number in quotes in them', 'a="0"', set('a', 30), 'a="30"'],
    ['adds a line to a table', '[a]\nb = 1\n\n# next\n[c]\nd = 1\n', set('a.e', 2), '[a]\nb = 1\ne = 2\n\n# next\n[c]\nd = 1\n'],
    ['stays in the column of the signs', '[a]\nb    = 1 # x\nlong = 2\n', set('a.mid', 3), '[a]\nb    = 1 # x\nlong = 2\nmid  = 3\n'],
    ['ends without a newline as before', '[a]\r\nb=1', set('a.c', 2), '[a]\r\nb=1\r\nc=2'],
    ['fills an empty table', '[a]\n[b]\n  c = 1\n', set('a.d', 2), '[a]\n  d = 2\n[b]\n  c = 1\n'],
    ['adds beside dotted keys', 'a.b = 1\nc = 2\n', set('a.d', 3), 'a.b = 1\na.d = 3\nc = 2\n'],
    ['adds to an inline table', 'a = {b = 1}\n', set('a.c', 2), 'a = {b = 1, c = 2}\n'],
    ['opens an empty inline table', 'a = {}\n', set('a.c.d', 2), 'a = { c = { d = 2 } }\n'],
    ['adds a table', '[a]\n  b = 1\n', set('c.d', "x"), '[a]\n  b = 1\n\n[c]\n  d = "x"\n'],
    ['adds a table before those below it', '# all\n[a.b]\nc = 1\n', set('a.d', 2), '[a]\nd = 2\n\n# all\n[a.b]\nc = 1\n'],
    ['adds to an item', '[[a]]\nb = 1\n[[a]]\nb = 2\n', set('a.0.c', 3), '[[a]]\nb = 1\nc = 3\n[[a]]\nb = 2\n'],
    ['adds a key before all tables', 'a = 1\n\n[b]\nc = 2\n', set('d', 3), 'a = 1\nd = 3\n\n[b]\nc = 2\n'],
    ['adds the first key before a comment', '# about b\n[b]\nc = 2\n', set('d', 3), 'd = 3\n\n# about b\n[b]\nc = 2\n'],
    ['takes over the quotes of the file', "a = 'x'\nb = 'y'\n", set('c', 'z'), "a = 'x'\nb = 'y'\nc = 'z'\n"],
    ['quotes a key that needs it', 'a = 1\n', set('b c', 2), 'a = 1\n"b c" = 2\n'],
    ['adds to a list over lines', 'a = [\n  "x", # one\n  "y",\n]\n', add('a', 'z'), 'a = [\n  "x", # one\n  "y",\n  "z",\n]\n'],
    ['adds to an empty list', 'a = []\n', add('a', 'z'), 'a = ["z"]\n'],
    ['removes a line with its comment', '[a]\nb = 1 # one\nc = 2\n', remove('a.b'), '[a]\nc = 2\n'],
    ['removes a table with its last key', 'x = 1\n\n[a]\nb = 1\n\n[c]\nd = 2\n', remove('a.b'), 'x = 1\n\n[c]\nd = 2\n'],
    ['removes the last table', '[c]\nd = 2\n\n[a]\nb = 1\n', remove('a.b'), '[c]\nd = 2\n'],
    ['keeps a table that has a comment', '[c]\nd = 2\n[a]\n# why\nb = 1\n', remove('a.b'), '[c]\nd = 2\n[a]\n# why\n'],
    ['keeps the only table', '[a]\nb = 1\n', remove('a.b'), '[a]\n'],
    ['removes out of an inline table', 'a = { b = 1, c = 2 }\n', remove('a.b'), 'a = { c = 2 }\n'],
    ['refuses a table', '[a]\nb = 1\n', set('a', 1), 'because a holds more than one value'],
  ])('%s', async (_name, text, edit, expected) => {
    expect(await after('toml', text, edit)).toBe(expected);
  });
});

describe('YAML', () => {
  it.each<[string, string, DataEdit, string]>([
    ['keeps quotes and comment', 'a: "x"   # why\n', set('a', 'y'), 'a: "y"   # why\n'],
    ['leaves a plain word plain', 'a: x\n', set('a', '/alive'), 'a: /alive\n'],
    ['quotes what would be something else', 'a: x\n', set('a', 'yes: no'), 'a: "yes: no"\n'],
    ['quotes a text that looks like a number', 'a: x\n', set('a', '30'), 'a: "30"\n'],
    ['adds a line to an item', 's:\n- a: 1\n  b: 2 # two\n- a: 2\n', set('s.0.c', 3), 's:\n- a: 1\n  b: 2 # two\n  c: 3\n- a: 2\n'],
    ['goes below an item that is commented out', 's:\n  a: 1\n  l:\n  - x\n  # - y\n', set('s.c', 3), 's:\n  a: 1\n  l:\n  - x\n  # - y\n  c: 3\n'],
    ['goes below a block of text', 'a: |\n  text\n\n  more\n', set('b', 1), 'a: |\n  text\n\n  more\nb: 1\n'],
    ['adds to a flow mapping', 'a: { b: 1 }\n', set('a.c', 2), 'a: { b: 1, c: 2 }\n'],
    ['fills a key without a value', 'a:\nb: 1', set('a', 2), 'a: 2\nb: 1'],
    ['fills a key with a section', 'a:\r\nb:\r\n   c: 1', set('a.d', 2), 'a:\r\n   d: 2\r\nb:\r\n   c: 1'],
    ['makes what is missing above it', 'a: 1', set('b.c', 2), 'a: 1\nb:\n  c: 2'],
    ['removes a line', 'a: 1 # one\nb: 2\n', remove('a'), 'b: 2\n'],
    ['removes an item', 's:\n  - key: A\n    value: 1\n  - key: B\n', remove('s.0'), 's:\n  - key: B\n'],
    ['removes out of a flow mapping', 'a: {b: 1, c: 2}\n', remove('a.b'), 'a: {c: 2}\n'],
    ['refuses what an anchor shares', 'a: &x\n  b: 1\nc: *x\n', set('c.b', 2), 'because c is shared through an anchor'],
    ['refuses what would change another place', 'a: &x 1\nc: *x\n', set('a', 2), 'because a is shared through an anchor'],
    ['may add beside a merge', 'a: &x\n  b: 1\nc:\n  <<: *x\n  d: 1\n', set('c.b', 2), 'a: &x\n  b: 1\nc:\n  <<: *x\n  d: 1\n  b: 2\n'],
    ['refuses a block of text', 'a: |\n  x\n', set('a', 'y'), 'because a is a block of text'],
    ['refuses the only item', 's:\n  - key: A\n', remove('s.0'), 'because s[0] is all that the list holds'],
  ])('%s', async (_name, text, edit, expected) => {
    expect(await after('yaml', text, edit)).toBe(expected);
  });
});
