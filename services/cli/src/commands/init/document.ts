import type { Answers } from './answers.ts';

/** The vigil.yaml of an authority, with a word on everything that will have to be changed. */
export function vigilYamlFor({ code, name, population, extracts, headEmail, mailFrom }: Answers): string {
  const years = [...population].map(([year, children]) => `${year}: ${children}`).join(', ');
  return `# Vigil's configuration for ${name.replaceAll(/[\r\n]+/gu, ' ')}. vigil doctor says whether it is right.

authority:
  code: ${quoted(code)}
  name: ${quoted(name)}
  # Children aged 0 to 17 by calendar year (mid-year estimates): what rates per 10,000 are computed with.
  # A year without a number uses the latest one before it; add the new one each summer.
  population0to17: { ${years} }

sources:
  - id: casework
    # One folder per delivery, named by its as-at date, with a CSV file per list or an Annex A workbook:
    #   2021-01-04/contacts.csv, 2021-01-04/section_47_enquiries.csv, …, and a manifest.json where there is one.
    # Other names of files, headers and codes: vigil match shows how they are understood and writes what you confirm.
    connector: { kind: folder, path: ${quoted(extracts)} }
    # Every night at a quarter past two; what is not there by six is told as missing.
    schedule: "15 2 * * *"
    timeZone: Europe/London
    expectedBy: "06:00"
    # After downtime: none, latest or all of the slots that were missed.
    catchUp: latest
    # Files without a manifest count as complete once they have not changed for this long.
    settleSeconds: 60
    # Files that your supplier names in its own way, * for anything, the as-at date where it stands in the name:
    # files: { "Contacts_{asAt:yyyyMMdd}*.csv": contacts, "Annex_A_{asAt:dd-MM-yyyy}.xlsx": workbook, "lookup*": ignore }
    # Headers and codes that your system spells in its own way:
    # mapping: { headers: { Person ID: Child Unique ID }, codes: { Gender: { Girl: b) Female } } }
    # What a list covers, where it is not what Ofsted asks for; what is dated inside and missing counts as deleted:
    # coverage: { contacts: { rolling: 6 months }, assessments: full }
    # What deliveries are watched for; these are the defaults, and false switches a guard off. A list with less than half
    # the rows of the last one is refused, a delivery that would delete more than 5 % of a list is held, and 20 rows or
    # fewer say nothing; the same content as a day ago, and a delivery that never arrives, are noticed (vigil status).
    # guards: { empty: true, shrunken: 50 %, held: 5 %, fewest: 20, stale: 1 day, neverArrived: true }
    # How long landed files are kept, encrypted, with their rows in quarantine; records, by list, from when what they tell
    # has ended; findings; rows in quarantine. All for ever unless you say so; the newest of each list, what is open, and
    # figures always are. Purged files cannot be replayed. vigil purge --dry-run says what it comes to.
    # retention: { landedFiles: 13 months, records: { contacts: 72 months }, findings: 24 months, quarantine: 90 days }

# What figures are compared with: England, your region, your statistical neighbours. Put the Department for Education's
# tables and its neighbour model into a folder; infra/reference/benchmarks.md says which, and where they are.
# benchmarks: { connector: { kind: folder, path: ./published }, schedule: "0 5 * * 1", neighbours: "2025" }

# Who hears about which figure: one mail a person and working day at most, about all that is new.
services:
  - id: safeguarding
    name: Safeguarding
    head: { title: Head of Safeguarding, email: ${quoted(headEmail)} }
    # Told what the head is told; and, where alerts.escalation is set, who is told what nobody has answered for long.
    # deputies: [ { title: Deputy Head of Safeguarding, email: deputy@example.gov.uk } ]
    # escalateTo: { title: Director of Operations, email: operations@example.gov.uk }
    indicators:
      - icpc-timeliness
      - single-assessment-timeliness
      - mash-decision-timeliness
      - cpp-visits-15-working-days

# Your targets. A miss within the tolerance is amber and only listed; a greater one is red, and the head is told.
# Each holds from its date on; a past month is judged by the target of its time.
# judge: provisional judges the last complete month, before late recording has settled; else the last settled one.
# On the way to a later level, a month is judged by its point on the line; 3 a month by the sum since April; and a team
# or age band may have a target of its own:
#   in-house-foster-carers: [ { atLeast: 200, by: 2023-03-31, from: 2020-04-01, startingAt: 160 } ]
#   adoptions-number: [ { atLeast: 3, cumulative: true, from: 2020-04-01 } ]
#   single-assessment-timeliness: [ { atLeast: 80, member: Assessment Team 1, from: 2020-04-01 } ]
targets:
  icpc-timeliness:
    - { atLeast: 84, tolerance: 5, from: 2019-04-01, judge: provisional }
  # single-assessment-timeliness:
  #   - { atLeast: 85, tolerance: 5, from: 2019-04-01 }
  # mash-decision-timeliness:
  #   - { atLeast: 100, tolerance: 2, from: 2019-04-01 }
  # cpp-visits-15-working-days:
  #   - { atLeast: 90, tolerance: 5, from: 2019-04-01 }

# Gets a summary of the week with its first mails.
# director: { title: Director of Children's Services, email: director@example.gov.uk }

# What is told of a figure besides a missed target, and by which thresholds; infra/reference/alerts.md has the rules and
# their defaults. Try others with vigil test-rules --config FILE before they count.
# alerts:
#   defaults: { missed-running: { periods: 3 } }
#   indicators: { icpc-timeliness: { moved: { by: 30 }, about-to-miss: off } }

# Small numbers in mails (shown, rounded to 5, or suppressed below 6) and in public editions of the pack (rounded or
# suppressed), which leave out teams, ages and genders of fewer cases a month on average.
# disclosure: { mail: rounded, public: suppressed, minimumMember: 20 }

# Users of this machine who may see the identifiers behind pseudonyms (vigil cohort --reveal); each look goes on record.
reveal: []
# Those of them who may see restricted records, too (vigil restrict).
# restricted: { readers: [] }

# Who looks after Vigil itself; replies to its mails go to the first.
operators: []

mail:
  from: ${quoted(mailFrom)}
  # allowedDomains: [example.gov.uk]   # mail goes nowhere else
  # by: "07:00"                        # on a working day the news of the night has gone out by then
  # ratePerMinute: 30                  # what the mail server takes

# Asked for regularly while all is well, so that whoever watches it notices when Vigil itself is silent.
# heartbeatUrl: https://watch.example.gov.uk/ping/vigil

# Months of figures that a night keeps up to date.
historyMonths: 14
`;
}

/** YAML's double quotes are JSON's. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
