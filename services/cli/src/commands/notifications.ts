import type { Command } from 'commander';
import { confirmNotification, listNotifications, resendNotification, type Notification } from '@vigil/database';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { workUntilTold } from '../work.ts';
import { CommandFailed } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { instantsOf } from './instants.ts';
import { idMeant } from './named.ts';
import { authorityOption, formatOption, reasonOption, type CommonOptions, type WordOptions } from './options.ts';

/** A mail of the ledger as it is printed, without its content; the names are stable. */
interface NotificationRow {
  readonly id: string;
  readonly kind: Notification['kind'];
  /** The working day it belongs to; null where it belongs to none. */
  readonly day: string | null;
  readonly recipient: string;
  readonly subject: string;
  readonly state: Notification['state'];
  readonly preparedAt: string;
  readonly sendingAt: string | null;
  readonly settledAt: string | null;
  readonly response: string | null;
  readonly shown: { readonly prepared: string; readonly settled: string };
}

const columns: readonly Column<NotificationRow>[] = [
  { name: 'id', heading: 'Mail', show: ({ id }) => id.slice(0, 8) },
  { name: 'kind', heading: 'Kind' },
  { name: 'day', heading: 'Day' },
  { name: 'recipient', heading: 'To' },
  { name: 'subject', heading: 'Subject' },
  { name: 'state', heading: 'State' },
  { name: 'preparedAt', heading: 'Prepared', show: ({ shown }) => shown.prepared },
  { name: 'sendingAt' },
  { name: 'settledAt', heading: 'Settled', show: ({ shown }) => shown.settled },
  { name: 'response', heading: 'Answer' },
];

export function registerNotifications(program: Command, context: CommandContext): void {
  const notifications = program
    .command('notifications')
    .description('the mail ledger: who was written to, and what became of each mail')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A digest goes to a head of service or deputy, weekly to the director, chaser to a contributor who owes figures,
operators to operators; test was sent by hand.
A mail is prepared (its content frozen), then sent, then accepted or refused by the server. A crash in between leaves it
uncertain: look into the recipient's inbox or the server's log, then confirm it or have it resent.

Examples:
  vigil notifications
  vigil notifications confirm 7c1e --reason "the head of service has it"
  vigil notifications resend 7c1e --reason "not in the server's log"`,
    )
    .action(async (options: CommonOptions) => {
      await withSession(context, options, async ({ authority, database }) => {
        const ledger = await database.transaction((tx) => listNotifications(tx));
        const say = instantsOf(authority);
        printRows(
          context,
          options.format,
          columns,
          ledger.map((mail) => toRow(mail, say)),
          'Nobody was written to yet.',
        );
      });
    });

  notifications
    .command('confirm')
    .description('settle an uncertain mail: it arrived')
    .argument('<mail>', 'its id, or as much of it as tells it apart')
    .addOption(reasonOption().makeOptionMandatory())
    .action(async (typed: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<WordOptions>();
      await withSession(context, options, ({ database }) =>
        database.transaction(async (tx) => {
          const id = await idMeant(tx, 'notification', typed);
          await confirmNotification(tx, id, { actor: currentActor(), reason: options.reason });
        }),
      );
      context.say('Confirmed; it counts as accepted.');
    });

  notifications
    .command('resend')
    .description('send an uncertain or refused mail once more, under the same Message-ID')
    .argument('<mail>', 'its id, or as much of it as tells it apart')
    .addOption(reasonOption().makeOptionMandatory())
    .action(async (typed: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<WordOptions>();
      await withSession(context, options, (session) => resend(session, typed, options.reason, context));
    });
}

async function resend(session: Session, typed: string, reason: string, context: CommandContext): Promise<void> {
  const { installation, authority, database } = session;
  const { id, slot } = await database.transaction(async (tx) => {
    const meant = await idMeant(tx, 'notification', typed);
    return { id: meant, slot: await resendNotification(tx, meant, { actor: currentActor(), reason }) };
  });
  await workUntilTold(installation, [{ authority: authority.code, slot }], context);
  const ledger = await database.transaction((tx) => listNotifications(tx));
  const mail = ledger.find((one) => one.id === id);
  const answer = mail?.response ?? 'no answer yet';
  if (mail?.state !== 'accepted')
    throw new CommandFailed(`It is ${mail?.state ?? 'gone'}: ${answer}. See vigil failed.`);
  context.say(`Sent to ${mail.recipient}: ${answer}`);
}

function toRow(mail: Notification, say: (instant: Date) => string): NotificationRow {
  const { id, kind, day, recipient, subject, state, createdAt, sendingAt, settledAt, response } = mail;
  return {
    id,
    kind,
    day,
    recipient,
    subject,
    state,
    preparedAt: createdAt.toISOString(),
    sendingAt: sendingAt?.toISOString() ?? null,
    settledAt: settledAt?.toISOString() ?? null,
    response,
    shown: { prepared: say(createdAt), settled: settledAt === null ? '' : say(settledAt) },
  };
}
