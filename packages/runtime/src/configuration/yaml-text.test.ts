import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { withValues } from './yaml-text.ts';

const commented = `# The authority.
authority: { code: "852",   name: 'Testshire' }   # ours

sources:
  - id: casework  # nightly
    connector: { kind: folder, path: ./extracts }
    settleSeconds: 60   # a minute
    # Headers and codes of ours:
    # mapping: { headers: {} }

# Who hears about it.
services: []
`;
const place = ['sources', 0];

test('adds entries behind the last, and leaves every other character alone', () => {
  const text = withValues(commented, [
    { keys: [...place, 'files', 'export_{asAt:yyyyMMdd}.csv'], value: 'contacts' },
    { keys: [...place, 'mapping', 'headers', 'Person ID'], value: 'Child Unique ID' },
    { keys: [...place, 'mapping', 'codes', 'Gender', 'Y: es'], value: 'b) Female' },
  ]);
  expect(text).toBe(
    commented.replace(
      '# a minute\n',
      `# a minute
    files:
      export_{asAt:yyyyMMdd}.csv: contacts
    mapping:
      headers:
        Person ID: Child Unique ID
      codes:
        Gender:
          "Y: es": b) Female
`,
    ),
  );
  const again = withValues(text, [
    { keys: [...place, 'mapping', 'headers', 'Sex'], value: 'Gender' },
    { keys: [...place, 'files', 'export_{asAt:yyyyMMdd}.csv'], value: 'referrals' },
  ]);
  expect(again).toBe(
    text.replace('Unique ID\n', 'Unique ID\n        Sex: Gender\n').replace('.csv: contacts', '.csv: referrals'),
  );
});

test('keeps the comments inside an entry, and those behind it', () => {
  const text = `sources:
  - id: casework
    mapping:
      # what they call it
      headers:
        Person ID: Child Unique ID # since 2019
        # Old: New
    # not of the mapping
    settleSeconds: 60
`;
  expect(withValues(text, [{ keys: [...place, 'mapping', 'codes', 'Gender', 'Girl'], value: 'b) Female' }])).toBe(
    `sources:
  - id: casework
    mapping:
      # what they call it
      headers:
        Person ID: Child Unique ID # since 2019
        # Old: New
      codes:
        Gender:
          Girl: b) Female
    # not of the mapping
    settleSeconds: 60
`,
  );
});

test.each([
  ['braces', 'sources:\n  - { id: casework, mapping: { headers: { A: B } } }\n'],
  [
    'an entry in braces',
    'sources:\n  - id: casework\n    mapping: { headers: { A: B } } # ours\n    settleSeconds: 60\n',
  ],
  ['an empty entry', 'sources:\n  - id: casework\n    mapping:\n    settleSeconds: 60\n'],
  ['an empty map', 'sources:\n  - id: casework\n    mapping: {}'],
  ['no line end, and Windows', 'sources:\r\n  - id: casework\r\n    settleSeconds: 60'],
])('writes what reads back as it is meant, with %s', (_, text) => {
  const written = withValues(text, [{ keys: [...place, 'mapping', 'headers', 'Person ID'], value: 'Child Unique ID' }]);
  const { mapping, ...rest } = (parse(written) as { sources: Record<string, unknown>[] }).sources[0]!;
  const before = (parse(text) as { sources: Record<string, Record<string, object> | undefined>[] }).sources[0]!;
  expect(mapping).toEqual({ headers: { ...before['mapping']?.['headers'], 'Person ID': 'Child Unique ID' } });
  expect(rest).toEqual({ ...before, mapping: undefined });
});
