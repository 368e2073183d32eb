import { expect, test } from 'vitest';
import { readsRecordsOneByOne } from './cohort.ts';

const read = 'select contact.record from period join contacts(:as_at) as contact on true';

test.each([
  ['one list, with months and days of the calendar', `${read} left join working_day as day on day.date = contact.date`],
  ['a comparison that knows nulls', `${read} where contact.source is not distinct from 'q) 6: Police'`],
  ['words in comments and literals', `-- Select all, group by none.\n${read} where contact.source = 'select distinct'`],
])('a rule that reads %s reads each record by itself', (_, cohort) => {
  expect(readsRecordsOneByOne(cohort)).toBe(true);
});

test.each([
  ['reads a list twice', `${read} join contacts(:as_at) as other on other.child = contact.child`],
  ['reads two lists', `${read} left join referrals(:as_at) as referral on referral.child = contact.child`],
  ['asks about other records', `${read} where not exists (select from contacts(:as_at) as other)`],
  ['looks at the as-at date', `${read} where contact.date < :as_at`],
  ['makes a row where there is no record', 'select 1 from period left join contacts(:as_at) as contact on true'],
  [
    'joins what is in brackets',
    'select 1 from period left join (period as p join contacts(:as_at) as c on true) on true',
  ],
  ['brings rows together', 'select contact.child from contacts(:as_at) as contact group by contact.child'],
  ['leaves rows out that are alike', 'select distinct contact.child from contacts(:as_at) as contact'],
  ['counts rows beside each other', 'select row_number() over (order by record) from contacts(:as_at) as contact'],
  ['reads no list', 'select 1 from period'],
])('a rule that %s does not, as far as can be told', (_, cohort) => {
  expect(readsRecordsOneByOne(cohort)).toBe(false);
});
