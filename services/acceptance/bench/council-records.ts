import { addDays, type IsoDate } from '@vigil/calendar';
import { CopyBuffer, type CopyValue, type Transaction } from '@vigil/database';
import { contracts, storedColumns } from '@vigil/extracts';

/** The first delivery of the benchmark's authorities, and how many days its lists reach back. */
export const firstAsAt: IsoDate = '2021-01-04';
const days = 910;
const firstDay = addDays(firstAsAt, -days);
const children = 15_000;

/** Numbers as if by chance, the same for a seed (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Draw = (below: number) => number;
type Values = Readonly<Record<string, CopyValue>>;

const genders = ['a) Male', 'b) Female'];
const teams = ['Assessment 1', 'Assessment 2', 'LAC 1', 'LAC 2', 'PACT 1'];
const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)]!;
const day = (draw: Draw): IsoDate => addDays(firstDay, draw(days));
const maybe = <T>(draw: Draw, percent: number, value: T): T | null => (draw(100) < percent ? value : null);

function child(draw: Draw): Values {
  const number = draw(children);
  return {
    child: uuidOf(1, number),
    gender: genders[number % 2]!,
    date_of_birth: addDays('2003-06-01', (number * 37) % 6300),
    allocated_team: pick(draw, teams),
  };
}

/** What lasts: most of it over within two years. */
function spell(draw: Draw, open: number): readonly [IsoDate, IsoDate | null] {
  const start = addDays(firstDay, draw(days + 700) - 700);
  const end = addDays(start, 30 + draw(700));
  return [start, end > firstAsAt || draw(100) < open ? null : end];
}

/** The lists that figures are computed from, as many records as an authority of Southampton's size has. */
const lists: Readonly<Record<string, { readonly records: number; readonly values: (draw: Draw) => Values }>> = {
  contacts: {
    records: 40_000,
    values: (draw) => {
      const date = day(draw);
      return {
        ...child(draw),
        date_of_contact: date,
        contact_source: 'q) 6: Police',
        date_of_decision: maybe(draw, 97, addDays(date, draw(4))),
        contact_outcome: pick(draw, ['Referral to social care', 'No further action', 'Early help']),
      };
    },
  },
  referrals: {
    records: 10_000,
    values: (draw) => ({
      ...child(draw),
      date_of_referral: day(draw),
      referral_source: 'q) 6: Police',
      no_further_action: draw(10) === 0,
    }),
  },
  assessments: {
    records: 8000,
    values: (draw) => {
      const date = day(draw);
      const authorised = maybe(draw, 95, addDays(date, 20 + draw(60)));
      return { ...child(draw), start_date: date, authorisation_date: authorised, support_required: draw(2) === 0 };
    },
  },
  section_47_enquiries: {
    records: 4000,
    values: (draw) => {
      const date = day(draw);
      const unnecessary = draw(3) === 0;
      return {
        ...child(draw),
        strategy_discussion_date: date,
        conference_unnecessary: unnecessary,
        conference_date: unnecessary ? null : maybe(draw, 95, addDays(date, 8 + draw(25))),
        transfer_in: draw(20) === 0,
      };
    },
  },
  child_protection_plans: {
    records: 1600,
    values: (draw) => {
      const [start_date, end_date] = spell(draw, 5);
      return { ...child(draw), start_date, end_date, previous_plans: draw(3), temporary_from_other_authority: false };
    },
  },
  child_protection_visits: {
    records: 14_000,
    values: (draw) => ({ ...child(draw), visit_date: day(draw), child_seen: draw(10) > 0, child_seen_alone: true }),
  },
  child_protection_reviews: {
    records: 2700,
    values: (draw) => {
      const date = day(draw);
      return { ...child(draw), review_date: date, due_date: addDays(date, draw(20) - 5) };
    },
  },
  children_looked_after: {
    records: 1100,
    values: (draw) => {
      const [start_date, end_date] = spell(draw, 25);
      return {
        ...child(draw),
        uasc: draw(20) === 0,
        start_date,
        end_date,
        legal_status: 'E1: Placement order',
        reason_ceased: end_date === null ? null : 'a) E11: Adopted - application unopposed',
        visiting_frequency: 42,
      };
    },
  },
  looked_after_visits: { records: 11_000, values: (draw) => ({ ...child(draw), visit_date: day(draw) }) },
  looked_after_reviews: {
    records: 2400,
    values: (draw) => {
      const date = day(draw);
      return {
        ...child(draw),
        review_date: date,
        due_date: addDays(date, draw(20) - 5),
        review_number: 1 + draw(5),
        permanence_plan_recorded: draw(2) === 0,
      };
    },
  },
  placements: {
    records: 1400,
    values: (draw) => {
      const [start_date, end_date] = spell(draw, 25);
      return {
        ...child(draw),
        placement_type: 'f) U6: Foster placement - not FFA',
        placement_provider: pick(draw, ['e) PR4: Private provision', 'b) PR1: Own provision']),
        start_date,
        end_date,
      };
    },
  },
  plans: {
    records: 1700,
    values: (draw) => {
      const [date_authorised, date_ended] = spell(draw, 25);
      return { ...child(draw), plan_type: pick(draw, ['Care plan', 'Pathway plan']), date_authorised, date_ended };
    },
  },
  adoptions: { records: 85, values: (draw) => ({ ...child(draw), order_date: day(draw) }) },
  care_leavers: {
    records: 290,
    values: (draw) => ({
      ...child(draw),
      in_touch: 'a) Yes',
      accommodation_type: 'D: Semi-independent, transitional accommodation and self-contained accommodation',
      accommodation_suitability: pick(draw, ['a) Suitable', 'b) Unsuitable']),
      activity_status: 'P2: Part time in education other than higher',
    }),
  },
  foster_carers: {
    records: 210,
    values: (draw) => {
      const [date_approved, date_ceased] = spell(draw, 50);
      return { household: uuidOf(2, draw(1000)), household_type: 'Mainstream', date_approved, date_ceased };
    },
  },
};

