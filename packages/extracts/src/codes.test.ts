import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeMatcher } from './codes.ts';
import { code, yesNo, yesNoUnknown } from './columns.ts';
import type { ColumnContract } from './contract.ts';
import { contracts } from './contracts.ts';

const codedColumns = [...contracts.values()].flatMap(({ list, columns }) =>
  columns.filter(({ codes }) => codes !== undefined).map((column) => [list, column.name, column] as const),
);

const contactSource = columnOf('contacts', 'Contact Source');
const ethnicity = columnOf('contacts', 'Ethnicity');

describe('codes', () => {
  it.each(codedColumns)(
    '%s, %s: every official code comes back as itself, whatever its case and outer space',
    (_list, _name, column) => {
      const match = codeMatcher(column);
      fc.assert(
        fc.property(
          fc.constantFrom(...(column.codes ?? [])),
          spaces,
          spaces,
          fc.boolean(),
          (official, before, after, upper) => {
            expect(match(`${before}${upper ? official.toUpperCase() : official.toLowerCase()}${after}`)).toBe(official);
          },
        ),
      );
    },
  );

  it.each(codedColumns)(
    '%s, %s: its letter, its inner code and its text mean it, or nothing where they mean two',
    (_list, _name, column) => {
      const match = codeMatcher(column);
      for (const official of column.codes ?? []) {
        const letter = /^[a-z]{1,2}\)/.exec(official)?.[0] ?? official;
        const inner = /^(?:[a-z]{1,2}\) )?(\w{1,3}): /.exec(official)?.[1] ?? official;
        const text = official.replace(/^[a-z]{1,2}\) /, '').replace(/^\w{1,3}: /, '');
        for (const part of [letter, inner, text]) expect([official, null]).toContain(match(part));
        expect(match(official)).toBe(official);
      }
    },
  );

  it('reads the letter, the inner code, or the text alone', () => {
    expect(['q)', '6', 'police', 'q) 6: Police', '3a', '6: Police'].map(codeMatcher(contactSource))).toEqual([
      'q) 6: Police',
      'q) 6: Police',
      'q) 6: Police',
      'q) 6: Police',
      'g) 3A: Health services',
      'q) 6: Police',
    ]);
    const legalStatus = code('Status', 'status', ['f) U6: Foster placement', 'N1 - Abuse', 'B: Parents/relatives']);
    expect(['U6', 'n1', 'b', 'foster placement', 'Abuse', 'PARENTS/RELATIVES'].map(codeMatcher(legalStatus))).toEqual([
      'f) U6: Foster placement',
      'N1 - Abuse',
      'B: Parents/relatives',
      'f) U6: Foster placement',
      'N1 - Abuse',
      'B: Parents/relatives',
    ]);
  });

  it('reads the whole code with other punctuation between its parts', () => {
    const provider = columnOf('placements', 'Placement Provider');
    expect(
      ['e) PR4 - Private provision', 'PR4 Private provision', 'PR5 - Voluntary/third sector', 'pr0-'].map(
        codeMatcher(provider),
      ),
    ).toEqual(['e) PR4: Private provision', 'e) PR4: Private provision', 'f) PR5: Voluntary/third sector', null]);
    expect(
      ['N1: Abuse or neglect', 'N1 - Low income'].map(codeMatcher(columnOf('children_in_need', 'Primary Need Code'))),
    ).toEqual(['N1 - Abuse or neglect', null]);
  });

  it('takes no spelling that could mean two codes', () => {
    expect(['Individual', 'Health services'].map(codeMatcher(contactSource))).toEqual([null, null]);
    expect(['s)', 'REFU', 'NOBT'].map(codeMatcher(ethnicity))).toEqual([null, 's) REFU', 's) NOBT']);
  });

  it('takes no letter but on its own', () => {
    expect(['q) Perhaps', 'q', 'a'].map(codeMatcher(contactSource))).toEqual([null, null, null]);
  });

  it('reads the words for yes and no only where the codes say yes and no', () => {
    const match = codeMatcher(yesNoUnknown('Seen', 'seen'));
    expect(['Y', 'yes', 'TRUE', '1', 'a)'].map(match)).toEqual(Array(5).fill('a) Yes'));
    expect(['N', 'no', 'False', '0', 'b)'].map(match)).toEqual(Array(5).fill('b) No'));
    expect(['unknown', 'c)', 'T', '2', 'maybe'].map(match)).toEqual(['c) Unknown', 'c) Unknown', null, null, null]);
    const inTouch = codeMatcher(columnOf('care_leavers', 'LA in Touch'));
    expect(['Y', '0', 'Died', 'rhom', 'NREQ', 'd)'].map(inTouch)).toEqual([
      'a) Yes',
      'b) No',
      'c) Died',
      'f) Rhom',
      'e) NREQ',
      'd) Refu',
    ]);
    expect(codeMatcher(code('Grade', 'grade', ['Good', 'Inadequate']))('1')).toBeNull();
  });

  it('lets curly quotes pass for straight ones', () => {
    const column = code('Need', 'need', ['N2 - Child’s disability']);
    expect(codeMatcher(column)("child's disability")).toBe('N2 - Child’s disability');
  });

  it("puts the source's mapping before aliases and behind official codes", () => {
    const column: ColumnContract = {
      ...yesNo('Needed', 'needed'),
      aliases: { 'a) Yes': ['Required', 'Agreed'] },
    };
    const match = codeMatcher(column, { agreed: 'No', Yes: 'b) No', Refused: 'n' });
    expect(['AGREED', 'Required', 'Yes', 'refused'].map(match)).toEqual(['b) No', 'a) Yes', 'a) Yes', 'b) No']);
  });

  it("lets the source's mapping decide what the official codes leave open", () => {
    expect(codeMatcher(contactSource, { Individual: '1A' })('individual')).toBe('a) 1A: Individual');
  });

  it('refuses a mapping that leads to no code, naming it', () => {
    expect(() => codeMatcher(yesNo('Needed', 'needed'), { Girl: 'Female' })).toThrow(
      'The mapping of Needed turns "Girl" into "Female", which is no code of that column. Expected one of: a) Yes, b) No.',
    );
  });
});

const spaces = fc.constantFrom('', ' ', '\t', '\u00A0', '  ');

function columnOf(list: string, name: string): ColumnContract {
  const column = contracts.get(list)?.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`${list} has no column ${name}`);
  return column;
}
