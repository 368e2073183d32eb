/** What a vigil.yaml cannot do without. */
export interface Answers {
  readonly code: string;
  readonly name: string;
  /** Children aged 0 to 17 by calendar year. */
  readonly population: ReadonlyMap<number, number>;
  /** The folder as typed. */
  readonly extracts: string;
  readonly headEmail: string;
  readonly mailFrom: string;
}

/** One thing to ask for. */
export interface Question {
  readonly option: keyof Options;
  readonly flag: string;
  readonly asks: string;
  /** What pressing Enter means; without it, an answer is needed. */
  readonly otherwise?: string;
  /** What is wrong with an answer, or null. The configuration's own reader has the last word. */
  readonly complain: (answer: string) => string | null;
}

/** The answers as they are typed, on the command line or one by one. */
export interface Options {
  readonly code?: string;
  readonly name?: string;
  readonly population?: string;
  readonly extracts?: string;
  readonly headEmail?: string;
  readonly mailFrom?: string;
}

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/u.test(text);
const addressOrComplain = (text: string): string | null =>
  isEmail(text) ? null : 'Expected an e-mail address, such as head.qa@example.gov.uk.';

/** @param year the present one; the months that a first night computes reach back into the year before the last */
export function questions(year: number): readonly Question[] {
  return [
    {
      option: 'code',
      flag: '--code',
      asks: "The authority's code, as the Department for Education has it (such as 852)",
      complain: (text) =>
        /^[A-Za-z0-9-]{1,20}$/u.test(text) ? null : 'Expected letters, digits and hyphens, such as 852.',
    },
    {
      option: 'name',
      flag: '--name',
      asks: 'Its name (such as Southampton)',
      complain: (text) => (text === '' ? 'Expected a name.' : null),
    },
    {
      option: 'population',
      flag: '--population',
      asks: `Children aged 0 to 17 in each of the last years, for rates (such as ${year - 2}=50400, ${year - 1}=50700)`,
      complain: (text) => {
        try {
          return parsePopulation(text).size === 0 ? 'Expected at least one year.' : null;
        } catch (error) {
          return (error as Error).message;
        }
      },
    },
    {
      option: 'extracts',
      flag: '--extracts',
      asks: 'The folder that the extracts are delivered to (Enter: ./extracts)',
      otherwise: './extracts',
      complain: () => null,
    },
    {
      option: 'headEmail',
      flag: '--head-email',
      asks: 'The e-mail address of a head of service who is to be written to',
      complain: addressOrComplain,
    },
    {
      option: 'mailFrom',
      flag: '--mail-from',
      asks: 'The e-mail address that Vigil writes from',
      complain: addressOrComplain,
    },
  ];
}

/**
 * Reads `2024=50700, 2025=50900`.
 *
 * @throws Error with a sentence that says what was expected
 */
export function parsePopulation(text: string): ReadonlyMap<number, number> {
  const parts = text.split(/[\s,]+/u).filter((part) => part !== '');
  return new Map(
    parts.map((part) => {
      const [, year, children] = /^((?:19|20)\d\d)=([1-9]\d*)$/u.exec(part) ?? [];
      if (year === undefined || children === undefined) {
        throw new Error(`"${part}" is no year and number; expected such as 2025=50900, several with commas between.`);
      }
      return [Number(year), Number(children)];
    }),
  );
}
