/**
 * Who works on the database of a deployed installation: a role each, which may do what its work needs and no more.
 * Logins are made members of them (`vigil migrate --logins`). The role that owns the tables does everything: the
 * migration job, and Vigil on one machine.
 */
export const roleWords = {
  scheduler: 'opens slots when schedules say so, tends digests, measures the installation',
  ingest: 'fetches deliveries, keeps them encrypted, and purges what is older than it may be kept',
  validator: 'reads delivered files, sets rows aside, and puts the others into the records',
  aggregator: 'computes figures from the records',
  alerter: 'judges figures and decides alerts',
  notifier: 'writes the mails',
  console: 'shows status, scorecard and mail ledger',
  operator: 'the vigil command, for what operators do by hand',
} as const;

export type RoleName = keyof typeof roleWords;

export const roleNames = Object.keys(roleWords) as readonly RoleName[];

/** Its name in PostgreSQL. */
export function databaseRole(name: RoleName): string {
  return `vigil_${name}`;
}
