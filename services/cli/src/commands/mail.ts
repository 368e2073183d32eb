import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { mailsOfRun, type Notification } from '@vigil/database';
import { fileNameOf, fileTransport, htmlByItself } from '@vigil/mail';
import { draftMails, sendTestMail, toOutgoing } from '@vigil/notifier';
import { typedPath, type MailConfig } from '@vigil/runtime';
import { openTransport } from '@vigil/hosting';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { idMeant } from './named.ts';
import { authorityOption } from './options.ts';

interface PreviewOptions {
  readonly authority?: string;
  readonly run?: string;
  readonly out: string;
}

interface TestOptions {
  readonly authority?: string;
  readonly to?: string;
}

export function registerMail(program: Command, context: CommandContext): void {
  const mail = program.command('mail').description('what mail says, and whether it arrives');

  mail
    .command('preview')
    .description('write mails to files and send nothing: what waits to be told, or what was told of a run')
    .option('--run <id>', 'the mails that told of this run, as they were sent (default: what waits to be told)')
    .requiredOption('--out <directory>', 'where .html, .txt and .eml of each are written; made where it is missing')
    .addOption(authorityOption())
    .addHelpText(
      'after',
      `
What waits is put together by the code that runs at night, as if it were told now; it stays untold.

Examples:
  vigil mail preview --out ./mails
  vigil mail preview --run 3f2a --out ./mails`,
    )
    .action(async (options: PreviewOptions) => {
      const directory = typedPath(options.out, context.cwd);
      const mails = await withSession(context, options, (session) => preview(session, options.run, directory));
      if (mails.length === 0) {
        context.say(
          options.run === undefined
            ? 'Nothing waits to be told. --run ID writes what was told of a run.'
            : 'No mail told of this run.',
        );
      }
      for (const { recipient, subject, file } of mails) context.out(`${file}  ${recipient}  ${subject}\n`);
    });

  mail
    .command('test')
    .description('send one mail that says nothing, and tell what the server answers')
    .option('--to <address>', 'to whom (default: the first of the operators)', parseAddress)
    .addOption(authorityOption())
    .addHelpText(
      'after',
      `
Sent through SMTP_URL as every mail is; without it mail is caught as files in the data directory.

Examples:
  vigil mail test
  vigil mail test --to me@example.gov.uk`,
    )
    .action(async (options: TestOptions) => {
      await withSession(context, options, (session) => test(session, options.to, context));
    });
}

interface Written extends Pick<Notification, 'recipient' | 'subject'> {
  /** Without its ending. */
  readonly file: string;
}

async function preview(
  { installation, authority, database }: Session,
  run: string | undefined,
  directory: string,
): Promise<readonly Written[]> {
  const { catalogue, configuration } = installation;
  const mails =
    run === undefined
      ? await draftMails(database, authority, { catalogue, now: configuration.now })
      : await database.transaction(async (tx) => mailsOfRun(tx, await idMeant(tx, 'run', run)));
  const written: Written[] = [];
  for (const one of mails) written.push(await write(one, directory, authority.mail));
  return written;
}

async function write(mail: Notification, directory: string, policy: MailConfig): Promise<Written> {
  const { kind, day, recipient, subject, text } = mail;
  const file = join(
    directory,
    [kind, ...(day === null ? [] : [day]), encodeURIComponent(recipient)].join('-').replaceAll('%40', '@'),
  );
  const outgoing = toOutgoing(mail);
  await mkdir(directory, { recursive: true });
  const caught = await fileTransport(directory).send(outgoing, policy);
  if (caught.outcome !== 'accepted') throw new CommandFailed(caught.reason);
  await rename(join(directory, fileNameOf(mail.messageId)), `${file}.eml`);
  await writeFile(`${file}.html`, htmlByItself(outgoing));
  await writeFile(`${file}.txt`, text);
  return { recipient, subject, file };
}

async function test(
  { installation, authority, database }: Session,
  typed: string | undefined,
  context: CommandContext,
): Promise<void> {
  if (authority.mail.from === null) throw new WrongUse(`${authority.file} names nobody to write from: mail.from.`);
  const to = typed ?? authority.operators[0]?.email;
  if (to === undefined) throw new WrongUse('Say --to whom; vigil.yaml names no operators.');
  const transport = openTransport(installation.configuration);
  try {
    const outcome = await sendTestMail(database, authority, { to, actor: currentActor() }, transport);
    switch (outcome.outcome) {
      case 'accepted':
        context.say(`Sent to ${to} by ${transport.describe()}: ${outcome.response}`);
        break;
      case 'uncertain':
        throw new CommandFailed(
          `It may have arrived or not: ${outcome.reason}. Look into the inbox of ${to} before you try again.`,
        );
      case 'refused':
        throw new CommandFailed(`Not sent. ${outcome.reason}. ${whatToDo[outcome.about]}`);
    }
  } finally {
    await transport.close();
  }
}

/** By whose matter the refusal is. */
const whatToDo = {
  recipient: 'Check the address, and mail.allowedDomains of vigil.yaml; the server itself was reached.',
  message:
    'The server was reached and will not have the message: check mail.from, which it may not let you write from.',
  server:
    'Check SMTP_URL: the name, the port, TLS and the login; ask whoever runs the server whether it relays for this machine.',
} as const;

/** @throws InvalidArgumentError, which commander turns into wrong use */
function parseAddress(text: string): string {
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text.trim())) {
    throw new InvalidArgumentError('Expected an address such as me@example.gov.uk.');
  }
  return text.trim();
}
