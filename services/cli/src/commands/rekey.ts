import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DamagedLanding } from '@vigil/connectors';
import { rekey, removeLeftovers, type KeySet, type Rekeyed } from '@vigil/database';
import { openLandingStore } from '@vigil/hosting';
import { loadSecret, readSecretFile, type Secret } from '@vigil/runtime';
import { decryptRow, encryptRow, identifierKeys, keyedDigests, pseudonymWith } from '@vigil/validator';
import type { Installation } from '../installation.ts';
import { withInstallation, type CommandContext } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { reasonOption, reportFormatOption } from './options.ts';

interface RekeyOptions {
  readonly newKeyFile: string;
  readonly reason: string;
  readonly acceptLoss?: boolean;
  readonly format: 'text' | 'json';
}

export function registerRekey(program: Command, context: CommandContext): void {
  program
    .command('rekey')
    .description('move everything from the present secret to a new one')
    .requiredOption('--new-key-file <file>', 'a file with the new secret, kept apart from the data directory')
    .addOption(reasonOption().makeOptionMandatory())
    .option('--accept-loss', 'go on where an identifier is not known, or a landed file damaged')
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
Stop vigil up and all services first. The present secret comes from VIGIL_SECRET_KEY as ever. Pseudonyms, the way back,
rows in quarantine, corrections and landed files are made anew, in one transaction: cut off before its end, nothing has
changed, and it can be said again. Afterwards Vigil starts with the new secret alone. The figures stay what they are.

Keep the old secret for as long as you keep backups that were made with it.

Example:
  vigil rekey --new-key-file /etc/vigil/secret.new --reason "the machine was replaced"`,
    )
    .action(async (options: RekeyOptions) => {
      const file = resolve(context.cwd, options.newKeyFile);
      const value = await readSecretFile(file).catch((error: unknown) => {
        throw new WrongUse((error as Error).message);
      });
      await withInstallation(context, async (installation) => {
        const { configuration, database } = installation;
        if (configuration.demonstration) {
          throw new WrongUse('The demonstration makes its own secret, and there is nothing in it to protect.');
        }
        const secret = await loadSecret({ value, file }, configuration.dataDirectory, false);
        if (secret.keyId === configuration.secret.keyId) {
          throw new WrongUse('The new secret is the present one; nothing was changed.');
        }
        const landing = openLandingStore(configuration);
        try {
          report(await change(installation, secret, options, context), secret, options, context);
        } finally {
          // Where this does not come to it, the next sweep does.
          await removeLeftovers(database, (address) => landing.remove(address));
        }
      });
    });
}

async function change(
  { configuration, database }: Installation,
  secret: Secret,
  { reason, acceptLoss = false }: RekeyOptions,
  context: CommandContext,
): Promise<Rekeyed> {
  const landed = openLandingStore(configuration);
  const anew = openLandingStore({ ...configuration, secret });
  const landAnew = async (address: string): Promise<string | null> => {
    try {
      return (await anew.put(await landed.open(address))).address;
    } catch (error) {
      if (error instanceof DamagedLanding) return null;
      throw error;
    }
  };
  const keysOf = (authority: string) => ({
    before: keySet(configuration.secret, authority),
    now: keySet(secret, authority),
  });
  return rekey(
    database,
    { from: configuration.secret, to: secret, keysOf, landAnew, acceptLoss, progress: context.say },
    { actor: currentActor(), reason },
  );
}

function keySet(secret: Secret, authority: string): KeySet {
  const key = (purpose: string) => secret.key(purpose, authority);
  const identifiers = identifierKeys(key);
  const digests = keyedDigests({ identifiers, rows: key('row') });
  const quarantine = key('quarantine');
  return {
    identifiers,
    pseudonym: (purpose, identifier) => pseudonymWith(identifiers[purpose], identifier),
    digest: (values) => digests.of(values),
    wayBack: key('way back'),
    erased: key('erased'),
    openRow: (row) => decryptRow(quarantine, row),
    sealRow: (cells) => encryptRow(quarantine, cells),
  };
}

function report(moved: Rekeyed, { keyId }: Secret, { format }: RekeyOptions, context: CommandContext): void {
  if (format === 'json') {
    context.out(`${JSON.stringify({ keyId, ...moved }, null, 2)}\n`);
  } else {
    const number = (count: number) => count.toLocaleString('en-GB');
    context.out(
      `Moved to the secret ${keyId}: ${number(moved.records)} versions of records, ${number(moved.identifiers)} identifiers, ` +
        `${number(moved.quarantined)} encrypted rows, ${number(moved.files)} landed files.\n`,
    );
  }
  for (const { authority, list, records } of moved.unknown) {
    context.say(`${list} of ${authority}: ${records} records have pseudonyms that no later delivery has.`);
  }
  context.say(
    'From now on Vigil starts with the new secret alone: name it in VIGIL_SECRET_KEY or VIGIL_SECRET_KEY_FILE.',
  );
}
