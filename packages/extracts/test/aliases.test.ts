import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeMatcher, officialSpellings, spelling } from '../src/codes.ts';
import type { ColumnContract } from '../src/contract.ts';
import { contracts } from '../src/contracts.ts';
import { leftOut, namedCodes, selectAliases, type Harmonised } from './alias-selection.ts';

const columns = [...contracts.values()].flatMap(({ list, columns: all }) =>
  all.filter(({ aliases }) => aliases !== undefined).map((column) => [list, column.name, column] as const),
);

describe('aliases', () => {
  it.each(columns)('of %s, %s: each stands for one official code', (_list, _name, column) => {
    const match = codeMatcher(column);
    const meanings = new Map<string, string>();
    for (const [code, sent] of Object.entries(column.aliases ?? {})) {
      expect(column.codes).toContain(code);
      for (const alias of sent) {
        expect(spelling(alias)).not.toBe('');
        expect(meanings.get(spelling(alias)) ?? code, `“${alias}” stands for two codes`).toBe(code);
        meanings.set(spelling(alias), code);
        expect(match(alias)).toBe(code);
      }
    }
  });

  it.each(columns)(
    'of %s, %s: none could mean another code, by its letter, its code or its text',
    (_list, _name, column) => {
      const official = officialSpellings(column);
      for (const [code, sent] of Object.entries(column.aliases ?? {})) {
        for (const alias of sent) {
          expect(official.has(spelling(alias)), `“${alias}” is an official spelling`).toBe(false);
          const others = [...namedCodes(column, alias)].filter((named) => named !== code);
          expect(others, `“${alias}” stands for ${code}, and could mean these`).toEqual([]);
        }
      }
    },
  );

  it('are refused where they could mean two codes', () => {
    const named = (list: string, name: string, text: string) => [...namedCodes(columnOf(list, name), text)];
    expect(named('placements', 'Placement Type', 'U3 - Foster placement - not FFA')).toEqual([
      'c) U3: Foster placement - relative - not FFA',
      'f) U6: Foster placement - not FFA',
    ]);
    expect(named('children_looked_after', "Child's Legal Status", 'CLA - E1 - Placement order and C2')).toHaveLength(2);
    expect(named('contacts', 'Contact Source', '7 - Police')).toHaveLength(2);
    expect(named('contacts', 'Gender', 'c) Neither')).toHaveLength(2);
    expect(named('care_leavers', 'Type of Accommodation', 'Z - Supported Lodgings (Staying Put)')).toHaveLength(2);
  });

  it('read what authorities send', () => {
    const read = (list: string, name: string, texts: readonly string[]) => texts.map(codeMatcher(columnOf(list, name)));
    expect(read('contacts', 'Contact Source', ['Academy Primary School', 'POL - Police', 'Not Known'])).toEqual([
      'e) 2A: Schools',
      'q) 6: Police',
      'u) 10: Unknown',
    ]);
    expect(read('contacts', 'Gender', ['M', '2 - Female', 'Unborn'])).toEqual([
      'a) Male',
      'b) Female',
      'c) Not stated/recorded',
    ]);
    expect(
      read('placements', 'Placement Type', [
        'U6 Foster placement with other foster carer – not long-term or FFA',
        'U5 - FFA',
        'Secure unit',
      ]),
    ).toEqual([null, null, 'o) K1: Secure Children’s Homes']);
    expect(read('children_looked_after', "Child's Legal Status", ['FULL CARE ORDER [C2]', 'L1 - PPO'])).toEqual([
      'C2: FCO',
      'L1: Police protection LA accommodation',
    ]);
    expect(read('children_looked_after', 'Reason Ceased to be Looked After', ['E2 - Died', 'MOVED ABROAD'])).toEqual([
      'c) E2: Died',
      's) E16: Child moved abroad',
    ]);
  });

  it('leave out what merges codes that figures need apart', () => {
    const provider = codeMatcher(columnOf('placements', 'Placement Provider'));
    expect(['Voluntary', 'PR5 - Voluntary/third sector provision', 'PR0 - PLACED WITH PARENTS'].map(provider)).toEqual([
      null,
      null,
      null,
    ]);
    const status = codeMatcher(columnOf('children_looked_after', "Child's Legal Status"));
    expect(['S20 Short Breaks 75+ Nights', 'Residence Order', 'V3', 'V4'].map(status)).toEqual([
      null,
      null,
      'V3: Short term breaks, episodes recorded',
      'V4: Short term breaks, agreements recorded',
    ]);
    const inTouch = codeMatcher(columnOf('care_leavers', 'LA in Touch'));
    expect(['Yes, gone abroad', 'Died after leaving care', 'Young person refuses contact'].map(inTouch)).toEqual([
      null,
      null,
      null,
    ]);
    expect(['Indeterminate', 'Transgender female'].map(codeMatcher(columnOf('contacts', 'Gender')))).toEqual([
      null,
      null,
    ]);
    expect(codeMatcher(columnOf('contacts', 'Contact Source'))('GP')).toBeNull();
  });
});

const reference = new URL('../../../../shared/reference/annex-a/aliases.json', import.meta.url);

describe.skipIf(!existsSync(reference))(
  'aliases beside what authorities send (skipped where ../shared/reference is not there)',
  () => {
    const sent = existsSync(reference)
      ? (JSON.parse(readFileSync(reference, 'utf8')) as { columns: Record<string, Harmonised> }).columns
      : {};
    const official = columns.filter(([, name]) => sent[name] !== undefined);

    it.each(official)('of %s, %s: all that stands for one official code, and no more', (_list, name, column) => {
      const own = Object.entries(column.aliases ?? {}).flatMap(([code, texts]) =>
        texts.map((text) => [spelling(text), code] as const),
      );
      expect(Object.fromEntries(own)).toEqual(Object.fromEntries(selectAliases(column, sent[name] ?? {})));
    });

    it('are there for every coded column that authorities spell their own way', () => {
      const coded = new Set(
        [...contracts.values()].flatMap((contract) =>
          contract.columns.filter(({ codes }) => codes !== undefined).map(({ name }) => name),
        ),
      );
      const without = Object.keys(sent).filter((name) => coded.has(name) && !official.some(([, own]) => own === name));
      expect(without).toEqual([]);
    });

    it('are left out by hand only where they would have been taken over', () => {
      for (const [name, texts] of leftOut) {
        const all = Object.values(sent[name] ?? {}).flat();
        for (const text of texts) expect(all, name).toContain(text);
      }
    });
  },
);

function columnOf(list: string, name: string): ColumnContract {
  const column = contracts.get(list)?.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`${list} has no column ${name}`);
  return column;
}
