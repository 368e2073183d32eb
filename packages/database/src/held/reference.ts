import { contracts, storedColumns, type ListContract } from '@vigil/extracts';
import { held, type Concerns } from './held.ts';

/** The data-protection page, as Markdown: infra/privacy/data-protection.md. */
export function dataProtectionReference(): string {
  const lists = [...contracts.values()];
  return `# Data protection: what Vigil holds, where, for how long, and who may

Made from the schema (\`packages/database/src/held/\`) and the contracts of the lists by \`npx pnpm@12 reference\`; change those, not this page. A test refuses a table that is not told of here. For whom it is about and why: [the draft of a DPIA](dpia.md). Where it goes: [connections](connections.md).

## In short

- Vigil reads extracts of a case-management system, and keeps of them **what figures need**: of ${lists.flatMap(({ columns }) => columns).length} columns in ${lists.length} lists, ${lists.flatMap(storedColumns).length} are stored. Names and addresses are in none of them.
- Identifiers of children, carers, adopters and workers become **pseudonyms** before they are stored: a keyed digest (HMAC-SHA-256), a key for each kind of person and each authority, derived from the installation's secret. Pseudonymised data is personal data all the same (UK GDPR, recital 26).
- What is as delivered (landed files, rows set aside, identifiers behind pseudonyms) is **encrypted** (AES-256-GCM), with keys derived from the secret. Without the secret, a copy of data directory and database gives nobody's name.
- Figures, alerts and mails tell of wholes. What small numbers may be shown where is the disclosure rule of vigil.yaml ([0026](../decisions/0026-disclosure.md)).
- Of people who work with Vigil it holds what they did and said, and where mail reaches them. Of contributors, who report figures that no extract gives: their names beside those figures (\`source\` of \`reported_figures\`) with their comments, names and addresses in the mail ledger, and who signed a form off in the form as it landed.
- Nothing is sent to Vigil's makers or to anybody else whom vigil.yaml does not name.

## Places

| place | holds | form | kept |
|---|---|---|---|
| \`landing/\` in the data directory | the extracts, whole, as they were delivered; the forms of contributors, with the name of who signed them off | encrypted; the owner's alone (0600) | \`retention.landedFiles\`; for ever without it. What stands of each list as at the newest date is kept whatever its age |
| schema \`records\` | the columns below, for each record and the days it held | pseudonyms; dates and codes in clear | \`retention.records\` by list; for ever without it |
| schema \`identity\` | identifiers behind pseudonyms | encrypted | as long as the records of the person |
| schema \`staging\` | a delivery on its way into \`records\` | as in \`records\` | until it is published or rejected |
| schema \`vigil\` | the tables below | as said there | as said there |
| schema \`reporting\` | views over figures for Power BI and Excel | no row of a list | – |
| the queue (schema \`bullmq\`, or Redis) | ids of stages that are due | – | until they are done |
| \`mail/\` in the data directory | mails that were caught, where there is no SMTP_URL | figures, addresses of recipients; 0600 | until somebody deletes them |
| \`postgresql/\` in the data directory | the embedded database, and its log | as above; the log holds no statement and no value | 10 MB of log, and as much before |
| log lines | names, ids, counts | nothing about a child (a test redacts and looks) | where the system keeps them |
| backups (\`vigil backup\`) | all of the above | encrypted with a key derived from the secret | the operator's: a forgotten person is in backups of before; a restore forgets again |
| what commands print | \`vigil cohort --reveal\`: identifiers. \`vigil quarantine export\`: rows in clear | on the screen, in a file of 0600 | the user's: delete it when it is done with |

Memory, swap and core dumps are the system's: use an encrypted disk.

## How long

In vigil.yaml, of each source; what is not said, or said to be \`keep\`, is kept for ever:

\`\`\`yaml
sources:
  - id: casework
    retention:
      landedFiles: 13 months             # files as delivered, from the day they landed
      lists: { contacts: 6 months }      # the same, of single lists
      quarantine: 90 days                # rows set aside
      findings: 24 months                # which row broke which rule
      records: { contacts: 72 months }   # from the day on which what they tell has ended; open cases stay
\`\`\`

Vigil purges every hour while it runs, and \`vigil purge --reason …\` at once; \`--dry-run\` says what would go. Each purge is on record with its counts. What stands of a list as at the newest date is never purged, and records are kept for at least \`historyMonths\` and three years more, on which figures rest. Figures that were computed from what is gone stay as they are: they tell of no single person. *Suggested: six years after closing for contacts to child protection plans; looked-after children and care leavers 75 years from birth, as the regulations have it; landed files no longer than they are read again.*

- \`vigil forget\` erases one person: records, the way back, findings, rows set aside. A tombstone by pseudonym keeps what is delivered later out. Extracts that name the person lie in the landing store, encrypted, until \`retention.landedFiles\`, and in backups until those run out.
- \`vigil restrict\` has one person shown to nobody but those whom vigil.yaml names, until it is lifted.
- \`vigil rekey\` gives everybody new pseudonyms, under a new secret.

## Who may

| who | may | by |
|---|---|---|
| a head of service, the director | read mails and pages of their authority: figures | vigil.yaml: \`services\`, \`director\` |
| a contributor | fill in a form of their own figures; read mails that say which of them are owed, without values | vigil.yaml: \`contributors\` |
| an analyst | read figures by \`reporting\` | \`vigil reader add\`: a login for one authority |
| an operator | run commands: rows by pseudonym, findings with masked values | an account on the machine that can read the secret |
| whom vigil.yaml names in \`reveal\` | see identifiers behind a figure, with a reason, each time on record | \`vigil cohort --reveal\` |
| whom vigil.yaml names in \`restricted.readers\` as well | see restricted records among them | \`vigil cohort\`, \`vigil explain\`, \`vigil quarantine export\` |
| the administrator of the machine | everything: who has the secret and the database needs no Vigil | the authority's own rules |

Deployed apart, each service has a database role of its own: the aggregator cannot read identifiers, the notifier cannot read records, and every row is held to its authority by row-level security (\`infra/deployment.md\`).

Who changed something, when and why is in \`vigil.audit\`, which cannot be changed or deleted from.

## Tables of \`vigil\` and \`identity\`

${(['people of the lists', 'people who use Vigil', 'figures', 'nobody'] as const).map(section).join('\n\n')}

## Records: the columns that are stored

One table a list in the schema \`records\`, each row with the authority, the source, a digest of its key, and the days from and until which it held. What every column means: [lists](../reference/lists.md).

| list | pseudonyms | in clear |
|---|---|---|
${lists.map(listRow).join('\n')}
`;
}

const headings: Readonly<Record<Concerns, string>> = {
  'people of the lists': 'Of children, carers, adopters and workers',
  'people who use Vigil': 'Of people who work with Vigil',
  figures: 'Figures',
  nobody: 'Of nobody',
};

function section(concerns: Concerns): string {
  const rows = Object.entries(held)
    .filter(([, table]) => table.concerns === concerns)
    .map(([name, { holds, until }]) => `| \`${name}\` | ${holds} | ${until} |`);
  return [`### ${headings[concerns]}`, '', '| table | holds | until |', '|---|---|---|', ...rows].join('\n');
}

function listRow(contract: ListContract): string {
  const columns = storedColumns(contract);
  const named = (pseudonyms: boolean): string =>
    columns
      .filter(({ storedType }) => (storedType === 'uuid') === pseudonyms)
      .map(({ field }) => `\`${field}\``)
      .join(', ');
  return `| ${contract.title} (\`${contract.list}\`) | ${named(true) || '–'} | ${named(false) || '–'} |`;
}
