import { reportingSchema } from './install.ts';
import { views, type View } from './views.ts';

/** The reference of the views, as Markdown: infra/reference/views.md. */
export function viewsReference(): string {
  return `${[preamble, ...views.map(viewSection)].join('\n\n')}\n`;
}

const preamble = `# Views for Power BI and Excel

Made from \`packages/database/src/reporting/views.ts\` by \`npx pnpm@12 reference\`; change that, not this page.

The schema \`${reportingSchema}\` holds read-only views over figures, definitions and data quality. No row of a list and nothing about a child is in them, and a reader can reach nothing else: not the records, not the rest of Vigil's tables. Small numbers are **not** suppressed: the views are for use inside the authority, not for publication.

## A reader

A reader is a login of PostgreSQL that sees one authority, or several if it is added for each:

\`\`\`sh
vigil reader add reader_852 --authority 852 --reason "Power BI of the performance team"
vigil reader list
vigil reader remove reader_852 --authority 852 --reason "the report was retired"
\`\`\`

\`add\` makes the login and prints its password once; it is kept nowhere. Each view shows a reader the authorities it was added for, by the name it logged in with; everybody else, Vigil's own role too, sees no rows. The login may open ten connections, its transactions are read-only and its statements end after ten minutes. Who was added and removed, by whom and why, is on record.

On a server where Vigil's role may not make logins (a managed PostgreSQL), \`add\` says so and prints what an administrator runs:

\`\`\`sql
create role reader_852 login password '…' connection limit 10;
alter role reader_852 set default_transaction_read_only = on;
alter role reader_852 set statement_timeout = '10min';
\`\`\`

Say \`vigil reader add reader_852\` again afterwards: Vigil owns the views and can grant them to a login that is there. Do not grant it anything else, and make it a member of no role; Vigil refuses one that is. Where connecting to the database was taken from everybody, the administrator also runs \`grant connect on database … to reader_852\`. The views are made anew when a new version of Vigil needs it, and readers keep their grants.

## Connecting

- **Where**: \`vigil reader add\` prints host, port, database and login. With the embedded PostgreSQL that is \`127.0.0.1\`: it listens on its own machine only, and runs while \`vigil up\` does (its port stays the same from one start to the next unless another program has taken it; \`vigil status\` shows it). For Power BI on another machine, run Vigil on a PostgreSQL of your own (\`DATABASE_URL\`).
- **Power BI**: *Get data* → *PostgreSQL database* → server \`host:port\`, database, *Import* → *Database* credentials, the reader's login and password → choose views of \`${reportingSchema}\`. In the service, an on-premises data gateway on a machine that reaches the server does the same. The embedded server has no TLS: untick *Use encrypted connection* under *Data source settings* for it, and for it alone.
- **Excel**: *Data* → *Get Data* → *From Database* → *From PostgreSQL Database*, as above. Where that connector is missing, the PostgreSQL ODBC driver and *From ODBC* do.
- **Without a connection**: \`vigil export --xlsx FILE\` writes the same as a workbook.

Relate the views by \`indicator\` (\`definitions\` to the figures, one to many). Use \`month\` on axes. A percentage over several months or members is the sum of the numerators over the sum of the denominators, never the average of the values; a row with \`member\` null is the whole, so filter for either the whole or the members before adding anything up.

## What a refresh means

A refresh reads what is there at that moment. \`figures\`, \`definitions\` and \`benchmarks\` change when a night has been judged, a release of published statistics was loaded or past months were backfilled, and when Vigil starts with other definitions, targets or bank holidays; the other views change as things happen. Each view is a query of its own: those of one refresh fit together unless a night ends in between. Vigil's night is over by the time its mails go out; schedule a refresh after that. Figures that were restated say so in \`restated_for\` and keep every version in \`figure_versions\`.

| view | a row is |
|---|---|
${views.map(({ name, about }) => `| [\`${name}\`](#${name}) | ${aRowIs(about)} |`).join('\n')}`;

/** What comes before the first colon or full stop. */
function aRowIs(about: string): string {
  return about.split(/[:.]/u)[0]!.replace(/^A row /u, '');
}

function viewSection({ name, about, columns }: View): string {
  return [
    `## ${name}`,
    '',
    about,
    '',
    '| column | type | meaning |',
    '|---|---|---|',
    '| `authority` | text | The code of the authority. |',
    ...columns.map((column) => `| \`${column.name}\` | ${column.type} | ${column.meaning} |`),
  ].join('\n');
}
