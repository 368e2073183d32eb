import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { typedPath } from './typed-path.ts';

test.each([
  ['extracts', '/srv/extracts'],
  ['./extracts/', '/srv/extracts'],
  [String.raw`.\extracts\2021-01-04`, '/srv/extracts/2021-01-04'],
  [' /mnt/extracts ', '/mnt/extracts'],
  ['"/mnt/my extracts"', '/mnt/my extracts'],
  ["'/mnt/extracts'", '/mnt/extracts'],
  ['~', homedir()],
  ['~/extracts', join(homedir(), 'extracts')],
  ['~old/extracts', '/srv/~old/extracts'],
  [String.raw`"\\files\casework\out\"`, String.raw`\\files\casework\out` + '\\'],
  ['//files/casework/out', '//files/casework/out'],
  [String.raw`"C:\Extracts\Annex A.xlsx"`, String.raw`C:\Extracts\Annex A.xlsx`],
  ['D:/extracts', 'D:/extracts'],
])('%s is taken as %s', (typed, path) => {
  expect(typedPath(typed, '/srv')).toBe(path);
});