export const listNames = Object.keys(lists);
export const recordsOfCouncil = Object.values(lists).reduce((sum, { records }) => sum + records, 0);

/** Puts an authority's records in place, as its first delivery left them: the same for a seed. */
export async function copyRecords(tx: Transaction, seed: number): Promise<void> {
  for (const [index, [list, { records, values }]] of Object.entries(lists).entries()) {
    const draw = chance(seed * 100 + index);
    const fields = storedColumns(contracts.get(list)!).map(({ field }) => field);
    const columns = ['authority', 'source_id', 'record', 'valid_from', 'digest', ...fields];
    const copy = new CopyBuffer(tx.sql, `records.${list}`, columns);
    for (let number = 0; number < records; number += 1) {
      const row = values(draw);
      const key = uuidOf(3 + index, number);
      copy.add([tx.authority, 'casework', key, firstAsAt, key, ...fields.map((field) => row[field] ?? null)]);
      await copy.flushIfLarge();
    }
    await copy.flush();
  }
}

/** A column of each list that a later delivery has otherwise, by a day. */
const corrected: Readonly<Record<string, string>> = {
  contacts: 'date_of_decision',
  section_47_enquiries: 'conference_date',
  children_looked_after: 'start_date',
};
export const correctedLists = Object.keys(corrected);

/**
 * Changes one record in a hundred of a list, as a delivery does.
 *
 * @param round of which others are changed than in the rounds before
 */
export async function changeRecords(tx: Transaction, list: string, asAt: IsoDate, round: number): Promise<void> {
  const fields = storedColumns(contracts.get(list)!).map(({ field }) => field);
  const column = corrected[list]!;
  await tx.sql.unsafe(
    `
    with changed as (
      update records.${list} set valid_to = $2::date
      where authority = $1 and valid_to is null and ('x' || right(record::text, 2))::bit(8)::int % 100 = $3
      returning *
    )
    insert into records.${list} (authority, source_id, record, valid_from, digest, ${fields.join(', ')})
    select authority, source_id, record, $2::date, gen_random_uuid(),
      ${fields.map((field) => (field === column ? `${field} + 1` : field)).join(', ')}
    from changed`,
    [tx.authority, asAt, 7 + round],
  );
  await tx.sql.unsafe(`analyze records.${list}`);
}

/** Spread over all values, as digests are, so that an index sees what it sees in life. */
function uuidOf(kind: number, number: number): string {
  const hex = (value: number) => (Math.imul(value + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  const low = number.toString(16).padStart(8, '0');
  return `${hex(number * 64 + kind)}-0000-4000-8000-${hex(kind).slice(0, 4)}${low}`;
}
