/** The schemas whose rows are Vigil's memory. Of `staging`, the tables of files that are not published yet. */
export const backedUpSchemas: readonly string[] = ['identity', 'records', 'staging', 'vigil'];

/** All that Vigil makes in a database: the rest is made from code, or anew by the queue. */
export const ownSchemas: readonly string[] = [
  ...backedUpSchemas,
  'reporting',
  'cohort',
  'cohort_of_changed',
  'vigil_migrations',
  'bullmq',
];

/**
 * Values are written and read alike, whatever the server and the role are set to; no limit of time ends it, and a role
 * that would be shown some of the rows only is refused instead.
 */
export const fixedNotation = `
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local timezone = 'UTC';
  set local extra_float_digits = 3;
  set local bytea_output = 'hex';
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  set local row_security = off;`;
